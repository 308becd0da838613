import { api } from './api.js';
import { h, fill } from './dom.js';
import { button } from './parts.js';
import { t } from './text.js';

/** What others change while one looks. Events say which record has which version, never what is in it. */

const KINDS = ['case', 'alert', 'register', 'task'];
const ALL = [...KINDS, 'note', 'presence'];
const PAUSE = 30_000;
const watchers = new Set();
let listening;

export function watch(kind, signal, callback) {
  const watcher = { kind, callback };
  watchers.add(watcher);
  signal.addEventListener('abort', () => watchers.delete(watcher));
}

/** What a watcher cannot read just now it reads with the next event. */
async function tell({ callback }, event) {
  try {
    await callback(event);
  } catch (problem) {
    if (problem.status === undefined) throw problem;
  }
}

/**
 * For pages that show a little of everything, or of some kinds. Several events in a row make one refresh, and none
 * while somebody is in a form.
 */
export function refreshOnChange(signal, refresh, kinds = KINDS) {
  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => signal.aborted || document.querySelector('dialog[open], form :focus') || refresh(), 300);
  };
  for (const kind of kinds) watch(kind, signal, soon);
}

/** For a list that is left as it is until the reader wants it anew: says that it has changed. */
export function news(kind, signal, refresh) {
  const line = h('div', { role: 'status' });
  watch(kind, signal, () => fill(line, h('p.notice', {}, t('list.changed'), ' ', button(t('case.reload'), refresh))));
  return line;
}

/** A part of a page, as `make` makes it; made again whenever an event concerns it, with the page left as it is. */
export async function livePart(kind, signal, make, concerns = () => true) {
  const part = h('div', {});
  const draw = async () => fill(part, await make());
  watch(kind, signal, (event) => concerns(event) && draw());
  return draw();
}

function hear(kind, event) {
  for (const watcher of watchers) if (watcher.kind === kind) tell(watcher, event);
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
    open(signal);
    return new Promise((over) => signal.addEventListener('abort', over));
  };
  if (navigator.locks) navigator.locks.request('events', { signal }, lead).catch(() => {});
  else lead();
}

/** The browser resumes a broken stream by itself, with Last-Event-ID; one that was refused is tried again later. */
function open(signal) {
  const stream = api.events('/api/events');
  for (const kind of ALL) {
    stream.addEventListener(kind, ({ data }) => {
      const event = JSON.parse(data);
      hear(kind, event);
      if (navigator.locks) tabs.postMessage([kind, event]);
    });
  }
  stream.onerror = () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => signal.aborted || open(signal), PAUSE);
  };
  signal.addEventListener('abort', () => stream.close());
}

export const stop = () => listening?.abort();
