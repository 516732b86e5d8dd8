/*
A form that keeps what is typed by itself (agreements, plans): it is sent to its own page with `save`, which answers 204. A
question that hangs on another answer hides while it does not matter. Without this script it is kept when it is sent.

On the device: concept/<page> holds the fields as typed until the server has them, and the fields as the server gave them.
After a crash they are put back by themselves where the server knows nothing newer, and offered where it does.
*/
(function () {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const told = form.dataset;
  const status = form.querySelector("[data-save-status]");
  const device = window.deviceDrafts.device("concept/", told.who);
  const key = `concept/${location.pathname.replace(/^\/[a-z]{2}\//, "")}`;
  const SOON = 1500;
  let timer = 0, isSending = false, isChanged = false, isLeaving = false;

  function fields() {
    return [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  }
  let given = JSON.stringify(fields());

  function showWhatMatters() {
    for (const block of form.querySelectorAll("[data-depends]")) {
      const chosen = form.querySelector(`input[name="${block.dataset.depends}"]:checked`);
      block.hidden = !chosen || !block.dataset.options.split(" ").includes(chosen.value);
    }
    for (const text of form.querySelectorAll(".only-if")) text.hidden = true;
  }

  async function save() {
    if (isSending || !isChanged) return !isChanged;
    isSending = true;
    isChanged = false;
    const sent = JSON.stringify(fields());
    const data = new FormData(form);
    data.append("save", "1");
    let isKept = false;
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: data, credentials: "same-origin" });
      if (answer.status !== 204) throw new Error(String(answer.status));
      const now = new Date();
      const clock = `${now.getHours()}.${String(now.getMinutes()).padStart(2, "0")}`;
      status.textContent = `${told.saved} ${clock}`;
      given = sent;
      if (!isChanged) device.store(key, null);
      isKept = true;
    } catch {
      isChanged = true;
      status.textContent = told.unsaved;
    }
    isSending = false;
    if (isChanged && !isLeaving) timer = setTimeout(save, 4 * SOON);
    return isKept && !isChanged;
  }

  function changed() {
    isChanged = true;
    device.store(key, { fields: fields(), given, saved: Date.now() });
    showWhatMatters();
    clearTimeout(timer);
    timer = setTimeout(save, SOON);
  }

  function putBack(kept) {
    const values = new Map(kept.fields);
    for (const field of form.elements) {
      if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "submit" || field.type === "file") continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = kept.fields.some(([name, value]) => name === field.name && value === field.value);
      else if (values.has(field.name)) field.value = values.get(field.name);
    }
    changed();
    status.textContent = told.restored;
  }

  function recover() {
    const kept = device.fetch(key);
    if (!kept || !kept.fields || isChanged) return;
    if (JSON.stringify(kept.fields) === given) return device.store(key, null);
    if (kept.given === given) return putBack(kept);
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-quiet button-small", textContent: told.restore });
    button.addEventListener("click", () => { button.remove(); putBack(kept); });
    status.after(button);
  }

  form.addEventListener("input", changed);
  // What is typed goes first, so that leaving the page loses nothing when there is no answer.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!isChanged || isLeaving) return;
    event.preventDefault();
    isLeaving = true;
    save().then(() => {
      delete form.dataset.sent; // the guard against a second tap counted this one
      form.requestSubmit(event.submitter);
    });
  });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
  showWhatMatters();
  device.revive().then(recover);
})();
