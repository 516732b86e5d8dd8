/*
A part of a dossier keeps itself while somebody types; without this script the page is one plain form with a button.

On the device (localStorage): dossier/<dossier>/<part>/<draft> holds the fields as typed until the server has them.
`draft` names this page, so that the server never takes a page's own earlier words for somebody else's. When the browser
breaks down, the next page of the part sends what was left, upon the revision that it was written on.
*/
(function () {
  "use strict";
  const drafts = window.deviceDrafts;
  const SOON = 1200;

  function tellUnsent() {
    const notice = document.querySelector("[data-unsent]");
    if (!notice) return;
    const prefix = `dossier/${notice.dataset.unsent}/`;
    const parts = new Set(drafts.device(prefix).keys().map((key) => key.split("/")[2]));
    for (const line of notice.querySelectorAll("[data-part]")) {
      line.hidden = !parts.has(line.dataset.part);
      if (!line.hidden) notice.hidden = false;
    }
  }
  tellUnsent();

  const form = document.querySelector("form[data-dossier]");
  if (!form) return;
  const told = form.dataset;
  const prefix = `dossier/${told.dossier}/${told.part}/`;
  const device = drafts.device(prefix, told.who);
  const courier = drafts.courier(told.keep, form);
  const status = form.querySelector("[data-status]");
  const base = form.elements.base, draft = form.elements.draft;
  const key = () => `${prefix}${draft.value}`;
  let timer = 0, isSending = false, isWaiting = false, isConflict = false, isLeaving = false, wasRestored = false, hasSaved = false;

  function fields() {
    const skipped = new Set(["csrfmiddlewaretoken", "base", "draft"]);
    return [...new FormData(form)].filter(([name]) => !skipped.has(name)).map(([name, value]) => [name, String(value)]);
  }
  function bodyOf(typed) {
    const body = new FormData();
    for (const [name, value] of typed.fields) body.append(name, value);
    body.append("base", typed.base);
    body.append("draft", typed.draft);
    return body;
  }
  function typed() {
    return { fields: fields(), base: base.value, draft: draft.value, saved: Date.now() };
  }

  function changed() {
    isWaiting = true;
    device.store(key(), typed());
    soon(SOON);
    tell();
  }
  function soon(delay) {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  }
  async function send() {
    clearTimeout(timer);
    if (!isWaiting || isSending || isLeaving || courier.isShut) return tell();
    const now = typed();
    isSending = true;
    tell();
    const answer = await courier.post(bodyOf(now));
    isSending = false;
    if (answer) took(now, answer);
    tell();
    if (isWaiting && !courier.isShut) soon(answer ? SOON : courier.wait);
  }
  function took(sent, answer) {
    hasSaved = true;
    isConflict = answer.outcome === "conflict";
    if (!isConflict) base.value = String(answer.revision);
    if (JSON.stringify(fields()) === JSON.stringify(sent.fields)) {
      isWaiting = false;
      device.store(key(), null); // in a conflict too: the server keeps our words beside the others
    }
  }
  function tell() {
    let words = wasRestored && !isWaiting ? told.restored : "";
    let state = "good";
    if (courier.isShut && isWaiting) [words, state] = [told.refused, "bad"];
    else if (isConflict) [words, state] = [told.conflict, "held"];
    else if (isWaiting && !device.canStore) [words, state] = [told.noStore, "bad"];
    else if (isWaiting && courier.isOffline) [words, state] = [told.offline, "held"];
    else if (isSending) [words, state] = [told.saving, "busy"];
    else if (isWaiting) [words, state] = [told.typed, "busy"];
    else if (hasSaved) words = told.saved;
    if (!isWaiting && !isSending && !words) words = status.textContent;
    if (status.textContent !== words) status.textContent = words;
    status.dataset.state = state;
  }
  // What an earlier page of this part left behind. Once the server has it, the page is asked anew.
  async function recover() {
    const left = device.keys().filter((name) => name !== key()).map((name) => [name, device.fetch(name)]).filter(([, kept]) => kept && kept.fields);
    left.sort(([, one], [, other]) => one.saved - other.saved);
    let isDone = false;
    for (const [name, kept] of left) {
      const answer = await courier.post(bodyOf(kept));
      if (answer) {
        device.store(name, null);
        isDone = isDone || answer.outcome !== "same";
      } else if (!isWaiting) {
        fill(kept);
        device.store(name, null);
        changed();
      }
    }
    if (isDone && !isWaiting) {
      isLeaving = true;
      location.replace(`${location.pathname}?hersteld`);
    }
  }
  function fill(kept) {
    base.value = kept.base;
    draft.value = kept.draft;
    const values = new Map(kept.fields);
    for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = values.has(box.name);
    for (const [name, value] of kept.fields) {
      const field = form.elements[name];
      if (field && field.type !== "checkbox") field.value = value;
      else if (!field) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    wasRestored = true;
  }

  wasRestored = new URLSearchParams(location.search).has("hersteld");
  for (const event of ["input", "change"]) form.addEventListener(event, changed);
  // What is typed goes first, so that leaving the page loses nothing when there is no connection.
  form.addEventListener("submit", (event) => {
    if (!isWaiting || isLeaving) return;
    event.preventDefault();
    courier.isShut = false;
    send().then(() => {
      delete form.dataset.sent; // the guard against a second tap counted this one
      form.removeAttribute("aria-busy");
      if (isWaiting) return;
      isLeaving = true;
      form.requestSubmit(event.submitter);
    });
  });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  window.addEventListener("online", () => { courier.isOffline = false; courier.rest(); send(); });
  window.addEventListener("offline", () => { courier.isOffline = true; tell(); });
  document.addEventListener("visibilitychange", () => { if (isWaiting) send(); });
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
  device.revive().then(recover).then(tell);
})();
