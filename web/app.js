import { api, onSignedOut } from './api.js';
import { report, reportErrors } from './auditTrail.js';
import { h, fill } from './dom.js';
import * as drafts from './drafts.js';
import * as live from './live.js';
import * as outbox from './outbox.js';
import { problemText, say } from './parts.js';
import * as session from './session.js';
import { signInForm } from './signInForm.js';
import { t } from './text.js';

/** The frame of the page: which page an address means, what is around it, and what happens when the session ends. */

const routes = [
  [/^\/$/, 'home'],
  [/^\/alerts$/, 'alerts'],
  [/^\/alerts\/(\d+)$/, 'alert'],
  [/^\/cases$/, 'cases'],
  [/^\/cases\/(\d+)$/, 'case'],
  [/^\/students$/, 'students'],
  [/^\/students\/(\d+)$/, 'student'],
  [/^\/registers$/, 'registers'],
  [/^\/registers\/(\d+)\/([\d-]+)\/(\d+)$/, 'register'],
  [/^\/rules$/, 'rules'],
  [/^\/users$/, 'users'],
  [/^\/imports$/, 'imports'],
  [/^\/imports\/(\d+)$/, 'import'],
  [/^\/audit$/, 'audit'],
  [/^\/exports$/, 'exports'],
  [/^\/retention$/, 'retention'],
  [/^\/account$/, 'account'],
];

const places = {
  teacher: ['', 'registers', 'alerts', 'students'],
  form_master: ['', 'alerts', 'cases', 'students', 'registers'],
  admin: ['', 'alerts', 'cases', 'students', 'registers', 'rules', 'users', 'imports', 'audit', 'exports', 'retention'],
};

const main = h('main', { id: 'main', tabindex: -1 });
let leaving = new AbortController();

/** Shows the page that the address names. */
async function show() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  if (!session.user()) return showSignIn();

  const [path, search = ''] = (location.hash.slice(1) || '/').split('?');
  const [pattern, name] = routes.find(([pattern]) => pattern.test(path)) ?? [];
  frame(path);
  main.ariaBusy = 'true';
  let content;
  try {
    if (!name) throw { status: 404, type: 'not-found' };
    content = await pageOf(name, { parameters: path.match(pattern).slice(1), query: new URLSearchParams(search),
      user: session.user(), signal, refresh: show });
    report('PAGE_VIEWED', { page: name });
  } catch (problem) {
    if (problem.status === undefined && navigator.onLine) reportError(problem);
    content = failure(problem.status === undefined ? { status: 0, type: 'offline' } : problem);
  }
  if (signal.aborted) return;
  main.ariaBusy = null;
  fill(main, content);
  const title = main.querySelector('h1');
  document.title = `${title.textContent} · School Support`;
  const moved = show.path !== undefined && (document.activeElement === document.body || show.path !== path);
  if (moved) title.focus({ preventScroll: true });
  if (show.path !== path) scrollTo(0, 0);
  show.path = path;
}

/** Whose school asks for a second factor is led to it, whatever page they wanted. */
async function pageOf(name, page) {
  try {
    return await (await import(`./pages/${name}.js`)).default(page);
  } catch (problem) {
    if (problem.type !== 'second-factor-required') throw problem;
    return (await import('./pages/secondFactor.js')).default(page);
  }
}

const failure = (problem) => [
  h('h1', { tabindex: -1 }, t(problem.status === 0 ? 'failed.offline' : 'failed')),
  h('p', {}, problemText(problem)),
  h('div.buttons', {}, h('button.button.primary', { type: 'button', onclick: show }, t('again')),
    h('a.button', { href: '#/' }, t('nav.'))),
];

/** What is around every page: the way to the others. Made once for each user. */
function frame(path) {
  const user = session.user();
  const whose = `${user.user_id} ${user.role}`;
  if (frame.whose !== whose) {
    frame.whose = whose;
    const links = places[user.role].map((place) => h('a', { href: `#/${place}`, data: { place } }, t(`nav.${place}`)));
    const more = h('button.tab-more', { type: 'button', 'aria-expanded': 'false',
      onclick: () => open(nav.dataset.open !== 'true') }, t('nav.more'));
    const open = (yes) => {
      nav.dataset.open = yes;
      more.ariaExpanded = String(yes);
    };
    const nav = h('nav.places', { 'aria-label': t('nav.label'),
      onclick: ({ target }) => target.closest('a') && open(false) },
      h('div.brand', {}, h('img', { src: 'icon.svg', alt: '', width: 28, height: 28 }), 'School Support'),
      links,
      h('a.me', { href: '#/account', data: { place: 'account' } }, h('span', { dir: 'auto' }, user.name),
        h('small', {}, t(`role.${user.role}`))),
      more);
    const offline = h('p.offline', { role: 'status' });
    const line = () => fill(offline, navigator.onLine ? '' : t('offline'));
    addEventListener('online', line);
    addEventListener('offline', line);
    line();
    fill(document.body,
      h('button.skip', { type: 'button', onclick: () => main.focus() }, t('skip')),
      nav, h('div.page', {}, offline, main));
  }
  const here = path.split('/')[1];
  for (const link of document.querySelectorAll('nav a')) {
    if (link.dataset.place === here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function showSignIn() {
  frame.whose = show.path = null;
  document.title = `${t('signIn')} · School Support`;
  fill(document.body, h('main.sign-in', { id: 'main' },
    h('div.brand', {}, h('img', { src: 'icon.svg', alt: '', width: 40, height: 40 }), 'School Support'),
    h('h1', {}, t('signIn')),
    signInForm({ languages: true, done: start })));
  document.querySelector('input').focus();
}

let renewal;
/** The session ended while somebody was at work: they sign in again over the page, which stays as it is. */
function renew() {
  live.stop();
  renewal ??= new Promise((resolve, reject) => {
    const before = session.user();
    if (!before) return reject({ status: 401, type: 'unauthenticated' });
    const dialog = h('dialog', { 'aria-label': t('signIn.again'), oncancel: (event) => event.preventDefault() },
      h('h2', {}, t('signIn.again')),
      h('p', {}, t('signIn.kept')),
      signInForm({
        email: before.email,
        done: () => {
          dialog.remove();
          if (session.user().user_id !== before.user_id) return location.reload();
          live.listen();
          resolve();
        },
      }));
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector('[type=password]').focus();
  }).finally(() => (renewal = null));
  return renewal;
}

/** Ends the session and deletes what is kept on this device. */
export async function signOut() {
  const kept = await drafts.list('outbox/');
  if (kept.length && !confirm(t('signOut.unsent', { n: kept.length }))) return;
  await api.report('/api/auth/logout/').catch(() => {});
  await drafts.clear();
  live.stop();
  session.end();
  location.hash = '#/';
  location.reload();
}

function start() {
  live.listen();
  outbox.start();
  drafts.expire();
  return show();
}

onSignedOut(renew);
reportErrors();
// A new release that came meanwhile is begun with the next page: its modules do not fit those that are here.
let outdated = false;
const worker = navigator.serviceWorker;
if (worker?.controller) worker.addEventListener('controllerchange', () => (outdated = true));
addEventListener('hashchange', () => (outdated ? location.reload() : show()));
addEventListener('unhandledrejection', ({ reason }) => reason?.type && say(problemText(reason), 'bad'));
worker?.register('sw.js');
if (session.user()) start();
else show();
