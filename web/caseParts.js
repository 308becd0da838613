import { api } from './api.js';
import { h } from './dom.js';
import * as drafts from './drafts.js';
import { onVersion } from './onVersion.js';
import { ago, ask, badge, button, field, row, say, student, tier } from './parts.js';
import { day, since, t, today } from './text.js';

const overdue = (date) => date && date < today();

export const due = (date) => date && h(overdue(date) ? 'span.late' : 'span', { title: day(date) }, since(date));

export const aboutCase = (record) => [
  h('div', student(record.student), ' ', tier(record.tier), ' ', caseStatus(record)),
  h('a.sentence', { href: `#/cases/${record.case_id}` }, t(`concern.${record.concern}`), ' · ',
    t(`progress.${record.progress_status}`)),
  h('div.muted', h('bdi', record.assigned_to.name), ' · ', t('case.touched'), ' ', ago(record.updated_at),
    record.follow_up_date && [' · ', t('case.followUp'), ' ', due(record.follow_up_date)],
    record.review_date && [' · ', t('case.review'), ' ', due(record.review_date)]),
];

export const caseRow = (record) => row(aboutCase(record));

export const caseStatus = ({ status, voided }) =>
  voided ? badge(t('case.voided'), 'quiet')
    : badge(t(`caseStatus.${status}`), status === 'escalated_to_admin' ? 'strong' : 'quiet');

/** What somebody typed while it was theirs to save. */
export const leftOver = ({ name }, texts, changed) =>
  typed('leftOver', texts, button(t('draft.discard'), async () => {
    await drafts.remove(name);
    await changed();
  }));

export const typed = (why, texts, ...steps) =>
  h('div.notice', h('p', t(`draft.${why}`)),
    texts.map(([label, text]) => [h('b', label), h('p.body', { dir: 'auto' }, text)]), steps);

export function handOverSteps({ case_id, version }, changed, refused = changed) {
  const answer = onVersion({ version }, (body) => api.post(`/api/interventions/cases/${case_id}/hand-over/`, body));
  return [
    button(t('handOver.accept'), async () => { await answer({ accept: true }); await changed(); }, 'primary'),
    button(t('handOver.refuse'), () => ask({
      title: t('handOver.refuse'), submit: t('handOver.refuse'), then: refused, keep: `dialog/refuse/${case_id}`,
      fields: field({ label: t('reason'), name: 'reason', type: 'textarea', required: true }),
      send: ({ reason }) => answer({ accept: false, reason }),
    })),
  ];
}

export const taskRow = (task, changed, toCase = true) =>
  row([
    h(toCase ? 'a.sentence' : 'div', { href: toCase ? `#/cases/${task.case_id}` : null, dir: 'auto' }, task.title),
    h('div.muted', h('bdi', task.assigned_to.name), ' · ',
      task.done_on ? [t('task.doneOn'), ' ', day(task.done_on)] : due(task.due_date) ?? t('task.noDate')),
  ], !task.done_on && button(t('task.done'), () => endTask(task, changed)));

async function endTask(task, changed) {
  try {
    const send = (changes) => api.patch(`/api/interventions/tasks/${task.case_task_id}/`, changes);
    await onVersion(task, send, [{ name: 'done_on', show: (on) => (on ? day(on) : t('task.open')) }])({ done_on: today() });
    say(t('task.ended'));
  } finally {
    await changed();
  }
}

export const missingRow = ({ class_id, date, period, subject, classroom, teacher }, user) =>
  row([
    h('a.sentence', { href: `#/registers/${class_id}/${date}/${period}` }, `${subject} · ${classroom.name}`),
    h('div.muted', due(date), ' · ', t('period', { n: period }),
      user.user_id !== teacher.user_id && [' · ', h('bdi', teacher.name)])]);
