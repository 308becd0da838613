import { api } from './api.js';

/** What others change while one looks. Events say which record has which version, never what is in it. */

const KINDS = ['case', 'alert', 'register', 'task', 'presence'];
const PAUSE = 30_000;
const watchers = new Set();
let stream;

/** Calls back on events of a kind, until the signal ends it. */
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
 * For pages that show a little of everything. Several events in a row make one refresh, and none while a dialog is
 * open.
 */
export function refreshOnChange(signal, refresh) {
  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => signal.aborted || document.querySelector('dialog[open]') || refresh(), 300);
  };
  for (const kind of KINDS) if (kind !== 'presence') watch(kind, signal, soon);
}

/** The browser resumes a broken stream by itself, with Last-Event-ID; one that was refused is tried again later. */
export function listen() {
  stop();
  stream = api.events('/api/events');
  for (const kind of KINDS) {
    stream.addEventListener(kind, ({ data }) => {
      const event = JSON.parse(data);
      for (const watcher of watchers) if (watcher.kind === kind) tell(watcher, event);
    });
  }
  stream.onerror = () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => stream && listen(), PAUSE);
  };
}

export function stop() {
  stream?.close();
  stream = null;
}
