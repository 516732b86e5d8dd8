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
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.copied;
    });
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
