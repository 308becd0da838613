import { api, Problem } from './api.js';
import * as drafts from './drafts.js';
import { say } from './parts.js';
import { t } from './text.js';

/**
 * Registers that were taken without a line. They go out when it is back, each with the version it was based on: a
 * register that somebody else took meanwhile is not overwritten, it waits for a decision.
 */

const PAUSE = 20_000;
const waiting = new Set();
let sending = false;

/** Where the register is, in the page and in the API. */
export const place = ({ class_id, date, period }) => `${class_id}/${date}/${period}`;

export function onSent(signal, callback) {
  waiting.add(callback);
  signal.addEventListener('abort', () => waiting.delete(callback));
}

export async function post(register) {
  if (!(await drafts.save(`outbox/${place(register)}`, register))) throw new Problem(0);
  await drafts.remove(`register/${place(register)}`);
  return flush();
}

async function flush() {
  if (sending) return;
  sending = true;
  try {
    for (const { name, value } of await drafts.list('outbox/')) await deliver(name, value);
  } catch (problem) {
    if (problem.status === undefined) throw problem;
  } finally {
    sending = false;
  }
}

async function deliver(name, register) {
  const link = [t('look'), `#/registers/${place(register)}`];
  try {
    const { version, marks, reason } = register;
    await api.put(`/api/registers/${place(register)}/`, { version, marks, reason });
    await drafts.remove(name);
    say(t('register.sent', { subject: register.subject, classroom: register.classroom.name }));
  } catch (problem) {
    if (problem.type === 'offline' || problem.status >= 500 || problem.status === 401) throw problem;
    await drafts.save(`register/${place(register)}`, register);
    await drafts.remove(name);
    say(t('register.notSent', { subject: register.subject, classroom: register.classroom.name }), 'bad', link);
  }
  for (const callback of waiting) callback(register);
}

/** Sends when the line comes back, and now and then, since browsers do not always notice. */
export function start() {
  addEventListener('online', flush);
  setInterval(async () => (await drafts.list('outbox/')).length && flush(), PAUSE);
  return flush();
}
