import { report } from './auditTrail.js';
import { h, uniqueId } from './dom.js';
import * as drafts from './drafts.js';
import { changes, compare } from './merge.js';
import { ago } from './parts.js';
import { t } from './text.js';

/**
 * Where both changed something, shows theirs beside mine, field by field, and asks where it is the same. Answers what
 * is to be written on top of theirs, or nothing when the reader goes back.
 *
 * `fields`: `{name, label, show, long}`; `show` words a value, `long` marks running text, of which one can keep both.
 * `about`: the record, for the audit trail.
 */
export async function resolve({ fields, base, theirs, mine, who, when, about, submit = t('conflict.merge') }) {
  const rows = compare(fields.map(({ name }) => name), base, theirs, mine);
  const has = (kind) => rows.some((row) => row.kind === kind);
  if (!has('overlap') && !(has('mine') && has('theirs'))) return changes(rows);
  rows.sort((one, other) => (other.kind === 'overlap') - (one.kind === 'overlap'));
  const byName = Object.fromEntries(fields.map((field) => [field.name, field]));

  return new Promise((decide) => {
    let decided;
    const id = uniqueId();
    const choices = {};
    const form = h('form', {
      onsubmit(event) {
        event.preventDefault();
        decided = changes(rows, choices);
        drafts.list('both/').then((all) => all.map(({ name }) => drafts.remove(name)));
        report('CONFLICT_RESOLVED', about);
        dialog.close();
      },
    },
      h('div', rows.map((row) => version(row, byName[row.field], choices))),
      h('div.buttons', h('button.button.primary', { type: 'submit' }, submit),
        h('button.button', { type: 'button', onclick: () => dialog.close() }, t('conflict.back'))));
    const dialog = h('dialog.conflict', { 'aria-labelledby': id, onclose: () => { dialog.remove(); decide(decided); } },
      h('h2', { id }, t('conflict.title')),
      h('p', who ? t('conflict.by', { name: `\u2068${who}\u2069` }) : t('conflict.somebody'), ' ',
        when && ago(when)),
      h('p', t(has('overlap') ? 'conflict.asks' : 'conflict.apart')),
      form);
    document.body.append(dialog);
    dialog.showModal();
    report('CONFLICT_SHOWN', about);
  });
}

function version({ field, base, theirs, mine, kind }, { label, show = (value) => value || '–', long }, choices) {
  const id = uniqueId();
  const cell = (name, value, ...more) =>
    h(`div.version.${name}`, h('span.muted', t(`conflict.${name}`)),
      h('div.value', { id: `${id}-${name}`, dir: 'auto' }, show(value)), more);
  const choose = (name, value) => h('label',
    h('input', { type: 'radio', name: id, required: true, 'aria-describedby': `${id}-${name}`,
      onchange: () => (choices[field] = value) }), ' ',
    t('conflict.keep'));
  const cells = kind === 'overlap'
    ? [cell('base', base), cell('theirs', theirs, choose('theirs', theirs)), cell('mine', mine, choose('mine', mine)),
      long && together(id, field, theirs, mine, choices)]
    : [cell('base', base), kind !== 'mine' && cell('theirs', theirs), kind !== 'theirs' && cell('mine', mine)];
  return h(`section.field-versions.${kind}`, { role: 'group', 'aria-labelledby': `${id}-label` },
    h('h3', { id: `${id}-label` }, h('bdi', label), ' ',
      h('span.badge.quiet', t(`conflict.kind.${kind}`))), h('div.cells', cells));
}

/** Both texts, to be put right by hand; on the disk by what it began with, until it is decided. */
function together(group, field, theirs, mine, choices) {
  const both = `${theirs}\n\n${mine}`;
  const name = `both/${both}`;
  const text = h('textarea', { id: `${group}-together`, rows: 4, dir: 'auto', 'aria-label': t('conflict.together'),
    value: both });
  drafts.load(name).then((kept) => kept && (text.value = kept.value));
  const radio = h('input', { type: 'radio', name: group, required: true, 'aria-describedby': text.id,
    onchange: () => (choices[field] = text.value) });
  text.addEventListener('input', () => {
    radio.checked = true;
    drafts.save(name, (choices[field] = text.value));
  });
  return h('div.version.together', h('span.muted', t('conflict.together')), text,
    h('label', radio, ' ', t('conflict.keep')));
}
