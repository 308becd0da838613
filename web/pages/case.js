import { address, api } from '../api.js';
import { report } from '../auditTrail.js';
import { caseForm } from '../caseEdit.js';
import { label, show } from '../caseFields.js';
import { notes } from '../caseNotes.js';
import { caseStatus, due, taskRow } from '../caseParts.js';
import { timeline } from '../chart.js';
import { h, fill } from '../dom.js';
import * as drafts from '../drafts.js';
import { watch } from '../live.js';
import { onVersion } from '../onVersion.js';
import { absences, ago, ask, badge, button, facts, field, heading, later, pages, plainList, say, section,
  student, tier } from '../parts.js';
import { choosePeople, chosenOf, options, staff } from '../people.js';
import { presence } from '../presence.js';
import { day, moment, t } from '../text.js';

/** One case: what is so, what is to be done, what was done. */
export default async function page({ parameters: [id], user, signal, refresh }) {
  const path = `/api/interventions/cases/${id}/`;
  const [record, draft, people] = await Promise.all([api.get(path), drafts.load(`case/${id}`),
    staff().catch(() => [])]);
  const runs = user.role === 'admin' || record.assigned_to.user_id === user.user_id;
  const inTeam = record.team.some(({ user_id }) => user_id === user.user_id);
  const nameOf = (id) => people.find(({ user_id }) => user_id === id)?.name ?? '–';
  const change = onVersion(record, (changes) => api.patch(path, changes), [
    { name: 'team', show: (ids) => ids.map(nameOf).join(', ') || t('case.teamNone') },
    { name: 'hand_over_to', show: nameOf },
    { name: 'voided', show: (voided) => t(voided ? 'case.voided' : `caseStatus.${record.status}`) },
  ], ({ team, hand_over, voided }) => ({ voided, team: team.map(({ user_id }) => user_id), hand_over_to: hand_over?.user_id }));
  report('CASE_OPENED', { case_id: record.case_id });

  const news = h('div', { role: 'status' });
  const body = h('div', {});
  let editing = false;
  watch('case', signal, ({ id: changedId, version }) => {
    if (changedId !== record.case_id || version <= record.version || editing) return;
    if (document.querySelector('dialog[open]') || document.activeElement?.closest?.('form')) {
      fill(news, h('p.notice', {}, t('case.changed'), ' ', button(t('case.reload'), refresh)));
    } else {
      say(t('case.changed'));
      refresh();
    }
  });
  watch('task', signal, () => editing || document.activeElement?.closest?.('form') || refresh());

  function edit(draft) {
    editing = true;
    if (draft) report('DRAFT_RESTORED', { case_id: record.case_id });
    else report('CASE_EDIT_STARTED', { case_id: record.case_id });
    fill(body, section(t('case.edit'),
      draft && h('p.notice', { role: 'status' }, t('draft.restored'), ' ', ago(new Date(draft.saved_at).toISOString())),
      caseForm({ record, draft: draft?.value, user, signal, done: refresh })));
    if (!draft) body.querySelector('select, input').focus();
  }

  if (draft && runs) edit(draft);
  else fill(body, factsOf(record, runs && (record.status !== 'closed' || user.role === 'admin')
    && button(t('edit'), () => edit(), 'primary')));

  const context = { user, people, change, runs, changed: refresh };
  return [
    heading([student(record.student)],
      h('p.muted', {}, t('case.title', { id }), ' · ', t(`concern.${record.concern}`)),
      h('div', {}, tier(record.tier), ' ', caseStatus(record))),
    presence(record.case_id, signal),
    news,
    record.hand_over?.user_id === user.user_id && !record.hand_over.refused
      && h('p.notice', {}, t('handOver.asked'), ' ', h('a', { href: '#/' }, t('nav.'))),
    h('div.columns', {},
      h('div', {}, body, later(notes(record, { ...context, mayWrite: runs || inTeam }))),
      h('div', {},
        later(tasks(record, context)),
        later(timeline(record.student.student_id)),
        peopleOf(record, context),
        later(history(path)))),
  ];
}

const factsOf = (record, press) =>
  section(t('case.facts'),
    facts([
      [t('field.progress_status'), t(`progress.${record.progress_status}`)],
      [t('field.follow_up_date'), due(record.follow_up_date)],
      [t('field.review_date'), due(record.review_date)],
      [t('case.opened'), day(record.created_at)],
      [t('case.absentBefore'), absences(record.attendance.at_opening)],
      record.attendance.at_closing && [t('case.absentAfter'), absences(record.attendance.at_closing)],
      record.escalated_on && [t('case.escalatedOn'), day(record.escalated_on)],
    ].filter(Boolean)),
    texts(record, ['goal', 'strategies', 'outcome_notes', 'resolution_notes', 'reason']),
    record.alert_id && h('p', {}, h('a', { href: `#/alerts/${record.alert_id}` }, t('case.alert'))),
    h('div.buttons', {}, press));

const texts = (record, names) =>
  names.filter((name) => record[name]).map((name) =>
    [h('h3', {}, label(name)), h('p.body', { dir: 'auto' }, record[name])]);

async function tasks(record, { user, people, runs, changed }) {
  const path = `/api/interventions/cases/${record.case_id}/tasks/`;
  const list = await pages(plainList(), (cursor) => api.get(address(path, { cursor, limit: 20 })),
    (task) => taskRow(task, changed, false), t('tasks.none'));
  const add = () => ask({
    title: t('task.add'), submit: t('task.add'),
    fields: [
      field({ label: t('task.title'), name: 'title', required: true, maxlength: 200 }),
      people.length && field({ label: t('task.who'), name: 'assigned_to', type: 'select', value: user.user_id,
        options: options(people) }),
      field({ label: t('field.due_date'), name: 'due_date', type: 'date' }),
    ],
    send: ({ title, assigned_to, due_date }) =>
      api.create(path, { title, due_date, ...(assigned_to && { assigned_to: Number(assigned_to) }) }),
  }).then((done) => done && changed());
  return section(t('tasks'), list, h('div.buttons', {}, runs && button(t('task.add'), add)));
}

function peopleOf(record, { user, people, change, runs, changed }) {
  const team = () => ask({
    title: t('case.team'), intro: t('case.teamMeans'), submit: t('save'),
    fields: choosePeople(t('staff'), people, { chosen: record.team.map(({ user_id }) => user_id) }),
    send: (entered) => change({ team: chosenOf(people, entered) }),
  }).then((done) => done && changed());
  const leaders = people.filter(({ role, user_id }) => role !== 'teacher' && user_id !== record.assigned_to.user_id);
  const handOver = () => ask({
    title: t('handOver.ask'), submit: t('handOver.ask'),
    fields: [field({ label: t('handOver.to'), name: 'hand_over_to', type: 'select', options: options(leaders) })],
    send: ({ hand_over_to }) => change({ hand_over_to: Number(hand_over_to) }),
  }).then((done) => done && changed());
  const voided = () => ask({
    title: t('case.void'), intro: t('case.voidMeans'), submit: t('case.void'), kind: 'danger',
    fields: [field({ label: t('reason'), name: 'reason', type: 'textarea', required: true })],
    send: ({ reason }) => change({ voided: true, reason }),
  }).then((done) => done && changed());
  return section(t('case.people'),
    facts([
      [t('case.owner'), h('span', { dir: 'auto' }, record.assigned_to.name)],
      [t('case.team'), record.team.length ? record.team.map(({ name }) => h('div', { dir: 'auto' }, name))
        : t('case.teamNone')],
      record.hand_over && [t('handOver'), [h('span', { dir: 'auto' }, record.hand_over.name), ' ',
        record.hand_over.refused && badge(t('handOver.refused'), 'strong')]],
    ].filter(Boolean)),
    h('div.buttons', {}, runs && people.length > 0 && button(t('case.changeTeam'), team),
      user.role === 'admin' && leaders.length > 0 && button(t('handOver.ask'), handOver),
      user.role === 'admin' && !record.voided && button(t('case.void'), voided, 'danger')));
}

const history = async (path) =>
  section(t('history'), h('details', {}, h('summary', {}, t('history.show')),
    await pages(plainList('ul.history'), (cursor) => api.get(address(`${path}history/`, { cursor, limit: 20 })),
      changeItem, t('history.none'))));

const changeItem = ({ occurred_at, action, changes, user, database_user }) =>
  h('li', {},
    h('div.muted', {}, h('b', { dir: 'auto' }, user?.name ?? database_user), ' · ', moment(occurred_at)),
    action === 'UPDATE'
      ? h('ul', {}, Object.entries(changes ?? {}).map(([name, change]) =>
        h('li', { dir: 'auto' }, `${label(name)}: `, h('del', {}, show(name, change[0])), ' → ',
          h('ins', {}, show(name, change[1])))))
      : h('div', {}, t(`action.${action}`)));
