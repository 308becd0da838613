import { address, api } from '../api.js';
import { alertRow, openedCase } from '../alertParts.js';
import { caseRow } from '../caseParts.js';
import { timeline } from '../chart.js';
import { h } from '../dom.js';
import { filters } from '../filters.js';
import { livePart } from '../live.js';
import { ago, ask, button, field, heading, later, row, rows, section, sentence, state } from '../parts.js';
import { choices, day, number, percent, t, today } from '../text.js';

export default async function page({ parameters: [id], query, user, signal, refresh }) {
  const student = await api.get(`/api/students/${id}/`);
  const handles = user.role !== 'teacher';
  return [
    heading([h('bdi', student.full_name)],
      h('p.muted', [student.classroom?.name, student.external_id].filter(Boolean).join(' · ')),
      handles && h('div.buttons', button(t('alert.openCase'), () => openCase(student), 'primary'),
        button(t('alert.raise'), () => raise(student, refresh)),
        user.role === 'admin' && (await import('../adminSteps.js')).recordOf(student))),
    h('div.columns',
      h('div',
        section(t('student.indicators'),
          filters(`#/students/${id}`, query,
            [{ label: t('student.onDay'), name: 'as_of', type: 'date', value: today(), max: today() }]),
          later(indicators(id, query.get('as_of')))),
        later(timeline(id, signal))),
      h('div',
        later(livePart('alert', signal, () => list(t('nav.alerts'), `/api/alerts/?student=${id}&limit=10`,
          (alert) => alertRow(alert, user, refresh), t('none.alerts')))),
        handles && later(livePart('case', signal, () => list(t('nav.cases'),
          `/api/interventions/cases/?student=${id}&limit=10`, caseRow, t('home.noCases')))),
        handles && later(access(id)))),
  ];
}

async function indicators(id, asOf) {
  const { tier, as_of, results } = await api.get(address(`/api/students/${id}/indicators/`, { as_of: asOf }));
  return [h('p', state(tier), ' ', t('student.asOf', { day: day(as_of) })), rows(results, indicator)];
}

const indicator = (one) =>
  row([
    h('div', h('b', t(`rule.${one.rule}`)), ' ', state(one.state)),
    h('div', { dir: 'auto' }, one.sentence ? sentence(one) : t('state.not_enough_data')),
    h('div.muted', [
      one.denominator && one.measure === 'absent_percent' && percent(one.numerator, one.denominator),
      one.cut !== null && t('student.cut', { n: number(one.cut) }),
      one.rule_version !== null && t('student.version', { n: one.rule_version }),
    ].filter(Boolean).join(' · '), one.since && one.state !== 'none' && [' · ', t('since'), ' ', ago(one.since)])]);

async function list(title, path, make, whenEmpty) {
  const { results } = await api.get(path);
  return section(title, rows(results, make, whenEmpty));
}

async function access(id) {
  const { results } = await api.get(`/api/students/${id}/access/`);
  return section(t('student.access'), h('p.muted', t('student.accessMeans')),
    rows(results, ({ name, role, reason_codes }) => row([
      h('div', h('b', { dir: 'auto' }, name), ' ', h('span.muted', t(`role.${role}`))),
      h('div.muted', { dir: 'auto' },
        reason_codes.map(({ code, name }) => t(`access.${code}`, { name: `\u2068${name}\u2069` })).join(' · '))])));
}

async function openCase({ student_id }) {
  const opened = await ask({
    title: t('alert.openCase'), submit: t('alert.openCase'), keep: `dialog/case/${student_id}`,
    fields: [
      field({ label: t('field.concern'), name: 'concern', type: 'select', options: choices('concern') }),
      field({ label: t('field.goal'), name: 'goal', type: 'textarea', maxlength: 2000,
        help: t('case.goalMeans') }),
      field({ label: t('field.review_date'), name: 'review_date', type: 'date', min: today() }),
    ],
    send: ({ concern, goal, review_date }) => openedCase(api.create('/api/interventions/cases/',
      { student_id, concern, review_date, ...(goal && { goal }) })),
  });
  if (opened) location.hash = `#/cases/${opened.case_id}`;
}

const raise = ({ student_id }, then) => ask({
  title: t('alert.raise'), submit: t('alert.raise'), then, keep: `dialog/alert/${student_id}`,
  fields: [
    field({ label: t('alert.level'), name: 'risk_level', type: 'select', value: 'medium', options: choices('risk') }),
    field({ label: t('alert.message'), name: 'message', type: 'textarea', required: true, maxlength: 500 }),
  ],
  send: (entered) => api.create('/api/alerts/', { student_id, ...entered }),
});
