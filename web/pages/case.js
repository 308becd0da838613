import { api } from '../api.js';
import { report } from '../auditTrail.js';
import { caseForm } from '../caseEdit.js';
import { editedIn, label, show } from '../caseFields.js';
import { notes } from '../caseNotes.js';
import { caseStatus, due, handOverSteps, leftOver, taskRow, typed } from '../caseParts.js';
import { timeline } from '../chart.js';
import { h, fill } from '../dom.js';
import * as drafts from '../drafts.js';
import { livePart, watchRecord } from '../live.js';
import { onVersion } from '../onVersion.js';
import { absences, ago, ask, badge, button, facts, field, heading, later, pages, plainList, say, section,
  student, tier } from '../parts.js';
import { choosePeople, chosenOf, options, staff } from '../people.js';
import { presence } from '../presence.js';
import { arrow, day, moment, t } from '../text.js';

export default async function page({ parameters: [id], user, signal, arrived, refresh }) {
  const path = `/api/interventions/cases/${id}/`;
  const kept = drafts.load(`case/${id}`);
  const loaded = Promise.all([read(path, kept), kept,
    staff().catch(() => []), user.role === 'admin' && import('../adminSteps.js')]);
  watchRecord('case', Number(id), path, signal, async () => (await loaded)[0].version, () => {
    if (editing) return;
    if (document.activeElement?.closest?.('form')) {
      fill(news, h('p.notice', t('case.changed'), ' ', button(t('case.reload'), refresh)));
    } else {
      say(t('case.changed'));
      refresh();
    }
  });
  const [record, draft, people, admin] = await loaded;
  const runs = !record.voided && (admin || record.assigned_to.user_id === user.user_id);
  const inTeam = !record.voided && record.team.some(({ user_id }) => user_id === user.user_id);
  const nameOf = (id) => people.find(({ user_id }) => user_id === id)?.name ?? '–';
  const change = onVersion(record, (changes) => api.patch(path, changes), [
    { name: 'team', show: (ids) => ids.map(nameOf).join(', ') || t('case.teamNone') },
    { name: 'hand_over_to', show: nameOf },
    { name: 'voided', show: (voided) => t(voided ? 'case.voided' : `caseStatus.${record.status}`) },
  ], { read: ({ team, hand_over, voided }) =>
    ({ voided, team: team.map(({ user_id }) => user_id), hand_over_to: hand_over?.refused ? null : hand_over?.user_id }) });
  if (arrived) report('CASE_OPENED', { case_id: record.case_id });

  const news = h('div', { role: 'status' });
  const body = h('div');
  let editing = false;

  function edit(draft) {
    editing = true;
    report(draft ? 'DRAFT_RESTORED' : 'CASE_EDIT_STARTED', { case_id: record.case_id });
    fill(body, section(t('case.edit'),
      draft && h('p.notice', { role: 'status' }, t('draft.restored'), ' ', ago(new Date(draft.saved_at).toISOString())),
      caseForm({ record, draft: draft?.value, user, signal, done: refresh })));
    if (!draft) body.querySelector('select, input').focus();
  }

  if (draft && runs) edit(draft);
  else fill(body, draft && leftOver(draft, editedIn(draft), refresh),
    factsOf(record, runs && (record.status !== 'closed' || admin) && button(t('edit'), () => edit(), 'primary')));

  const context = { user, admin, people, change, runs, signal, changed: refresh };
  return [
    heading([student(record.student)],
      h('p.muted', t('case.title', { id }), ' · ', t(`concern.${record.concern}`)),
      h('div', tier(record.tier), ' ', caseStatus(record))),
    presence(record.case_id, signal),
    news,
    record.hand_over?.user_id === user.user_id && !record.hand_over.refused
      && h('div.notice', t('handOver.asked'), h('div.buttons', handOverSteps(record, refresh, admin ? refresh : () => (location.hash = '#/')))),
    h('div.columns',
      h('div', body, later(notes(record, { ...context, mayWrite: runs || inTeam }))),
      h('div',
        later(tasks(record, context)),
        later(timeline(record.student.student_id, signal)),
        peopleOf(record, context),
        later(history(path, nameOf)))),
  ];
}

/** Without the case there is still what was typed. */
async function read(path, kept) {
  try {
    return await api.get(path);
  } catch (problem) {
    const draft = await kept;
    problem.kept = draft && typed('restored', editedIn(draft));
    throw problem;
  }
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
    ]),
    texts(record, ['goal', 'strategies', 'outcome_notes', 'resolution_notes', 'reason']),
    record.alert_id && h('p', h('a', { href: `#/alerts/${record.alert_id}` }, t('case.alert'))),
    h('div.buttons', press));

const texts = (record, names) =>
  names.filter((name) => record[name]).map((name) =>
    [h('h3', label(name)), h('p.body', { dir: 'auto' }, record[name])]);

async function tasks(record, { user, people, runs, signal, changed }) {
  const path = `/api/interventions/cases/${record.case_id}/tasks/`;
  const list = await livePart('task', signal, () => pages(plainList(), path, { limit: 20 },
    (task) => taskRow(task, changed, false), t('none.tasks')));
  const add = () => ask({
    title: t('task.add'), then: changed, keep: `dialog/task/${record.case_id}`, submit: t('task.add'),
    fields: [
      field({ label: t('task.title'), name: 'title', required: true, maxlength: 200 }),
      people.length && field({ label: t('task.who'), name: 'assigned_to', type: 'select', value: user.user_id,
        options: options(people) }),
      field({ label: t('field.due_date'), name: 'due_date', type: 'date' }),
    ],
    send: ({ title, assigned_to, due_date }) =>
      api.create(path, { title, due_date, ...(assigned_to && { assigned_to: Number(assigned_to) }) }),
  });
  return section(t('tasks'), list, h('div.buttons', runs && button(t('task.add'), add)));
}

function peopleOf(record, { admin, people, change, runs, changed }) {
  const team = () => ask({
    title: t('case.team'), then: changed, intro: t('case.teamMeans'), submit: t('save'),
    fields: choosePeople(t('staff'), people, { chosen: record.team.map(({ user_id }) => user_id) }),
    send: (entered) => change({ team: chosenOf(people, entered) }),
  });
  return section(t('case.people'),
    facts([
      [t('case.owner'), h('bdi', record.assigned_to.name)],
      [t('case.team'), record.team.length ? record.team.map(({ name }) => h('div', { dir: 'auto' }, name))
        : t('case.teamNone')],
      record.hand_over && [t('handOver'), [h('bdi', record.hand_over.name), ' ',
        record.hand_over.refused && badge(t('handOver.refused'), 'strong')]],
    ]),
    h('div.buttons', runs && people.length > 0 && button(t('case.changeTeam'), team),
      admin && runs && admin.caseSteps(record, people, change, changed)));
}

const history = async (path, nameOf) =>
  section(t('history'), h('details', h('summary', t('history.show')),
    await pages(plainList('ul.history'), `${path}history/`, { limit: 20 },
      (change) => changeItem(change, nameOf), t('history.none'))));

const changeItem = ({ occurred_at, action, changes, user, database_user }, nameOf) =>
  h('li',
    h('div.muted', h('b', { dir: 'auto' }, user?.name ?? database_user), ' · ', moment(occurred_at)),
    action === 'UPDATE'
      ? h('ul', Object.entries(changes ?? {}).map(([name, change]) =>
        h('li', `${label(name)}: `, h('del', show(name, change[0], nameOf)), arrow, h('ins', show(name, change[1], nameOf)))))
      : h('div', t(`action.${action}`)));
