import { api, onlyProblems, Problem } from './api.js';
import * as drafts from './drafts.js';
import { hear } from './live.js';
import { say } from './parts.js';
import { t } from './text.js';

/**
 * Registers that were taken without a line go out when it is back, each with the version it was based on: one that
 * somebody else took meanwhile is not overwritten, it waits for a decision.
 */

const PAUSE = 20_000;

export const marksOf = (students) =>
  Object.fromEntries(students.map(({ student_id, mark }) => [student_id, mark ?? 'present']));

/** In the page and in the API. */
export const place = ({ class_id, date, period }) => `${class_id}/${date}/${period}`;

export async function post(register) {
  if (!(await drafts.save(`outbox/${place(register)}`, register))) throw new Problem(0);
  await drafts.remove(`register/${place(register)}`);
  flush();
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
  const { version, marks, reason, sent, subject, classroom } = register;
  const words = { subject, classroom: classroom.name };
  const put = (version) => api.put(`/api/registers/${where}/`, { version, marks, reason });
  try {
    const sheet = await put(version).catch((problem) => {
      const { current } = problem;
      // Whose answer was lost came through before.
      if (current && says(current, marks)) return current;
      if (current && sent && says(current, sent)) return put(current.version);
      throw problem;
    });
    await drafts.save(`sheet/${where}`, sheet);
    say(t('register.sent', words));
  } catch (problem) {
    if (problem.type === 'offline' || problem.status >= 500 || problem.status === 401) throw problem;
    if (!(await drafts.load(`register/${where}`))) await drafts.save(`register/${where}`, register);
    say(t('register.notSent', words), 'bad', [t('look'), `#/registers/${where}`]);
  }
  if ((await drafts.load(name))?.saved_at === saved_at) await drafts.remove(name);
  hear('outbox', {});
}

const says = ({ students }, marks) => {
  const given = marksOf(marks);
  return students.every(({ student_id, mark }) => mark === (given[student_id] ?? null));
};

/** Registers that only this device has, by place; `kind` is `outbox` of what waits for a line, `register` of drafts. */
export async function unsent() {
  const found = {};
  for (const kind of ['register', 'outbox'])
    for (const { value } of await drafts.list(`${kind}/`)) found[place(value)] = { ...value, kind };
  return found;
}

/** Browsers do not always notice that the line is back. */
export function start() {
  addEventListener('online', flush);
  setInterval(flush, PAUSE);
  return flush();
}
