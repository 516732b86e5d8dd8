/*
Serves the page of a talk when there is no connection. It keeps that page and the files it needs, and nothing else; the
words that are typed are kept by interviews.js.
*/
"use strict";
const KEPT = "wegwijzer-gesprekken-1";
const TALK = /^\/[a-z]{2}\/gesprekken\/bedrijf\/[0-9a-f-]{36}\/gesprek\/$/;
const PATIENCE = 6000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { keep, assets, drop } = event.data || {};
  if (keep && TALK.test(keep)) {
    event.waitUntil(keepPage(keep, assets || []).then((isKept) => isKept && event.source.postMessage({ kept: keep })));
  }
  if (drop) event.waitUntil(dropPages(drop));
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && TALK.test(address.pathname)) event.respondWith(page(event.request, address));
  else if (address.pathname.startsWith("/static/wegwijzer/")) event.respondWith(file(event.request));
});

async function keepPage(path, assets) {
  const cache = await caches.open(KEPT);
  try {
    const response = await fetch(path, { credentials: "same-origin", redirect: "error" });
    if (!response.ok) return false;
    await cache.put(path, response);
    await cache.addAll(assets);
    return true;
  } catch {
    return false;
  }
}

async function dropPages(cases) {
  const cache = await caches.open(KEPT);
  for (const request of await cache.keys()) {
    if (cases.some((id) => request.url.includes(id))) await cache.delete(request);
  }
}

async function page(request, address) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(address.pathname, { ignoreVary: true });
  try {
    const response = await (kept ? inTime(fetch(request)) : fetch(request));
    if (response.ok && kept) await cache.put(address.pathname, response.clone());
    if (response.status < 500) return response;
    return kept || response;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

async function file(request) {
  const kept = await (await caches.open(KEPT)).match(request, { ignoreVary: true });
  return kept || fetch(request);
}

function inTime(promise) {
  return Promise.race([promise, new Promise((_, fail) => setTimeout(() => fail(new Error("slow")), PATIENCE))]);
}
