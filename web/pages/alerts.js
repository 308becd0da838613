import { api } from '../api.js';
import { alertRow, ONGOING } from '../alertParts.js';
import { chosen, filters } from '../filters.js';
import { h } from '../dom.js';
import { news } from '../live.js';
import { heading, pages, plainList } from '../parts.js';
import { choices, t } from '../text.js';

export default async function alerts({ query, user, signal, refresh }) {
  // A row is drawn anew by itself: the list stays as long as it is, and the focus where it is.
  const row = (alert) => {
    const element = alertRow(alert, user, async () => {
      const next = row(await api.get(`/api/alerts/${alert.alert_id}/`));
      element.replaceWith(next);
      next.querySelector('.buttons > *, a.sentence').focus();
    });
    return element;
  };
  const filter = { status: ONGOING, ...chosen(query, ['status', 'risk_level', 'assigned_to', 'student']) };
  return [
    heading(t('nav.alerts')),
    filters('#/alerts', query, [
      { label: t('status'), name: 'status', type: 'select', value: ONGOING,
        options: [[ONGOING, t('ongoing')], ...choices('alertStatus')] },
      { label: t('alert.level'), name: 'risk_level', type: 'select', options: choices('risk') },
      { label: t('alert.whose'), name: 'assigned_to', type: 'select', options: [[user.user_id, t('alert.mine')]] },
    ]),
    news('alert', signal, refresh),
    h('div.card', await pages(plainList(), '/api/alerts/', { ...filter, limit: 30 }, row,
      t('none.alerts'))),
  ];
}
