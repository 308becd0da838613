import { api } from '../api.js';
import { caseRow } from '../caseParts.js';
import { chosen, filters } from '../filters.js';
import { h } from '../dom.js';
import { news } from '../live.js';
import { heading, pages, plainList } from '../parts.js';
import { choices, t } from '../text.js';

const ONGOING = 'open,in_progress,awaiting_parent,escalated_to_admin';

export default async function cases({ query, user, signal, refresh }) {
  const admin = user.role === 'admin' && (await import('../adminSteps.js'));
  const filter = { status: ONGOING, ...chosen(query, ['status', 'progress_status', 'assigned_to', 'student']) };
  return [
    heading(t('nav.cases'), admin && h('div.buttons', admin.handOverAll())),
    filters('#/cases', query, [
      { label: t('status'), name: 'status', type: 'select', value: ONGOING,
        options: [[ONGOING, t('ongoing')], ...choices('caseStatus')] },
      { label: t('field.progress_status'), name: 'progress_status', type: 'select',
        options: choices('progress') },
      { label: t('alert.whose'), name: 'assigned_to', type: 'select', options: [[user.user_id, t('alert.mine')]] },
    ]),
    news('case', signal, refresh),
    h('div.card', await pages(plainList(), '/api/interventions/cases/', { ...filter, limit: 30 }, caseRow,
      t('home.noCases'))),
  ];
}
