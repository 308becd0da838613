import { api } from '../api.js';
import { alertRow } from '../alertParts.js';
import { caseRow, missingRow } from '../caseParts.js';
import { h } from '../dom.js';
import { empty, facts, heading, section, table } from '../parts.js';
import { number, percent, t, today, weekday } from '../text.js';

/** The whole school at a glance: where it burns, what waits for an admin, what the rules are worth. */
export default async function school({ user, refresh }) {
  const board = await api.get('/api/dashboard/');
  const { counts, statistics, closed_cases: closed, ageing_of_cases: ageing } = board;
  const rows = (list, row, whenEmpty) => (list.length ? h('ul.rows', { role: 'list' }, list.slice(0, 6).map(row)) : empty(whenEmpty));
  const all = (n, href) => n > 6 && h('a.all', { href }, t('all', { n }));
  return [
    heading(t('school.title'), h('p.muted', {}, weekday(today()))),
    h('ul.figures', { role: 'list' },
      figure(statistics.students, 'nav.students', '#/students'), figure(counts.escalated_cases, 'school.escalatedCases', '#/cases?status=escalated_to_admin'),
      figure(counts.escalated_alerts, 'school.escalatedAlerts', '#/alerts?status=escalated'), figure(counts.registers_missing, 'home.registers', '#/registers')),
    heatMap(board.classrooms),
    h('div.columns', {},
      h('div', {},
        section(t('school.escalatedCases'), rows(board.escalated_cases, caseRow, t('home.noCases')), all(counts.escalated_cases, '#/cases?status=escalated_to_admin')),
        section(t('school.escalatedAlerts'), rows(board.escalated_alerts, (alert) => alertRow(alert, user, refresh), t('home.noAlerts')), all(counts.escalated_alerts, '#/alerts?status=escalated'))),
      h('div', {},
        section(t('school.helped'), facts([
          [t('school.closed'), number(closed.count)],
          [t('school.days'), closed.average_days === null ? null : number(closed.average_days)],
          [t('school.before'), closed.average_absent_percent_before === null ? null : percent(closed.average_absent_percent_before, 100)],
          [t('school.after'), closed.average_absent_percent_after === null ? null : percent(closed.average_absent_percent_after, 100)],
        ])),
        section(t('school.ageing'), facts(['up_to_14_days', 'up_to_28_days', 'up_to_56_days', 'longer'].map((key) => [t(`ageing.${key}`), number(ageing[key])]))),
        section(t('home.registers'), rows(board.registers_missing, (register) => missingRow(register, user), t('home.noRegisters')), all(counts.registers_missing, '#/registers')),
        quality(board.rules))),
  ];
}

const figure = (n, label, href) => h('li.figure', {}, h('strong', {}, number(n)), h('a', { href }, t(label)));

/** Classrooms by tier: the more of a classroom's students, the stronger the colour. */
function heatMap(classrooms) {
  const heat = (n, of, full) => (n && of ? `heat-${Math.min(5, Math.ceil((n / of / full) * 5))}` : 'heat-0');
  const cell = (n, of, full, text = number(n)) => h(`td.heat.${heat(n, of, full)}`, {}, text);
  const sum = (read) => Math.max(1, ...classrooms.map(read));
  const alerts = sum(({ open_alerts, students }) => open_alerts / (students || 1));
  const tiers = sum(({ active_cases_by_tier: by, students }) => Math.max(by[1], by[2], by[3]) / (students || 1));
  return section(t('school.heat'), h('p.muted', {}, t('school.heatMeans')),
    table(t('school.heat'), [t('classroom'), t('nav.students'), t('tier', { n: 1 }), t('tier', { n: 2 }), t('tier', { n: 3 }), t('school.openAlerts'), t('school.absent')],
      classrooms.map(({ classroom_id, name, students, active_cases_by_tier: by, open_alerts, absent_days, days }) => h('tr', {},
        h('th', { scope: 'row' }, h('a', { href: `#/students?classroom=${classroom_id}` }, name)), h('td', {}, number(students)),
        [1, 2, 3].map((n) => cell(by[n], students, tiers)), cell(open_alerts, students, alerts),
        cell(absent_days, days, 0.25, percent(absent_days, days))))));
}

const quality = (rules) =>
  section(t('school.rules'),
    table(t('school.rules'), [t('alert.rule'), t('rule.raised'), t('rule.open'), t('alert.cleared'), t('closeReason.handled'), t('closeReason.not_a_concern'), t('closeReason.data_error')],
      rules.map(({ rule, raised, open, cleared, closed }) => h('tr', {},
        h('th', { scope: 'row' }, t(`rule.${rule}`)), [raised, open, cleared, closed.handled, closed.not_a_concern, closed.data_error].map((n) => h('td', {}, number(n)))))));
