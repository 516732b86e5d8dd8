/*
What pages share that keep words on the device before they are known to be kept at the server (talks, dossiers):
ids of our own making, the device's store, and a courier that sends again later when there is no connection.
*/
window.deviceDrafts = (function () {
  "use strict";
  const LATER = 5000, LATEST = 60000;

  function newId() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  // localStorage below a prefix; `canStore` says whether the device takes anything.
  function device(prefix) {
    const held = { canStore: true };
    held.store = function (key, value) {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(value));
      } catch {
        held.canStore = false;
      }
    };
    held.fetch = function (key) {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    };
    held.keys = function () {
      try {
        return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
      } catch {
        return [];
      }
    };
    return held;
  }

  // Sends to one address. `wait` is how long to leave it before the next try; `isShut` that trying again is no use.
  function courier(address, form) {
    const own = { wait: LATER, isShut: false, isOffline: !navigator.onLine };
    own.rest = function () {
      own.wait = LATER;
    };
    own.post = async function (body, headers) {
      try {
        const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
        const response = await fetch(address, { method: "POST", credentials: "same-origin", redirect: "error", headers: { "X-CSRFToken": token, ...headers }, body });
        own.isOffline = false;
        if (response.ok) {
          own.wait = LATER;
          return await response.json();
        }
        if (response.status === 429) own.wait = 1000 * Number(response.headers.get("Retry-After") || 60);
        else if (response.status < 500) own.isShut = true;
        else own.wait = Math.min(LATEST, own.wait * 2);
      } catch {
        own.isOffline = true;
        own.wait = Math.min(LATEST, own.wait * 2);
      }
      return null;
    };
    return own;
  }

  return { newId, device, courier };
})();
