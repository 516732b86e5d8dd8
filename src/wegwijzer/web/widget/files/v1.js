/* Wegwijzer, a small advice window for other sites. No cookies, no storage, no third parties; nothing is measured here.

   <script src="https://…/widget/v1.js" data-lang="nl" data-partner="…" async></script>

   It puts a sandboxed frame after itself. What a visitor types stays in the frame: this page cannot read it. */
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script || !script.parentNode) return;
  var texts = /*TEXTS*/{};
  var site = new URL(script.src).origin;
  var wanted = (script.getAttribute("data-lang") || document.documentElement.lang || "").slice(0, 2).toLowerCase();
  var language = Object.prototype.hasOwnProperty.call(texts, wanted) ? wanted : "nl";
  var partner = script.getAttribute("data-partner") || "";

  var frame = document.createElement("iframe");
  frame.title = texts[language].title;
  frame.setAttribute("sandbox", "allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox");
  frame.setAttribute("referrerpolicy", "no-referrer");
  frame.setAttribute("allow", "");
  var look = {
    display: "block", position: "static", visibility: "visible", opacity: "1", float: "none", transform: "none",
    width: "100%", "min-width": "0", "max-width": "640px", height: "480px", "min-height": "0", "max-height": "none",
    margin: "0", padding: "0", border: "0", "box-sizing": "border-box", background: "none", "color-scheme": "light"
  };
  for (var name in look) frame.style.setProperty(name, look[name], "important");
  frame.src = site + "/" + language + "/widget/" + (partner ? "?partner=" + encodeURIComponent(partner) : "");

  /* Where the frame does not come (a content security policy, our site away), a plain link takes its place. */
  var waiting = setTimeout(function () {
    window.removeEventListener("message", heard);
    var link = document.createElement("a");
    link.href = site + "/" + language + "/";
    link.textContent = texts[language].link;
    frame.replaceWith(link);
  }, 10000);

  function heard(event) {
    if (event.source !== frame.contentWindow || !event.data) return;
    var height = event.data.wegwijzerHeight;
    if (typeof height !== "number" || !(height > 0)) return;
    clearTimeout(waiting);
    frame.style.setProperty("height", Math.min(Math.ceil(height), 5000) + "px", "important");
  }
  window.addEventListener("message", heard);
  script.parentNode.insertBefore(frame, script.nextSibling);
})();
