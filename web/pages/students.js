import { api } from '../api.js';
import { chosen, filters } from '../filters.js';
import { h } from '../dom.js';
import { heading, pages, plainList, row } from '../parts.js';
import { t } from '../text.js';

export default async function students({ query }) {
  const { results: classrooms } = await api.get('/api/classrooms/?limit=200');
  const filter = chosen(query, ['search', 'classroom']);
  return [
    heading(t('nav.students')),
    filters('#/students', query, [
      { label: t('search'), name: 'search', type: 'search', placeholder: t('name') },
      { label: t('classroom'), name: 'classroom', type: 'select',
        options: classrooms.map(({ classroom_id, name }) => [classroom_id, name]) },
    ]),
    h('div.card', await pages(plainList(), '/api/students/', { ...filter, limit: 50 }, studentRow,
      t('none.students'))),
  ];
}

const studentRow = ({ student_id, full_name, external_id, classroom }) =>
  row([
    h('a.name', { href: `#/students/${student_id}`, dir: 'auto' }, full_name),
    h('div.muted', [classroom?.name, external_id].filter(Boolean).join(' · '))]);
