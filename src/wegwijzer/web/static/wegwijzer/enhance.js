/* Small comforts; every page works without them. */
(function () {
  "use strict";
  // The error summary speaks first.
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
  // Buttons that only a script can serve stay hidden until there is one.
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    const said = Object.assign(document.createElement("span"), { className: "visually-hidden" });
    said.setAttribute("role", "status");
    button.after(said);
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      await navigator.clipboard.writeText(field.value);
      button.textContent = said.textContent = button.dataset.copied;
    });
  }
  // The menu over the page closes when one leaves it, so that it covers nothing that has the focus.
  for (const menu of document.querySelectorAll(".person-menu")) {
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
  // Who would be signed out for doing nothing is asked two minutes before; one press is enough to stay.
  const idle = document.querySelector("[data-idle]");
  if (idle) {
    const BEFORE = 120, EVERY = 5000;
    let seen = Date.now();
    const show = (isShown) => {
      idle.hidden = !isShown;
      document.documentElement.classList.toggle("is-asking", isShown);
    };
    idle.querySelector("button").addEventListener("click", async () => {
      const answer = await fetch(idle.dataset.stay, { method: "HEAD", credentials: "same-origin" }).catch(() => null);
      if (!answer || !answer.ok || answer.redirected) return location.reload();
      seen = Date.now();
      show(false);
      document.getElementById("content").focus();
    });
    setInterval(() => { if (Date.now() - seen > (idle.dataset.idle - BEFORE) * 1000 && idle.hidden) show(true); }, EVERY);
  }
  // A second tap on "Continue" must not send the form twice.
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
      form.setAttribute("aria-busy", "true");
    });
  }
  // Who signs out or wipes leaves no drafts behind on the device (device-drafts.js).
  for (const form of document.querySelectorAll("form[method=post]")) {
    if (!/\/(afmelden|wissen)\/$/.test(form.action)) continue;
    form.addEventListener("submit", () => {
      try {
        for (const key of Object.keys(localStorage)) if (/^(concept|dossier)\//.test(key)) localStorage.removeItem(key);
        indexedDB.deleteDatabase("wegwijzer-drafts");
      } catch { /* a device that stores nothing has nothing to remove */ }
    });
  }
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form")) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
    }
  });
})();
