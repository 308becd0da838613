import { address, api } from '../api.js';
import { caseRow } from '../caseParts.js';
import { chosen, filters } from '../filters.js';
import { h } from '../dom.js';
import { heading, pages, plainList } from '../parts.js';
import { choices, t } from '../text.js';

/** The reader's cases, newest first. */
export default async function cases({ query, user }) {
  const any = ['', t('any')];
  const filter = chosen(query, ['status', 'progress_status', 'assigned_to', 'student']);
  return [
    heading(t('nav.cases')),
    filters('#/cases', query, [
      { label: t('status'), name: 'status', type: 'select', options: [any, ...choices('caseStatus')] },
      { label: t('field.progress_status'), name: 'progress_status', type: 'select', options: [any, ...choices('progress')] },
      { label: t('alert.whose'), name: 'assigned_to', type: 'select', options: [any, [user.user_id, t('alert.mine')]] },
    ]),
    h('div.card', {}, await pages(plainList(),
      (cursor) => api.get(address('/api/interventions/cases/', { ...filter, cursor, limit: 30 })), caseRow, t('home.noCases'))),
  ];
}
