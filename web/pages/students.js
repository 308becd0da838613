import { address, api } from '../api.js';
import { chosen, filters } from '../filters.js';
import { h } from '../dom.js';
import { heading, pages, plainList } from '../parts.js';
import { t } from '../text.js';

/** The reader's students, by name. */
export default async function students({ query }) {
  const { results: classrooms } = await api.get('/api/classrooms/?limit=200');
  const filter = chosen(query, ['search', 'classroom']);
  return [
    heading(t('nav.students')),
    filters('#/students', query, [
      { label: t('search'), name: 'search', type: 'search', placeholder: t('student.search') },
      { label: t('classroom'), name: 'classroom', type: 'select',
        options: [['', t('any')], ...classrooms.map(({ classroom_id, name }) => [classroom_id, name])] },
    ]),
    h('div.card', {}, await pages(plainList(),
      (cursor) => api.get(address('/api/students/', { ...filter, cursor, limit: 50 })), studentRow,
      t('students.none'))),
  ];
}

const studentRow = ({ student_id, full_name, external_id, classroom }) =>
  h('li.row', {}, h('div.what', {},
    h('a.name', { href: `#/students/${student_id}`, dir: 'auto' }, full_name),
    h('div.muted', {}, [classroom?.name, external_id].filter(Boolean).join(' · '))));
