/*
What pages share that keep words on the device before they are known to be kept at the server (talks, dossiers, plans,
agreements): ids of our own making, the device's store, and a courier that sends again later when there is no connection.

A browser writes localStorage to disk seconds later: who kills it loses what was typed last. So drafts stand in IndexedDB
too, which is asked to be on disk before it says so. A draft carries the mark of who typed it (`who`): nobody else's is
offered back, and theirs is removed. Signing out and wiping remove all drafts.
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

  // The same below IndexedDB, a write at a time: a keystroke waits for the one before and takes the place of those between.
  const vault = (function () {
    let opened = null, isWriting = false;
    const waiting = new Map();
    function open() {
      opened ||= new Promise((resolve) => {
        try {
          const asked = indexedDB.open("wegwijzer-drafts", 1);
          asked.onupgradeneeded = () => asked.result.createObjectStore("drafts");
          asked.onsuccess = () => {
            asked.result.onversionchange = () => asked.result.close();
            resolve(asked.result);
          };
          asked.onerror = asked.onblocked = () => resolve(null);
        } catch {
          resolve(null);
        }
      });
      return opened;
    }
    async function write() {
      if (isWriting) return;
      isWriting = true;
      const database = await open();
      while (database && waiting.size) {
        const now = [...waiting];
        waiting.clear();
        await new Promise((resolve) => {
          try {
            const deal = database.transaction("drafts", "readwrite", { durability: "strict" });
            for (const [key, value] of now) value === null ? deal.objectStore("drafts").delete(key) : deal.objectStore("drafts").put(value, key);
            deal.oncomplete = deal.onerror = deal.onabort = resolve;
          } catch {
            resolve();
          }
        });
      }
      waiting.clear();
      isWriting = false;
    }
    async function below(prefix) {
      const database = await open();
      if (!database) return [];
      return new Promise((resolve) => {
        try {
          const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
          const drafts = database.transaction("drafts").objectStore("drafts");
          const keys = drafts.getAllKeys(range), values = drafts.getAll(range);
          values.onsuccess = () => resolve(keys.result.map((key, place) => [key, values.result[place]]));
          values.onerror = () => resolve([]);
        } catch {
          resolve([]);
        }
      });
    }
    return { put: (key, value) => { waiting.set(key, value); write(); }, below };
  })();

  // localStorage below a prefix; `canStore` says whether the device takes anything.
  // With `who`, a draft is kept in the vault too, and `revive` brings back what only the vault knows of this person.
  function device(prefix, who) {
    const held = { canStore: true };
    held.store = function (key, value) {
      if (who !== undefined) {
        if (value !== null) value = { ...value, who };
        vault.put(key, value);
      }
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
    held.revive = async function () {
      for (const [key, value] of await vault.below(prefix)) {
        const known = held.fetch(key);
        if (!known || known.saved < value.saved) held.store(key, value.who === who ? value : null);
        if (value.who !== who) held.store(key, null);
      }
      for (const key of held.keys()) {
        const known = held.fetch(key);
        if (known && known.who !== who) held.store(key, null);
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
