import { api, onSignedOut, Problem } from './api.js';
import { report, reportErrors } from './auditTrail.js';
import { h, fill } from './dom.js';
import * as drafts from './drafts.js';
import * as live from './live.js';
import * as outbox from './outbox.js';
import { problemText, say } from './parts.js';
import * as session from './session.js';
import { endLeft, logOut, signInForm } from './signInForm.js';
import { t } from './text.js';

/** Which page an address means, what is around it, and what happens when the session ends. */

// In the order of the way to them.
const common = ['', 'alerts', 'cases', 'students', 'registers'];
const forAdmins = ['rules', 'users', 'imports', 'audit', 'exports', 'retention'];
const places = {
  teacher: ['', 'registers', 'alerts', 'students'],
  form_master: common,
  admin: [...common, ...forAdmins],
};
const ofOne = { alerts: 'alert', cases: 'case', students: 'student', registers: 'register', imports: 'import' };
const homes = { form_master: 'formMaster', teacher: 'teacher', admin: 'school' };

const main = h('main', { id: 'main', tabindex: -1 });
// Of the page that is there, and of the one that comes.
let shown = new AbortController();
let coming = shown;

async function show() {
  const again = show.hash === location.hash && session.user();
  if (coming !== shown) coming.abort();
  if (!again) shown.abort();
  coming = new AbortController();
  const { signal } = coming;
  if (!session.user()) return showSignIn();

  const [path, search = ''] = (location.hash.slice(1) || '/').split('?');
  const [, place, ...parameters] = path.split('/');
  const user = session.user();
  const arrived = show.path !== path;
  frame(place);
  main.ariaBusy = 'true';
  let content, touched;
  for (const kind of ['input', 'click']) main.addEventListener(kind, () => (touched = true), { signal });
  try {
    const name = parameters.length ? ofOne[place] : place || 'home';
    const known = [...common, ...(user.role === 'admin' ? forAdmins : []), 'account'];
    if (!name || !known.includes(place)) throw new Problem(404, { type: 'not-found' });
    content = await pageOf(name, { parameters, query: new URLSearchParams(search),
      user, signal, arrived, refresh: show });
    if (arrived) report('PAGE_VIEWED', { page: name });
  } catch (problem) {
    const unforeseen = problem.status === undefined;
    if (unforeseen) reportError(problem);
    // A line that is just back may fail once more.
    if (problem.status === 0 && navigator.onLine) setTimeout(() => signal.aborted || show(), 9000);
    content = failure(unforeseen ? { type: 'internal-error', status: 500 } : problem);
  }
  await live.released();
  if (signal.aborted) return;
  main.ariaBusy = null;
  // What was typed or opened meanwhile is in the page that is there.
  if (touched && again) {
    coming.abort();
    coming = shown;
    return live.whenFree(shown.signal, show)();
  }
  shown.abort();
  shown = coming;
  show.hash = location.hash;
  const found = arrived ? null : foundAgain(document.activeElement);
  fill(main, content);
  const title = main.querySelector('h1');
  document.title = `${title.textContent} · School Support`;
  const moved = show.path !== undefined && (arrived || document.activeElement === document.body);
  if (moved) (found?.() ?? title).focus({ preventScroll: true });
  if (arrived) scrollTo(0, 0);
  show.path = path;
}

/** What has the focus, in a page drawn anew: by its name, or by its words and the link of its row. */
function foundAgain(element) {
  const address = (one) => one.closest('li')?.querySelector('a.sentence')?.href;
  const { tagName, name, textContent } = element;
  const [wanted, known] = [address(element), main.contains(element)];
  return () => [...main.querySelectorAll(tagName)].find((one) => known
    && (name ? one.name === name : one.textContent === textContent && address(one) === wanted));
}

/** Whose school asks for a second factor is led to it, whatever page they wanted. */
async function pageOf(name, page) {
  const module = import(`./pages/${name === 'home' ? homes[page.user.role] : name}.js`).catch(() => {
    throw new Problem(0);
  });
  try {
    return await (await module).default(page);
  } catch (problem) {
    if (problem.type !== 'second-factor-required') throw problem;
    return (await import('./pages/secondFactor.js')).default(page);
  }
}

const failure = (problem) => [
  h('h1.failed', { tabindex: -1 }, t(problem.status === 0 ? 'failed.offline' : 'failed')),
  h('p', problemText(problem)), problem.kept,
  h('div.buttons', h('button.button.primary', { type: 'button', onclick: show }, t('again')),
    h('a.button', { href: '#/' }, t('nav.'))),
];

const brand = (size) =>
  h('div.brand', h('img', { src: 'icon.svg', alt: '', width: size, height: size, loading: 'lazy' }), 'School Support');

/** The way to the other pages. Made once for each user. */
function frame(here) {
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
      onclick: ({ target }) => target.closest('a') && open(false),
      onkeydown: ({ key }) => key === 'Escape' && open(false) },
      brand(28),
      links.slice(0, 4), more, links.slice(4),
      h('a.me', { href: '#/account', data: { place: 'account' } }, h('bdi', user.name),
        h('small', t(`role.${user.role}`))));
    const offline = h('p.offline', { role: 'status' });
    const line = () => fill(offline, navigator.onLine ? '' : t('offline'));
    addEventListener('online', line);
    addEventListener('offline', line);
    line();
    fill(document.body,
      h('button.skip', { type: 'button', onclick: () => main.focus() }, t('skip')),
      nav, h('div.page', offline, main));
  }
  for (const link of document.querySelectorAll('nav a')) {
    if (link.dataset.place === here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function showSignIn() {
  endLeft();
  frame.whose = show.path = show.hash = null;
  document.title = `${t('signIn')} · School Support`;
  fill(document.body, h('main.sign-in', { id: 'main' },
    brand(40),
    h('h1', t('signIn')),
    signInForm({ languages: true, done: start })));
  document.querySelector('input').focus();
}

let renewal;
/** The session ended while somebody was at work: they sign in again over the page, which stays as it is. */
function renew() {
  live.stop();
  renewal ??= new Promise((resolve, reject) => {
    const [before, token] = [session.user(), session.csrfToken()];
    if (!before) return reject({ status: 401, type: 'unauthenticated' });
    const done = () => {
      removeEventListener('storage', elsewhere);
      dialog.remove();
      if (session.user()?.user_id !== before.user_id) return location.reload();
      live.listen();
      resolve();
    };
    const elsewhere = () => session.csrfToken() !== token && done();
    addEventListener('storage', elsewhere);
    // Browsers let a script keep a dialog open against Escape only so often: it is opened again.
    const dialog = h('dialog', { 'aria-label': t('signIn.again'), data: { stays: true },
      oncancel: (event) => event.preventDefault(), onclose: () => dialog.isConnected && dialog.showModal() },
      h('h2', t('signIn.again')),
      h('p', t('signIn.kept')),
      signInForm({ email: before.email, done }));
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector('[type=password]').focus();
  }).finally(() => (renewal = null));
  return renewal;
}

export async function signOut() {
  const kept = await drafts.typed();
  if (kept.length && !confirm(t('signOut.unsent', { n: kept.length }))) return;
  const answered = await logOut();
  await drafts.clear();
  live.stop();
  session.end(answered);
  location.hash = '#/';
  location.reload();
}

async function start() {
  live.listen();
  await show();
  outbox.start();
  api.quietly('GET', '/api/auth/me/').then(session.update, () => {});
}

onSignedOut(renew);
drafts.onLost(() => {
  drafts.onLost(() => {});
  say(t('draft.lost'), 'bad');
});
reportErrors();
// A new release that came meanwhile is begun with the next page: its modules do not fit those that are here.
let outdated = false;
const worker = navigator.serviceWorker;
if (worker?.controller) worker.addEventListener('controllerchange', () => (outdated = true));
addEventListener('hashchange', () => {
  for (const dialog of document.querySelectorAll('dialog:not([data-stays])')) dialog.close();
  if (outdated && !document.querySelector('dialog')) location.reload();
  else show();
});
addEventListener('online', () => main.querySelector('.failed') && show());
addEventListener('unhandledrejection', ({ reason }) => reason?.type && say(problemText(reason), 'bad'));
// What the page can do without for a moment does not hold up the first one.
(session.user() ? start() : show()).then(() => {
  drafts.expire();
  worker?.register('sw.js');
});
