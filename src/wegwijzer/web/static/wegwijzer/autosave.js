/*
A form that keeps what is typed by itself (agreements, plans): it is sent to its own page with `save`, which answers 204. A
question that hangs on another answer hides while it does not matter. Without this script it is kept when it is sent.
*/
(function () {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const status = form.querySelector("[data-save-status]");
  const SOON = 1500;
  let timer = 0, isSending = false, isChanged = false;

  function showWhatMatters() {
    for (const block of form.querySelectorAll("[data-depends]")) {
      const chosen = form.querySelector(`input[name="${block.dataset.depends}"]:checked`);
      block.hidden = !chosen || !block.dataset.options.split(" ").includes(chosen.value);
    }
    for (const text of form.querySelectorAll(".only-if")) text.hidden = true;
  }

  async function save() {
    if (isSending || !isChanged) return;
    isSending = true;
    isChanged = false;
    const data = new FormData(form);
    data.append("save", "1");
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: data, credentials: "same-origin" });
      if (answer.status !== 204) throw new Error(String(answer.status));
      const now = new Date();
      const clock = `${now.getHours()}.${String(now.getMinutes()).padStart(2, "0")}`;
      status.textContent = `${form.dataset.saved} ${clock}`;
    } catch {
      isChanged = true;
      status.textContent = form.dataset.unsaved;
    }
    isSending = false;
    if (isChanged) timer = setTimeout(save, 4 * SOON);
  }

  form.addEventListener("input", () => {
    isChanged = true;
    showWhatMatters();
    clearTimeout(timer);
    timer = setTimeout(save, SOON);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); isChanged = false; });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
  showWhatMatters();
})();
