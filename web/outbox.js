import { api, onlyProblems, Problem } from './api.js';
import * as drafts from './drafts.js';
import { say } from './parts.js';
import { t } from './text.js';

/**
 * Registers that were taken without a line go out when it is back, each with the version it was based on: one that
 * somebody else took meanwhile is not overwritten, it waits for a decision.
 */

const PAUSE = 20_000;
const waiting = new Set();

export const marksOf = (students) =>
  Object.fromEntries(students.map(({ student_id, mark }) => [student_id, mark ?? 'present']));

/** In the page and in the API. */
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

/** One tab sends, where browsers can settle which. */
const flush = () => (navigator.locks
  ? navigator.locks.request('outbox', { ifAvailable: true }, (lock) => lock && send()) : send()).catch(onlyProblems);

async function send() {
  for (const kept of await drafts.list('outbox/')) await deliver(kept);
}

/** What was saved or marked meanwhile stays. */
async function deliver({ name, value: register, saved_at }) {
  const where = place(register);
  const { version, marks, reason, subject, classroom } = register;
  const words = { subject, classroom: classroom.name };
  try {
    const sheet = await api.put(`/api/registers/${where}/`, { version, marks, reason }).catch(unlessThere(marks));
    await drafts.save(`sheet/${where}`, sheet);
    say(t('register.sent', words));
  } catch (problem) {
    if (problem.type === 'offline' || problem.status >= 500 || problem.status === 401) throw problem;
    if (!(await drafts.load(`register/${where}`))) await drafts.save(`register/${where}`, register);
    say(t('register.notSent', words), 'bad', [t('look'), `#/registers/${where}`]);
  }
  if ((await drafts.load(name))?.saved_at === saved_at) await drafts.remove(name);
  for (const callback of waiting) callback(register);
}

/** Whose answer was lost came through before. */
const unlessThere = (marks) => (problem) => {
  const sent = marksOf(marks);
  if (!problem.current?.students.every(({ student_id, mark }) => mark === (sent[student_id] ?? null))) throw problem;
  return problem.current;
};

/** Browsers do not always notice that the line is back. */
export function start() {
  addEventListener('online', flush);
  setInterval(flush, PAUSE);
  return flush();
}
