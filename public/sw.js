// The service worker: after one visit everything is in the browser's cache, and comes from there. The build puts the names
// in: PAGES keep theirs from build to build, START is what a visit begins with, LATER what figures need.
const { build, pages, start, later } = {};
const KEPT = `files of ${registration.scope}`;
const OURS = `pages of ${registration.scope}`;
const PAGES = `${OURS} ${build}`;
const at = (name) => new URL(name, registration.scope).href;

// Fills a cache with what it lacks, one file at a time, since a page may be training.
async function fill(cache, names, options) {
  for (const name of names) {
    if (await cache.match(at(name))) continue;
    const response = await fetch(at(name), options);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    await cache.put(at(name), response);
  }
}

async function install() {
  await fill(await caches.open(KEPT), start);
  // A page has the same name in each build, so the browser's own cache may hold an older one.
  await fill(await caches.open(PAGES), pages, { cache: 'reload' });
}

// Forgets the files of other builds, unless a page of theirs may still want them.
async function clean() {
  const open = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.length > 1) return;
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== PAGES) await caches.delete(name);
  const kept = await caches.open(KEPT);
  const wanted = new Set([...start, ...later].map(at));
  for (const request of await kept.keys()) if (!wanted.has(request.url)) await kept.delete(request);
}

// A file from the cache, else from the network; a navigation to the site's folder is one to its first page.
async function answer(request) {
  const address = new URL(request.url);
  address.search = address.hash = '';
  const wanted = address.href === registration.scope ? at('index.html') : address.href;
  for (const name of [PAGES, KEPT]) {
    const found = await (await caches.open(name)).match(wanted);
    if (found) return found;
  }
  return fetch(request);
}

addEventListener('install', (event) => event.waitUntil(install()));
addEventListener('activate', (event) => event.waitUntil(Promise.all([clean(), clients.claim()])));
addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (['GET', 'HEAD'].includes(method) && url.startsWith(registration.scope)) event.respondWith(answer(event.request));
});
addEventListener('message', (event) => {
  if (event.data === 'take over') skipWaiting();
  if (event.data === 'keep all') event.waitUntil(caches.open(KEPT).then((cache) => fill(cache, later)).then(clean));
});
