import '../adminText.js';
import { api } from '../api.js';
import { label, show } from '../caseFields.js';
import { h } from '../dom.js';
import { chosen, filters } from '../filters.js';
import { heading, pages, tableList } from '../parts.js';
import { options } from '../people.js';
import { arrow, choices, has, moment, plusDays, t } from '../text.js';

const SHOWN = 8;

export default async function audit({ query }) {
  const { results: staff } = await api.get('/api/users/?limit=200');
  const filter = chosen(query, ['user', 'action', 'entity', 'from', 'to']);
  if (filter.to) filter.to = plusDays(filter.to, 1);
  return [
    heading(t('nav.audit'), h('div.buttons', h('a.button', { href: '#/exports?kind=audit' }, t('audit.export')))),
    filters('#/audit', query, [
      { label: t('who'), name: 'user', type: 'select',
        options: options(staff) },
      { label: t('audit.action'), name: 'action', type: 'select', options: choices('action') },
      { label: t('audit.entity'), name: 'entity', type: 'select', options: choices('entity') },
      { label: t('from'), name: 'from', type: 'date' },
      { label: t('to'), name: 'to', type: 'date' },
    ]),
    h('div.card.log', await pages(tableList(t('nav.audit'),
      [t('when'), t('who'), t('audit.action'), t('audit.entity'), t('audit.changes')]),
      '/api/audit/logs/', { ...filter, limit: 50 }, eventRow, t('audit.none'))),
  ];
}

const eventRow = ({ occurred_at, user, database_user, action, entity, entity_id, version, changes, source }) =>
  h('tr',
    h('td.nowrap', moment(occurred_at)), h('td', { dir: 'auto' }, user?.name ?? database_user),
    h('td.text', word('action', action), source === 'client' && h('div.muted', t('audit.client'))),
    h('td', entity && [word('entity', entity), ' ', entity_id, version && h('span.muted', ` v${version}`)]),
    h('td.text', Object.entries(changes ?? {}).map(([name, change]) => changed(name, change)).filter(Boolean)
      .slice(0, SHOWN)));

/** What it was and is; of what was added only what it is. */
function changed(name, change) {
  const [before, after] = (Array.isArray(change) && change.length === 2 ? change : [null, change]).map(worded(name));
  return before !== after && h('div', `${label(name)}: `,
    before !== '–' && [h('del', before), arrow], h('ins', after));
}

// A status may be that of an alert.
const sets = { status: ['caseStatus', 'alertStatus'], concern: ['concern'], close_reason: ['closeReason'],
  risk_level: ['risk'], rule: ['rule'] };

const worded = (name) => (value) => {
  const key = sets[name]?.map((set) => `${set}.${value}`).find(has);
  return key ? t(key) : show(name, value);
};

const word = (kind, name) => (has(`${kind}.${name}`) ? t(`${kind}.${name}`) : name);
