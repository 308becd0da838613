import { api } from '../api.js';
import { alertRow } from '../alertParts.js';
import { aboutCase, caseRow, handOverSteps, missingRow, taskRow } from '../caseParts.js';
import { h } from '../dom.js';
import { refreshOnChange } from '../live.js';
import { ago, figure, firstRows, heading, row, rows, section } from '../parts.js';
import { unsentRegisters } from '../registerParts.js';
import { percent, t, today, weekday } from '../text.js';

/** Who needs me, why, since when. */
export default async function formMaster({ user, signal, refresh }) {
  refreshOnChange(signal, refresh);
  const board = await api.get('/api/dashboard/');
  const { counts, statistics } = board;
  return [
    heading(t('home.title'), h('p.muted', weekday(today()))),
    await unsentRegisters(),
    h('ul.figures', { role: 'list' },
      figure(counts.urgent_alerts, 'home.alerts', '#/alerts'), figure(counts.pending_cases, 'home.cases', '#/cases'),
      figure(counts.overdue_tasks, 'home.tasks'), figure(counts.reviews_due, 'home.reviews'),
      figure(counts.registers_missing, 'home.registers', '#/registers'),
      absence(statistics.attendance)),
    h('div.columns',
      h('div',
        board.hand_overs_asked.length > 0 && section(t('home.handOvers'),
          rows(board.hand_overs_asked, (record) => row(aboutCase(record), handOverSteps(record, refresh)))),
        section(t('home.alerts'), firstRows(board.urgent_alerts, counts.urgent_alerts,
          (alert) => alertRow(alert, user, refresh), t('home.noAlerts'), '#/alerts')),
        section(t('home.cases'), firstRows(board.pending_cases, counts.pending_cases, caseRow, t('home.noCases'),
          '#/cases'))),
      h('div',
        section(t('home.tasks'), rows(board.overdue_tasks, (task) => taskRow(task, refresh), t('home.noTasks'))),
        section(t('home.reviews'), rows(board.reviews_due, caseRow, t('home.noReviews'))),
        section(t('home.registers'), rows(board.registers_missing, (register) => missingRow(register, user),
          t('home.noRegisters'))),
        board.emergency_reads.length > 0 && section(t('home.emergencyReads'),
          rows(board.emergency_reads, emergencyRead)))),
  ];
}

const absence = ({ days, absent_days }) =>
  h('li.figure', h('strong', percent(absent_days, days)), t('home.absence', { n: absent_days, of: days }));

const emergencyRead = ({ case_id, reason, created_at, read_by }) =>
  row([
    h('a.sentence', { href: `#/cases/${case_id}`, dir: 'auto' }, reason),
    h('div.muted', h('bdi', read_by.name), ' · ', ago(created_at))]);
