import { h } from './dom.js';
import { badge, rows, section } from './parts.js';
import { place, unsent } from './outbox.js';
import { t, weekday } from './text.js';

/** One register of a day. `kind` is that of `unsent()`. */
export const registerRow = (register, kind) =>
  h('li.row',
    h('div.what',
      h('a.sentence', { href: `#/registers/${place(register)}` }, `${register.subject} · ${register.classroom.name}`),
      h('div.muted', kind && [weekday(register.date), ' · '], t('period', { n: register.period }))),
    kind ? badge(t(`register.${kind}`), 'strong') : register.taken ? badge(t('register.taken'), 'good')
      : badge(t('register.notTaken'), 'state-watch'));

/** What somebody has to know of, whatever day it is of. */
export async function unsentRegisters(all = unsent()) {
  const found = Object.values(await all);
  return found.length > 0 && section(t('register.register'), rows(found, (register) => registerRow(register, register.kind)));
}
