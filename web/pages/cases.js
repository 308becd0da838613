import { address, api } from '../api.js';
import { caseRow } from '../caseParts.js';
import { chosen, filters } from '../filters.js';
import { h } from '../dom.js';
import { ask, button, field, heading, pages, plainList, say } from '../parts.js';
import { choices, t } from '../text.js';

/** The reader's cases, newest first. */
export default async function cases({ query, user }) {
  const any = ['', t('any')];
  const filter = chosen(query, ['status', 'progress_status', 'assigned_to', 'student']);
  return [
    heading(t('nav.cases'), user.role === 'admin' && h('div.buttons', {}, button(t('handOver.all'), askAll))),
    filters('#/cases', query, [
      { label: t('status'), name: 'status', type: 'select', options: [any, ...choices('caseStatus')] },
      { label: t('field.progress_status'), name: 'progress_status', type: 'select',
        options: [any, ...choices('progress')] },
      { label: t('alert.whose'), name: 'assigned_to', type: 'select', options: [any, [user.user_id, t('alert.mine')]] },
    ]),
    h('div.card', {}, await pages(plainList(),
      (cursor) => api.get(address('/api/interventions/cases/', { ...filter, cursor, limit: 30 })), caseRow,
      t('home.noCases'))),
  ];
}

/** As after a summer: each case is offered to who leads the student's classroom now. */
const askAll = () => ask({
  title: t('handOver.all'), intro: t('handOver.allMeans'), submit: t('handOver.ask'),
  fields: [field({ label: t('reason'), name: 'reason', type: 'textarea' })],
  send: async ({ reason }) => {
    const { asked } = await api.post('/api/interventions/hand-overs/', reason ? { reason } : {});
    say(t('handOver.askedFor', { n: asked }));
  },
});
