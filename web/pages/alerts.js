import { address, api } from '../api.js';
import { alertRow } from '../alertParts.js';
import { chosen, filters } from '../filters.js';
import { watch } from '../live.js';
import { h, fill } from '../dom.js';
import { button, heading, pages, plainList } from '../parts.js';
import { choices, t } from '../text.js';

/** The reader's alerts, newest first. */
export default async function alerts({ query, user, signal, refresh }) {
  const any = ['', t('any')];
  const news = h('div', { role: 'status' });
  watch('alert', signal, () => fill(news,
    h('p.notice', {}, t('list.changed'), ' ', button(t('case.reload'), refresh))));
  const filter = chosen(query, ['status', 'risk_level', 'assigned_to', 'student']);
  return [
    heading(t('nav.alerts')),
    filters('#/alerts', query, [
      { label: t('status'), name: 'status', type: 'select', options: [any, ...choices('alertStatus')] },
      { label: t('alert.level'), name: 'risk_level', type: 'select', options: [any, ...choices('risk')] },
      { label: t('alert.whose'), name: 'assigned_to', type: 'select', options: [any, [user.user_id, t('alert.mine')]] },
    ]),
    news,
    h('div.card', {}, await pages(plainList(),
      (cursor) => api.get(address('/api/alerts/', { ...filter, cursor, limit: 30 })),
      (alert) => alertRow(alert, user, refresh), t('alerts.none'))),
  ];
}
