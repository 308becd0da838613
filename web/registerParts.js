import { h } from './dom.js';
import { badge } from './parts.js';
import { place } from './outbox.js';
import { t } from './text.js';

/** One register of a day. `waiting` says that it is on this device only. */
export const registerRow = (register, waiting = false) =>
  h('li.row',
    h('div.what',
      h('a.sentence', { href: `#/registers/${place(register)}` }, `${register.subject} · ${register.classroom.name}`),
      h('div.muted', t('period', { n: register.period }))),
    waiting ? badge(t('register.waiting'), 'strong') : register.taken ? badge(t('register.taken'), 'good')
      : badge(t('register.notTaken'), 'state-watch'));
