import { api } from '../api.js';
import { alertRow } from '../alertParts.js';
import { missingRow, taskRow } from '../caseParts.js';
import { h } from '../dom.js';
import { refreshOnChange } from '../live.js';
import { firstRows, heading, rows, section } from '../parts.js';
import { registerRow, unsentRegisters } from '../registerParts.js';
import { t, today, weekday } from '../text.js';

/** Today's registers, and what is mine to do. */
export default async function teacher({ user, signal, refresh }) {
  refreshOnChange(signal, refresh);
  const board = await api.get('/api/dashboard/');
  return [
    heading(t('home.today'), h('p.muted', weekday(today()))),
    await unsentRegisters(),
    h('div.columns',
      h('div',
        section(t('nav.registers'), rows(board.registers_today,
          (register) => registerRow({ ...register, date: today() }), t('home.noClasses')),
          h('a.all', { href: '#/registers' }, t('registers.otherDay'))),
        section(t('home.registers'), rows(board.registers_missing.filter(({ date }) => date < today()),
          (register) => missingRow(register, user), t('home.noRegisters')))),
      h('div',
        section(t('home.myTasks'), rows(board.tasks, (task) => taskRow(task, refresh, false), t('home.noTasks'))),
        section(t('home.myAlerts'), firstRows(board.alerts, board.counts.alerts,
          (alert) => alertRow(alert, user, refresh), t('home.noAlerts'), '#/alerts')))),
  ];
}
