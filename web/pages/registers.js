import { api } from '../api.js';
import { h } from '../dom.js';
import * as drafts from '../drafts.js';
import { filters } from '../filters.js';
import { refreshOnChange } from '../live.js';
import { place, unsent } from '../outbox.js';
import { missingRow } from '../caseParts.js';
import { ago, heading, pages, plainList, rows, section } from '../parts.js';
import { registerRow, unsentRegisters } from '../registerParts.js';
import { t, today, weekday } from '../text.js';

/** The registers of one day. They are kept on the device, so that they can be taken without a line. */
export default async function registers({ query, user, signal, refresh }) {
  const date = query.get('date') || today();
  refreshOnChange(signal, refresh, ['register', 'outbox']);
  const { day, keptAt } = await dayOf(date);
  const own = await unsent();
  if (!keptAt && user.role !== 'admin' && date === today()) keepSheets(day);

  const list = day.results.map((register) => ({ ...register, date }));
  return [
    heading(t('nav.registers'), h('p.muted', weekday(date))),
    filters('#/registers', query, [{ label: t('day'), name: 'date', type: 'date', value: today(), max: today() }]),
    keptAt && h('p.notice', { role: 'status' }, t('registers.kept'), ' ', ago(new Date(keptAt).toISOString())),
    await unsentRegisters(own),
    h('div.columns',
      section(t('registers.ofDay'), rows(list, (register) => registerRow(register, own[place(register)]?.kind),
        t('home.noClasses'))),
      !keptAt && section(t('home.registers'), await pages(plainList(), '/api/registers/missing/', { limit: 20 },
        (register) => missingRow(register, user), t('home.noRegisters')))),
  ];
}

async function dayOf(date) {
  const name = `day/${date}`;
  const kept = await drafts.load(name);
  try {
    const day = await api.get(`/api/registers/?date=${date}`, kept);
    await drafts.save(name, day);
    return { day };
  } catch (problem) {
    if (problem.type !== 'offline' || !kept) throw problem;
    return { day: kept.value, keptAt: kept.saved_at };
  }
}

/** A teacher who opens the day has its lists of students on the device from then on. */
async function keepSheets({ date, results }) {
  for (const register of results) {
    const where = place({ ...register, date });
    try {
      await drafts.save(`sheet/${where}`, await api.get(`/api/registers/${where}/`));
    } catch {
      return;
    }
  }
}
