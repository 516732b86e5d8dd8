/* A part of a page that is still being computed: asked for again until it is there. What was typed elsewhere stays. */
(function () {
  "use strict";
  const EVERY = 2000, MOST = 60;
  let asked = 0;
  async function again() {
    const part = document.querySelector("[data-awaited]");
    if (!part || ++asked > MOST) return;
    try {
      const answer = await fetch(location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
      if (found && !("awaited" in found.dataset)) {
        delete part.dataset.awaited;
        part.replaceChildren(...found.childNodes);
        return;
      }
    } catch { /* the line is down: the link on the page does the same */ }
    setTimeout(again, EVERY);
  }
  setTimeout(again, EVERY);
})();
