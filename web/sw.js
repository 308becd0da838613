// Keeps the page itself, so that it opens without a line. Answers of the API are never kept.
const SHELL = 'shell-1';
const parts = ['api', 'app', 'auditTrail', 'caseParts', 'conflict', 'dom', 'drafts', 'live', 'look', 'merge', 'outbox',
  'parts', 'registerForm', 'registerParts', 'session', 'signInForm', 'text'];
const files = [
  '/', '/icon.svg', '/app.css', '/vendor/bootstrap5/css/bootstrap-reboot.min.css',
  ...parts.map((name) => `/${name}.js`), ...['register', 'registers'].map((name) => `/pages/${name}.js`),
  ...['en', 'so', 'ar'].map((name) => `/lang/${name}.js`),
];

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(files)));
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin || /^\/(api|docs|health)\//.test(pathname)) return;
  event.respondWith(fromServer(event.request));
});

async function fromServer(request) {
  const cache = await caches.open(SHELL);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}
