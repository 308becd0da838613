// Keeps the pages, so that they open without a line, and at once: what was kept of this version is not asked for again.
// Answers of the API are never kept. The version is a checksum of all files here: a test says what it must be.
const VERSION = '9a44b49c76be';
const parts = ['api', 'app', 'auditTrail', 'caseParts', 'conflict', 'dom', 'drafts', 'filters', 'formDraft', 'live', 'look', 'merge', 'onVersion',
  'outbox', 'parts', 'registerForm', 'registerParts', 'session', 'signInForm', 'text'];
const files = [
  '/', '/icon.svg', '/app.css', '/vendor/bootstrap5/css/bootstrap-reboot.min.css',
  ...parts.map((name) => `/${name}.js`), ...['register', 'registers'].map((name) => `/pages/${name}.js`),
  ...['en', 'so', 'ar'].map((name) => `/lang/${name}.js`),
];

self.addEventListener('install', (event) => {
  self.skipWaiting();
  // What goes through here is lost when the page that asked is closed: the API is asked past it, where browsers can do that.
  event.addRoutes?.({ condition: { urlPattern: new URLPattern({ pathname: '/api/*' }) }, source: 'network' });
  event.waitUntil(caches.open(VERSION).then((cache) =>
    cache.addAll(files.map((file) => new Request(file, { cache: 'no-cache' })))));
});

self.addEventListener('activate', (event) => event.waitUntil(Promise.all([self.clients.claim(), caches.keys().then((names) =>
  Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name))))])));

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin || /^\/(api|docs|health)\//.test(pathname)) return;
  event.respondWith(kept(event, pathname));
});

async function kept(event, pathname) {
  const cache = await caches.open(VERSION);
  const found = await cache.match(event.request, { ignoreSearch: true });
  const ours = !pathname.startsWith('/vendor/');
  if (found && ours) return found;
  const fresh = fromServer(cache, event.request);
  if (!found) return fresh;
  // The system's packages are renewed without a release of ours: the next visit has them.
  event.waitUntil(fresh.catch(() => {}));
  return found;
}

async function fromServer(cache, request) {
  const answer = await fetch(request, { cache: 'no-cache' });
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}
