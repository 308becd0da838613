import { api } from './api.js';
import { h } from './dom.js';
import { onVersion } from './onVersion.js';
import { ago, ask, badge, button, field, risk, row, say, sentence, student } from './parts.js';
import { choices, day, plusDays, t, today, word } from './text.js';

export const ONGOING = 'active,under_review,escalated';
const isOpen = ({ status }) => ONGOING.includes(status);
const handles = (user) => user.role !== 'teacher';

export const alertRow = (alert, user, changed) =>
  row([
    h('div', student(alert.student), ' ', risk(alert.risk_level), ' ', standing(alert)),
    h('a.sentence', { href: `#/alerts/${alert.alert_id}`, dir: 'auto' }, sentence(alert)),
    h('div.muted', ago(alert.raised_on),
      alert.assigned_to && [' · ', h('bdi', alert.assigned_to.name)]),
  ], nextStep(alert, user, changed));

export function standing(alert) {
  if (alert.cleared) return badge(t('alert.cleared'), 'quiet');
  if (alert.snoozed_until && alert.snoozed_until > today()) return badge(t('alert.restsUntil',
    { day: day(alert.snoozed_until) }), 'quiet');
  return alert.status === 'active' ? null
    : badge(t(`alertStatus.${alert.status}`), alert.status === 'escalated' ? 'strong' : 'quiet');
}

/** The one press that most often comes next. */
function nextStep(alert, user, changed) {
  if (alert.case_id && handles(user)) return h('a.button', { href: `#/cases/${alert.case_id}` }, t('alert.toCase'));
  if (!isOpen(alert)) return null;
  if (!alert.claimed_by) return button(t('alert.claim'), () => claim(alert, changed), 'primary');
  return handles(user) ? button(t('alert.openCase'), () => openCase(alert), 'primary') : null;
}

export function steps(alert, user, changed) {
  if (!isOpen(alert)) return [nextStep(alert, user, changed)];
  const closable = alert.status !== 'escalated' || user.role === 'admin';
  return [
    nextStep(alert, user, changed),
    !alert.claimed_by && !alert.case_id && handles(user) && button(t('alert.openCase'), () => openCase(alert)),
    button(t('alert.snooze'), () => snooze(alert, changed)),
    closable && button(t('alert.close'), () => close(alert, changed)),
  ];
}

async function claim(alert, changed) {
  try {
    await api.post(`/api/alerts/${alert.alert_id}/claim/`);
    say(t('alert.claimed'));
  } finally {
    await changed();
  }
}

async function openCase(alert) {
  const { case_id } = await openedCase(api.create(`/api/alerts/${alert.alert_id}/open-case/`, {}));
  location.hash = `#/cases/${case_id}`;
}

export async function openedCase(opening) {
  try {
    return await opening;
  } catch (problem) {
    if (!problem.existingId) throw problem;
    say(t('case.exists'));
    return { case_id: problem.existingId };
  }
}

const fields = () => [
  { name: 'status', label: t('status'), show: word('alertStatus') },
  { name: 'close_reason', label: t('alert.closedAs'), show: word('closeReason') },
  { name: 'snoozed_until', label: t('until'), show: day },
  { name: 'snooze_reason', label: t('alert.snoozeReason'), long: true },
];
const change = (alert) =>
  onVersion(alert, (changes) => api.patch(`/api/alerts/${alert.alert_id}/`, changes), fields());

async function snooze(alert, changed) {
  const send = change(alert);
  await ask({
    title: t('alert.snooze'), then: changed, keep: `dialog/snooze/${alert.alert_id}`,
    intro: t('alert.snoozeMeans'), submit: t('alert.snooze'), send,
    fields: [
      field({ label: t('until'), name: 'snoozed_until', type: 'date', value: plusDays(today(), 7),
        min: plusDays(today(), 1), required: true }),
      field({ label: t('reason'), name: 'snooze_reason', type: 'textarea', required: true, maxlength: 500 }),
    ],
  });
}

// What should not have been raised is dismissed, but for what was escalated.
const outcome = (alert, reason) =>
  alert.status === 'escalated' || reason === 'handled' || reason === 'already_known' ? 'resolved' : 'dismissed';

async function close(alert, changed) {
  const send = change(alert);
  await ask({
    title: t('alert.close'), then: changed, submit: t('alert.close'),
    fields: [field({ label: t('reason'), name: 'close_reason', type: 'select', options: choices('closeReason') })],
    send: ({ close_reason }) => send({ status: outcome(alert, close_reason), close_reason }),
  });
}
