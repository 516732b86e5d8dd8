/* On the page of a study: what talks left on this device. Finished and sent talks leave it; unsent notes are told. */
(function () {
  "use strict";
  const notice = document.querySelector("[data-unsent]");
  if (!notice) return;
  const finished = notice.dataset.finished.split(" ").filter(Boolean);
  let keys = [];
  try {
    keys = Object.keys(localStorage).filter((key) => key.startsWith("gesprek/"));
  } catch {
    return;
  }
  const unsent = new Set(keys.filter((key) => key.split("/").length === 4).map((key) => key.split("/")[1]));
  for (const line of notice.querySelectorAll("[data-case]")) {
    line.hidden = !unsent.has(line.dataset.case);
    if (!line.hidden) notice.hidden = false;
  }
  const done = finished.filter((id) => !unsent.has(id));
  for (const key of keys) if (done.includes(key.split("/")[1])) localStorage.removeItem(key);
  if (!done.length || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.getRegistration().then((registration) => {
    if (registration && registration.active) registration.active.postMessage({ drop: done });
  }).catch(() => {});
})();
