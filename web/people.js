import { address, api } from './api.js';
import { h } from './dom.js';
import { t } from './text.js';

const MANY = 12;

export async function staff() {
  const people = [];
  let cursor;
  do {
    const page = await api.get(address('/api/staff/', { cursor, limit: 200 }));
    people.push(...page.results);
    cursor = page.next;
  } while (cursor);
  return people;
}

export const options = (people) => people.map(({ user_id, name }) => [user_id, name]);

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Boxes to tick, named by user ids behind `prefix`; a search narrows them. */
export function choosePeople(legend, people, { prefix = '', chosen = [] } = {}) {
  const boxes = people.map(({ user_id, name }) => h('label',
    h('input', { type: 'checkbox', name: `${prefix}${user_id}`, checked: chosen.includes(user_id) }), ' ',
    h('bdi', name)));
  const narrow = ({ target }) => {
    for (const box of boxes) box.hidden = !plain(box.textContent).includes(plain(target.value));
  };
  return h('fieldset.readers', h('legend', legend),
    people.length > MANY && h('input', { type: 'search', 'aria-label': t('search'), placeholder: t('staff.search'),
      oninput: narrow, onkeydown: (event) => event.key === 'Enter' && event.preventDefault() }),
    h('div.people', boxes));
}

export const chosenOf = (people, entered, prefix = '') =>
  people.map(({ user_id }) => user_id).filter((id) => entered[`${prefix}${id}`]);
