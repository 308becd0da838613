import '../adminText.js';
import { api } from '../api.js';
import { alertRow } from '../alertParts.js';
import { caseRow, missingRow } from '../caseParts.js';
import { h } from '../dom.js';
import { refreshOnChange } from '../live.js';
import { facts, figure, firstRows, heading, rows, section, table } from '../parts.js';
import { choices, number, percent, t, today, weekday } from '../text.js';

export default async function school({ user, signal, refresh }) {
  refreshOnChange(signal, refresh);
  const board = await api.get('/api/dashboard/');
  const { counts, statistics, closed_cases: closed, ageing_of_cases: ageing } = board;
  return [
    heading(t('school.title'), h('p.muted', weekday(today()))),
    h('ul.figures', { role: 'list' },
      figure(statistics.students, 'nav.students', '#/students'),
      figure(counts.escalated_cases, 'school.escalatedCases', '#/cases?status=escalated_to_admin'),
      figure(counts.escalated_alerts, 'school.escalatedAlerts', '#/alerts?status=escalated'),
      figure(counts.registers_missing, 'home.registers', '#/registers')),
    heatMap(board.classrooms),
    h('div.columns',
      h('div',
        board.cases_without_owner.length > 0 && section(`${t('school.ownerless')} · ${number(counts.cases_without_owner)}`,
          rows(board.cases_without_owner, caseRow)),
        section(t('school.escalatedCases'), firstRows(board.escalated_cases, counts.escalated_cases, caseRow,
          t('home.noCases'), '#/cases?status=escalated_to_admin')),
        section(t('school.escalatedAlerts'), firstRows(board.escalated_alerts, counts.escalated_alerts,
          (alert) => alertRow(alert, user, refresh), t('home.noAlerts'), '#/alerts?status=escalated'))),
      h('div',
        section(t('school.helped'), facts([
          [t('school.closed'), number(closed.count)],
          [t('school.days'), known(closed.average_days, number)],
          [t('school.before'), known(closed.average_absent_percent_before, ofHundred)],
          [t('school.after'), known(closed.average_absent_percent_after, ofHundred)],
        ])),
        section(t('school.ageing'), facts(choices('ageing').map(([key, text]) => [text, number(ageing[key])]))),
        section(t('home.registers'), firstRows(board.registers_missing, counts.registers_missing,
          (register) => missingRow(register, user), t('home.noRegisters'), '#/registers')))),
    quality(board.rules),
  ];
}

const known = (average, show) => (average === null ? null : show(average));
const ofHundred = (n) => percent(n, 100);

const columns = [
  ...[1, 2, 3].map((n) => ({ head: t('tier', { n }), read: (one) => one.active_cases_by_tier[n],
    of: ({ students }) => students })),
  { head: t('school.openAlerts'), read: ({ open_alerts }) => open_alerts, of: ({ students }) => students },
  { head: t('mark.absent'), read: ({ absent_days }) => absent_days, of: ({ days }) => days, show: percent },
];

/** The stronger the colour, the more it is compared with the other classrooms. */
function heatMap(classrooms) {
  const share = ({ read, of }) => (one) => read(one) / (of(one) || 1);
  const scales = columns.map((column) => {
    const shares = classrooms.map(share(column));
    const [least, most] = [Math.min(...shares), Math.max(...shares)];
    return (one) => (most > least ? (share(column)(one) - least) / (most - least) : 0);
  });
  const sorted = [...classrooms].sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
  const map = section(t('school.heat'), h('p.muted', t('school.heatMeans')),
    table(t('school.heat'), [t('classroom'), t('nav.students'), ...columns.map(({ head }) => head)],
      sorted.map((one) => h('tr',
        h('th', { scope: 'row' }, h('a', { href: `#/students?classroom=${one.classroom_id}` }, one.name)),
        h('td', number(one.students)),
        columns.map(({ read, of, show = number }, index) => {
          const cell = h('td.heat', show(read(one), of(one)));
          cell.style.setProperty('--share', 0.42 * scales[index](one));
          return cell;
        })))));
  map.classList.add('heat-map');
  return map;
}

const quality = (rules) =>
  section(t('school.rules'),
    table(t('school.rules'), [t('alert.rule'), t('rule.raised'), t('rule.open'), t('alert.cleared'),
      ...choices('closeReason').map(([, text]) => text)],
      rules.map(({ rule, raised, open, cleared, closed }) => h('tr',
        h('th.text', { scope: 'row' }, t(`rule.${rule}`)),
        [raised, open, cleared, ...choices('closeReason').map(([reason]) => closed[reason])].map((n) =>
          h('td', number(n)))))));
