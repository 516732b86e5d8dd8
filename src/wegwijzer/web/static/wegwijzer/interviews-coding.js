/* Coding: an exact selection of the text, by mouse or keyboard, instead of whole sentences. */
(function () {
  "use strict";
  const field = document.querySelector("[data-exact]");
  if (!field) return;
  const text = field.querySelector("textarea"), chosen = field.querySelector("[data-chosen]");
  const start = document.querySelector("[data-start]"), end = document.querySelector("[data-end]");
  field.hidden = false;
  // A read-only field has no caret in every browser; this one has, and still takes no words.
  text.readOnly = false;
  text.setAttribute("aria-readonly", "true");
  text.inputMode = "none";
  for (const moment of ["beforeinput", "drop", "paste", "cut"]) text.addEventListener(moment, (event) => event.preventDefault());
  text.setSelectionRange(0, 0);
  // The server counts characters; a script counts UTF-16 units.
  const characters = (units) => Array.from(text.value.slice(0, units)).length;
  function read() {
    const isNothing = text.selectionStart === text.selectionEnd;
    start.value = isNothing ? "" : characters(text.selectionStart);
    end.value = isNothing ? "" : characters(text.selectionEnd);
    const words = text.value.slice(text.selectionStart, text.selectionEnd);
    chosen.textContent = isNothing ? field.dataset.nothing : field.dataset.selected.replace("{text}", () => words);
  }
  for (const moment of ["select", "keyup", "mouseup", "touchend"]) text.addEventListener(moment, read);
  document.addEventListener("selectionchange", () => { if (document.activeElement === text) read(); });
})();
