/*
A talk on a tablet. Every keystroke is kept on the device at once and sent to us when that is possible; the page works
without this script too, as one plain form.

On the device (localStorage), by case and note:
  gesprek/<case>/<note>         what we know to be kept at the server: text, speaker, version
  gesprek/<case>/<note>/<tab>   what is not known to be kept yet: `sent` waits for an answer, `typed` waits to be sent
A change has an id of its own making, so that sending it twice does no harm, and the version it was written upon, so that
the server sees when somebody else wrote in between. Then both texts stay until a person has chosen.
*/
(function () {
  "use strict";
  const form = document.querySelector("[data-interview]");
  if (!form) return;
  const told = form.dataset;
  const prefix = `gesprek/${told.interview}/`;
  const { newId } = window.deviceDrafts;
  const device = window.deviceDrafts.device(prefix), courier = window.deviceDrafts.courier(told.keep, form);
  const store = device.store, fetchStored = device.fetch, storedKeys = device.keys;
  const tab = newId();
  const status = form.querySelector("[data-status]");
  const MOST_BYTES = 40000, SOON = 1200;
  const notes = new Map();
  let timer = 0, isSending = false;

  // The device.
  function keepWaiting(note) {
    const key = `${prefix}${note.id}/${tab}`;
    if (!note.sent && !note.typed) return store(key, null);
    store(key, { question: note.question, sent: note.sent, typed: note.typed, saved: Date.now() });
  }
  function keepKnown(note) {
    const key = `${prefix}${note.id}`;
    const known = fetchStored(key);
    if (known && known.version > note.version) return;
    store(key, { question: note.question, text: note.text, speaker: note.speaker, version: note.version });
  }

  // Boxes.
  function adopt(box) {
    const field = box.querySelector("textarea"), speaker = box.querySelector("select");
    const note = {
      id: box.dataset.note, question: box.dataset.question, box, field, choice: speaker,
      text: field.defaultValue, speaker: defaultSpeaker(speaker), version: Number(box.dataset.version),
      base: Number(box.dataset.version), sent: null, typed: null, begun: null, isHeld: false, isFull: false,
    };
    notes.set(note.id, note);
    field.addEventListener("input", () => changed(note));
    speaker.addEventListener("change", () => changed(note));
    for (const rival of box.querySelectorAll(".rival")) offer(note, rival, rival.dataset.rival, rival.querySelector("[data-rival-text]").textContent);
    return note;
  }
  function defaultSpeaker(select) {
    const chosen = [...select.options].find((option) => option.defaultSelected);
    return chosen ? chosen.value : select.options[0].value;
  }
  function anotherBox(question, id) {
    const boxes = document.getElementById(question).querySelector("[data-boxes]");
    const model = boxes.querySelector("[data-box]");
    const box = model.cloneNode(true);
    const noteId = id || newId();
    for (const rival of box.querySelectorAll(".rival")) rival.remove();
    box.dataset.note = noteId;
    box.dataset.version = "0";
    const field = box.querySelector("textarea"), speaker = box.querySelector("select");
    const [label, speakerLabel] = box.querySelectorAll("label");
    const count = boxes.querySelectorAll("[data-box]").length + 1;
    label.firstChild.textContent = label.firstChild.textContent.replace(/\d+/, String(count));
    field.id = label.htmlFor = `n-${noteId}`;
    speaker.id = speakerLabel.htmlFor = `s-${noteId}`;
    field.name = `note:${noteId}:${question}:0`;
    speaker.name = `speaker:${noteId}`;
    field.defaultValue = field.value = "";
    boxes.insertBefore(box, boxes.querySelector("[data-extra]"));
    return adopt(box);
  }
  function show(note, text, speaker) {
    note.field.value = text;
    if (speaker) note.choice.value = speaker;
    grow(note.field);
  }
  function grow(field) {
    const letters = Math.max(20, field.clientWidth / 9);
    const lines = field.value.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / letters), 1);
    field.rows = Math.min(24, Math.max(4, lines));
  }

  // Typing.
  function changed(note, settles) {
    grow(note.field);
    if (!note.begun) note.begun = new Date().toISOString();
    const text = note.field.value, speaker = note.choice.value;
    const last = note.sent || note;
    if (text === last.text && speaker === last.speaker && !settles) note.typed = null;
    else note.typed = { id: newId(), text, speaker, at: note.begun, base: note.base, settles: settles || settledBy(note) };
    keepWaiting(note);
    count(note);
    soon(SOON);
    tell();
  }
  function settledBy(note) {
    return (note.typed && note.typed.settles) || [];
  }
  function count(note) {
    const theme = document.getElementById(note.question).dataset.theme;
    const line = form.querySelector(`[data-noted="${theme}"]`);
    const questions = [...document.getElementById(theme).querySelectorAll(".question")];
    const noted = questions.filter((question) => [...question.querySelectorAll("textarea")].some((field) => field.value.trim()));
    line.textContent = line.textContent.replace(/\d+/, String(noted.length));
  }

  // Sending.
  function soon(delay) {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  }
  function waiting() {
    return [...notes.values()].filter((note) => note.sent || note.typed);
  }
  async function send() {
    clearTimeout(timer);
    if (isSending || courier.isShut) return;
    const batch = [];
    let bytes = 0;
    for (const note of waiting()) {
      if (note.isHeld && !note.sent) continue;
      if (!note.sent) {
        note.sent = note.typed;
        note.typed = null;
        keepWaiting(note);
      }
      bytes += new Blob([JSON.stringify(note.sent)]).size + 200;
      if (batch.length && bytes > MOST_BYTES) break;
      batch.push(note);
    }
    if (!batch.length) return tell();
    isSending = true;
    tell();
    let answer = null;
    try {
      answer = await post(batch.map((note) => ({ note: note.id, question: note.question, ...note.sent })));
    } finally {
      isSending = false;
    }
    if (answer) for (const result of answer.results) answered(result);
    tell();
    const left = waiting().some((note) => !note.isHeld);
    if (left && !courier.isShut) soon(answer ? SOON : courier.wait);
  }
  function post(changes) {
    return courier.post(JSON.stringify({ changes }), { "Content-Type": "application/json" });
  }
  function answered(result) {
    const note = notes.get(result.note);
    if (!note || !note.sent || note.sent.id !== result.id) return;
    const sent = note.sent;
    note.sent = null;
    if (result.status === "refused") {
      note.typed = note.typed || sent;
      note.isHeld = note.isFull = true;
      return keepWaiting(note);
    }
    note.version = result.version;
    note.text = result.text;
    note.speaker = result.speaker;
    keepKnown(note);
    if (result.status === "conflict") {
      note.typed = note.typed || { ...sent, id: newId() };
      // The server kept what we sent beside its own text; choosing settles that too.
      offer(note, panelFor(note, result.text), result.id, result.text, result.speaker);
    } else if (result.text === sent.text && result.speaker === sent.speaker) {
      note.base = result.version;
      if (note.typed) note.typed.base = result.version;
    } else if (!note.typed && note.field.value === sent.text) {
      // An echo: what we sent came in before, and somebody wrote upon it since.
      note.base = result.version;
      show(note, result.text, result.speaker);
    }
    keepWaiting(note);
  }

  // Choosing between two texts.
  function panelFor(note, text) {
    const panel = document.getElementById("verschil").content.firstElementChild.cloneNode(true);
    panel.querySelector("[data-rival-text]").textContent = text;
    note.field.insertAdjacentElement("afterend", panel);
    return panel;
  }
  function offer(note, panel, id, text, speaker) {
    note.isHeld = true;
    for (const button of panel.querySelectorAll("[data-settle]")) {
      button.addEventListener("click", (event) => {
        event.preventDefault();
        const choice = button.dataset.settle, both = `${note.field.value}\n${text}`;
        if (choice === "take") show(note, text, speaker);
        if (choice === "both" && both.length <= note.field.maxLength) show(note, both);
        else if (choice === "both") {
          const extra = anotherBox(note.question);
          show(extra, text, speaker);
          changed(extra);
        }
        panel.remove();
        note.isHeld = Boolean(note.box.querySelector(".rival"));
        // Whoever chose has seen what stands at the server: the choice is written upon that.
        note.base = note.version;
        changed(note, id ? [...settledBy(note), id] : settledBy(note));
        note.field.focus();
        send();
      });
    }
  }

  // Words.
  function tell() {
    const left = waiting();
    const isHeld = [...notes.values()].some((note) => note.isHeld);
    let words = told.saved;
    if (courier.isShut) words = told.refused;
    else if (left.some((note) => note.isFull)) words = told.full;
    else if (isHeld) words = told.conflict;
    else if (courier.isOffline && left.length) words = device.canStore ? told.offline : told.noStore;
    else if (courier.isOffline) words = told.offline;
    else if (isSending) words = told.saving;
    else if (left.length) words = device.canStore ? told.typed : told.noStore;
    else if (!hasTyped()) words = device.canStore ? status.textContent : told.noStore;
    if (status.textContent !== words) status.textContent = words;
    status.dataset.state = courier.isShut || (!device.canStore && left.length) ? "bad" : courier.isOffline || isHeld ? "held" : left.length ? "busy" : "good";
  }
  function hasTyped() {
    return [...notes.values()].some((note) => note.begun);
  }

  // What an earlier page of this case left on the device.
  function recover() {
    const found = new Map();
    for (const key of storedKeys()) {
      const [id, from] = key.slice(prefix.length).split("/");
      const value = fetchStored(key);
      if (!value) continue;
      const entry = found.get(id) || { known: null, waiting: [] };
      if (from) entry.waiting.push({ key, ...value });
      else entry.known = value;
      found.set(id, entry);
    }
    for (const [id, { known, waiting: left }] of found) {
      const question = (known || left[0]).question;
      if (!document.getElementById(question)) continue;
      const isBlank = !left.length && !(known && known.text.trim());
      if (!notes.has(id) && isBlank) continue;
      const note = notes.get(id) || anotherBox(question, id);
      if (known && known.version > note.version) {
        // The page came from the device and is older than what was kept since.
        note.version = known.version;
        note.text = known.text;
        note.speaker = known.speaker;
        note.base = known.version;
        show(note, known.text, known.speaker);
      }
      left.sort((one, other) => other.saved - one.saved);
      for (const [place, entry] of left.entries()) {
        if (place === 0) {
          note.sent = entry.sent;
          note.typed = entry.typed;
          const newest = entry.typed || entry.sent;
          note.begun = newest.at;
          note.base = newest.base;
          show(note, newest.text, newest.speaker);
          // Rivals of an earlier difference are shown already; the text that stands at the server has to be seen too.
          if (note.isHeld && note.text !== newest.text) offer(note, panelFor(note, note.text), null, note.text, note.speaker);
          keepWaiting(note);
          store(entry.key, null);
        } else {
          orphans.push({ note, entry });
        }
      }
      count(note);
    }
  }
  // Other windows left texts of the same note: they go as they are, and the server keeps what does not fit.
  const orphans = [];
  async function sendOrphans() {
    while (orphans.length) {
      const { note, entry } = orphans[0];
      const changes = [entry.sent, entry.typed].filter(Boolean).map((part) => ({ note: note.id, question: note.question, ...part }));
      const answer = await post(changes);
      if (!answer) return;
      orphans.shift();
      store(entry.key, null);
      for (const result of answer.results) {
        if (result.status !== "conflict") continue;
        const other = changes.find((change) => change.id === result.id);
        offer(note, panelFor(note, other.text), result.id, other.text, other.speaker);
      }
    }
    tell();
  }

  const early = new Map(); // typed before this script was there
  for (const box of form.querySelectorAll("[data-box]")) {
    const note = adopt(box);
    if (note.field.value !== note.text) early.set(note, note.field.value);
    grow(note.field);
  }
  store(`${prefix}test`, 1);
  store(`${prefix}test`, null);
  const isFinished = "isFinished" in told;
  recover();
  for (const [note, text] of early) {
    const place = note.sent || note.typed ? anotherBox(note.question) : note;
    show(place, text);
    changed(place);
  }
  if (isFinished && !waiting().length) for (const key of storedKeys()) store(key, null);

  for (const button of form.querySelectorAll("[data-extra]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      anotherBox(button.value).field.focus();
    });
  }
  form.querySelector("[data-save]").addEventListener("click", (event) => {
    event.preventDefault();
    courier.rest();
    courier.isShut = false;
    send().then(tell);
  });
  const finish = form.querySelector("[data-finish]");
  if (finish) {
    finish.addEventListener("click", (event) => {
      if (!waiting().length && !isSending) return; // the plain form has nothing to add
      event.preventDefault();
      send().then(() => { if (!waiting().length) finish.click(); });
    });
  }
  // Enter in a list must not send the plain form beside the queue.
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.hasAttribute("data-finish")) {
      if (courier.isOffline) event.preventDefault();
      for (const note of notes.values()) note.field.name = note.field.name.replace(/\d+$/, String(note.version));
    } else {
      event.preventDefault();
      send();
    }
    if (!event.defaultPrevented) return;
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  });
  window.addEventListener("online", () => { courier.isOffline = false; courier.rest(); sendOrphans().then(send); });
  window.addEventListener("offline", () => { courier.isOffline = true; tell(); });
  document.addEventListener("visibilitychange", () => { if (waiting().length) send(); });
  sendOrphans().then(send).then(tell);

  // The page itself, for when it is opened again without a connection.
  if ("serviceWorker" in navigator && !isFinished) {
    navigator.serviceWorker.register(told.worker).then(() => navigator.serviceWorker.ready).then((registration) => {
      const assets = performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => name.startsWith(`${location.origin}/static/`));
      navigator.serviceWorker.addEventListener("message", (event) => {
        if (event.data && event.data.kept === location.pathname) form.querySelector("[data-ready]").hidden = false;
      });
      registration.active.postMessage({ keep: location.pathname, assets });
    }).catch(() => {});
  }
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
  tell();
})();
