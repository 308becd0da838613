import { api } from './api.js';
import { h } from './dom.js';
import { onVersion } from './onVersion.js';
import { ago, badge, button, say, student, tier } from './parts.js';
import { day, since, t, today } from './text.js';

/** What lists show of cases, tasks and registers. */

const overdue = (date) => date && date < today();

export const due = (date) => date && h(overdue(date) ? 'span.late' : 'span', { title: day(date) }, since(date));

export const caseRow = (record) =>
  h('li.row', {},
    h('div.what', {},
      h('div', {}, student(record.student), ' ', tier(record.tier), ' ', caseStatus(record)),
      h('a.sentence', { href: `#/cases/${record.case_id}` }, t(`concern.${record.concern}`), ' · ',
        t(`progress.${record.progress_status}`)),
      h('div.muted', {}, h('span', { dir: 'auto' }, record.assigned_to.name), ' · ', t('case.touched'), ' ',
        ago(record.updated_at),
        record.follow_up_date && [' · ', t('case.followUp'), ' ', due(record.follow_up_date)],
        record.review_date && [' · ', t('case.review'), ' ', due(record.review_date)])));

export const caseStatus = ({ status, voided }) =>
  voided ? badge(t('case.voided'), 'quiet')
    : badge(t(`caseStatus.${status}`), status === 'escalated_to_admin' ? 'strong' : 'quiet');

/** A task with the press that ends it. */
export const taskRow = (task, changed, toCase = true) =>
  h('li.row', {},
    h('div.what', {},
      h(toCase ? 'a.sentence' : 'div', { href: toCase ? `#/cases/${task.case_id}` : null, dir: 'auto' }, task.title),
      h('div.muted', {}, h('span', { dir: 'auto' }, task.assigned_to.name), ' · ',
        task.done_on ? [t('task.doneOn'), ' ', day(task.done_on)] : due(task.due_date) ?? t('task.noDate'))),
    h('div.buttons', {}, !task.done_on && button(t('task.done'), () => endTask(task, changed))));

async function endTask(task, changed) {
  try {
    const send = (changes) => api.patch(`/api/interventions/tasks/${task.case_task_id}/`, changes);
    await onVersion(task, send, [{ name: 'done_on', show: (on) => (on ? day(on) : t('task.open')) }])({ done_on: today() });
    say(t('task.ended'));
  } finally {
    await changed();
  }
}

/** A register that was due and not taken. */
export const missingRow = ({ class_id, date, period, subject, classroom, teacher }, user) =>
  h('li.row', {},
    h('div.what', {},
      h('a.sentence', { href: `#/registers/${class_id}/${date}/${period}` }, `${subject} · ${classroom.name}`),
      h('div.muted', {}, due(date), ' · ', t('period', { n: period }),
        user.user_id !== teacher.user_id && [' · ', h('span', { dir: 'auto' }, teacher.name)])));
