import { api, onlyProblems } from './api.js';
import { h, fill } from './dom.js';
import { button } from './parts.js';
import { t } from './text.js';

/** What others change while one looks. Events say which record has which version, never what is in it. */

// The outbox is of this tab.
const KINDS = ['case', 'alert', 'register', 'task', 'outbox'];
const ALL = [...KINDS, 'note', 'presence'];
const PAUSE = 30_000;
const watchers = new Set();
let listening;
let unheard = [];

export function watch(kind, signal, callback) {
  const watcher = { kind, callback };
  watchers.add(watcher);
  signal.addEventListener('abort', () => watchers.delete(watcher));
}

/**
 * `tell` hears of a record that others changed since `version()`, once nothing is being sent or drawn: one's own changes
 * draw the page anew, which ends `signal`.
 */
export function watchRecord(kind, key, path, signal, version, tell) {
  const look = async () => {
    const now = await api.get(path);
    if (now.version > (await version()) && !signal.aborted) tell(now);
  };
  const soon = whenFree(signal, () => look().catch(onlyProblems), () => document.querySelector('[aria-busy=true], dialog[open]'));
  // Of what was missed nobody knows which it was.
  watch(kind, signal, ({ id, place = id }) => (!place || place === key) && soon());
}

/** Several events in a row make one refresh. */
export function refreshOnChange(signal, refresh, kinds = KINDS) {
  const soon = whenFree(signal, refresh);
  for (const kind of kinds) watch(kind, signal, soon);
}

let pressed;
let release = () => {};
// On a phone the click comes a moment after the end of the press.
for (const kind of ['pointerup', 'pointercancel', 'keyup']) addEventListener(kind, () => setTimeout(release, 100));
for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, ({ repeat }) => {
  if (repeat) return;
  release();
  pressed = new Promise((done) => setTimeout((release = done), 5000));
});

/** Once nothing is being pressed, or was for 5 s: what is replaced meanwhile is not clicked. */
export async function released() {
  for (let seen; seen !== pressed;) await (seen = pressed);
}

/** What waits for the page and for who is in a form, or for something else. */
export function whenFree(signal, act, busy = () => document.querySelector('main[aria-busy], dialog[open], form :focus')) {
  let timer;
  return function soon() {
    clearTimeout(timer);
    timer = setTimeout(() => signal.aborted || (busy() ? soon() : act()), 300);
  };
}

/** Says that a list has changed, which is left as it is. */
export function news(kind, signal, refresh) {
  const line = h('div', { role: 'status' });
  watch(kind, signal, () => fill(line, h('p.notice', t('list.changed'), ' ', button(t('case.reload'), refresh))));
  return line;
}

/** A part of a page that is made again when an event concerns it, once for several, and not under the reader's hands. */
export async function livePart(kind, signal, make, concerns = () => true) {
  const part = h('div');
  let latest;
  const draw = async () => {
    const mine = (latest = make());
    const content = await mine;
    await released();
    if (mine === latest) busy() ? soon() : fill(part, content);
    return part;
  };
  const busy = () => part.matches(':focus-within');
  const soon = whenFree(signal, () => draw().catch(onlyProblems), busy);
  watch(kind, signal, (event) => (!event.id || concerns(event)) && soon());
  return draw();
}

/** What a watcher cannot read just now it reads with the next event. */
export function hear(kind, event) {
  const tell = async ({ callback }) => callback(event);
  for (const watcher of watchers) if (watcher.kind === kind) tell(watcher).catch(onlyProblems);
}

// A browser has six connections to a server without HTTP/2. One tab listens, where browsers can settle which, and
// passes on what it hears.
const tabs = new BroadcastChannel('events');
tabs.onmessage = ({ data }) => hear(...data);

export function listen() {
  stop();
  listening = new AbortController();
  const { signal } = listening;
  const lead = () => {
    open(signal, [...unheard]);
    return new Promise((over) => signal.addEventListener('abort', over));
  };
  if (navigator.locks) navigator.locks.request('events', { signal }, lead).catch(() => {});
  else lead();
  setTimeout(() => (unheard = ALL), 1000);
}

/** The browser resumes a broken stream itself. With every other one everybody looks once for what was missed. */
function open(signal, missed) {
  const stream = api.events('/api/events');
  const pass = (kind, event) => {
    hear(kind, event);
    if (navigator.locks) tabs.postMessage([kind, event]);
  };
  for (const kind of ALL) stream.addEventListener(kind, ({ data }) => pass(kind, JSON.parse(data)));
  stream.onopen = () => { while (missed.length) pass(missed.pop(), {}); };
  stream.onerror = () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => signal.aborted || open(signal, [...ALL]), PAUSE);
  };
  signal.addEventListener('abort', () => stream.close());
}

export const stop = () => listening?.abort();
