import '../adminText.js';
import { api } from '../api.js';
import { report } from '../auditTrail.js';
import { h } from '../dom.js';
import { field, form, heading, say, section } from '../parts.js';
import { saveFile } from '../saveFile.js';
import { choices, t, today } from '../text.js';

/** Files for other programs. Each goes on record with its purpose. */
export default async function exports({ query }) {
  return [
    heading(t('nav.exports')),
    section(t('export.title'), h('p.muted', t('export.means')), form({
      submit: t('download'),
      fields: [
        field({ label: t('export.kind'), name: 'kind', type: 'select', value: query.get('kind'),
          options: choices('exportKind') }),
        h('div.grid', field({ label: t('from'), name: 'from', type: 'date', max: today() }),
          field({ label: t('to'), name: 'to', type: 'date', max: today() })),
        field({ label: t('purpose'), name: 'purpose', required: true, maxlength: 200, help: t('export.purposeMeans') }),
      ],
      async send({ kind, purpose, from, to }) {
        report('EXPORT_REQUESTED', { kind });
        saveFile(await api.download(`/api/exports/${kind}/`, { purpose, from, to }), `${kind}-${today()}.csv`);
        say(t('export.done'));
      },
    })),
  ];
}
