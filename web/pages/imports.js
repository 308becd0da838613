import '../adminText.js';
import { address, api } from '../api.js';
import { h } from '../dom.js';
import { ago, badge, field, form, heading, pages, plainList, row, section } from '../parts.js';
import { choices, t } from '../text.js';

export default async function imports() {
  return [
    heading(t('nav.imports')),
    section(t('import.upload'), form({
      submit: t('import.upload'),
      fields: [
        field({ label: t('import.kind'), name: 'kind', type: 'select', options: choices('importKind') }),
        field({ label: t('import.file'), name: 'file', type: 'file', accept: '.csv,text/csv', required: true,
          help: t('import.fileMeans') }),
      ],
      async send({ kind, file }) {
        const { import_batch_id } = await api.upload(address('/api/imports/', { kind, file_name: file.name }), file);
        location.hash = `#/imports/${import_batch_id}`;
      },
    })),
    section(t('import.earlier'), await pages(plainList(), '/api/imports/', { limit: 20 }, importRow, t('imports.none'))),
  ];
}

const importRow = ({ import_batch_id, kind, file_name, state, counts, requested_by, created_at }) =>
  row([
    h('div', h('a.sentence', { href: `#/imports/${import_batch_id}`, dir: 'auto' },
      `${t(`importKind.${kind}`)} · ${file_name}`), ' ',
      badge(t(`importState.${state}`), state === 'failed' ? 'state-tier3' : 'quiet')),
    h('div.muted', h('bdi', requested_by.name ?? ''), ' · ', ago(created_at),
      counts?.rows ? ` · ${t('import.rows', { n: counts.rows })}` : '')]);
