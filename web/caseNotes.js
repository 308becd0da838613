import { api } from './api.js';
import { leftOver } from './caseParts.js';
import { h, fill } from './dom.js';
import * as drafts from './drafts.js';
import { keepDraft } from './formDraft.js';
import { livePart } from './live.js';
import { badge, button, field, form, later, pages, plainList, say, section } from './parts.js';
import { choosePeople, chosenOf } from './people.js';
import { choices, moment, noon, t, today } from './text.js';

export async function notes(record, { mayWrite, admin, people, signal, changed }) {
  const path = `/api/interventions/cases/${record.case_id}/notes/`;
  const draft = await drafts.load(`note/${record.case_id}`);
  return section(t('notes'),
    mayWrite ? await noteForm(record, path, people, changed)
      : draft && leftOver(draft, [[t('note.body'), draft.value.body]], changed),
    await livePart('note', signal, () => pages(plainList('ul.notes'), path, { limit: 20 }, noteItem, t('none.notes')),
      ({ id }) => id === record.case_id),
    admin && later(admin.unreadNotes(record.case_id)));
}

async function noteForm(record, path, people, changed) {
  const name = `note/${record.case_id}`;
  const kind = field({ label: t('note.kind'), name: 'kind', type: 'select', value: 'note',
    options: choices('note.kind') });
  const outcome = field({ label: t('field.outcome_notes'), name: 'outcome', type: 'select',
    options: choices('note.outcome') });
  const made = today();
  const on = field({ label: t('when'), name: 'on', type: 'date', value: made, max: made });
  const progress = field({ label: t('field.progress_status'), name: 'progress', type: 'select',
    options: [['', t('unchanged')], ...choices('progress')] });
  const restricted = field({ label: t('note.restricted'), name: 'restricted', type: 'checkbox',
    help: t('note.restrictMeans') });
  const readers = choosePeople(t('note.readers'), people, { prefix: 'reader-' });

  const element = form({
    submit: t('note.add'),
    fields: [
      field({ label: t('note.body'), name: 'body', type: 'textarea', required: true, maxlength: 10_000 }),
      h('details', h('summary', t('note.more')), h('div.grid', kind, outcome, on, progress), restricted,
        readers),
    ],
    async send(entered) {
      const named = chosenOf(people, entered, 'reader-');
      await api.create(path, {
        body: entered.body, kind: entered.kind,
        ...(entered.kind === 'contact' && { outcome: entered.outcome }),
        ...(entered.on !== made && entered.on && { occurred_at: noon(entered.on) }),
        ...(entered.progress && { progress: entered.progress }),
        ...(entered.restricted && { restricted: true, named_user_ids: named }),
      });
      await drafts.remove(name);
      say(t('note.added'));
      element.reset();
      await changed();
    },
  });
  const follow = () => {
    outcome.hidden = element.elements.kind.value !== 'contact';
    readers.hidden = !element.elements.restricted.checked;
  };
  await keepDraft(element, name);
  element.addEventListener('change', follow);
  follow();
  return element;
}

function noteItem(note) {
  const body = h('p.body', { dir: 'auto' }, note.body ?? t('note.isRestricted'));
  const read = note.restricted && button(t('note.read'), async () => {
    fill(body, (await api.get(`/api/interventions/notes/${note.case_note_id}/`)).body);
    read.remove();
  });
  return h(`li.note${note.restricted ? '.restricted' : ''}`,
    h('div.muted', h('b', { dir: 'auto' }, note.author.name), ' · ', moment(note.occurred_at)),
    h('div', note.kind !== 'note' && badge(t(`note.kind.${note.kind}`), 'quiet'), ' ',
      note.outcome && badge(t(`note.outcome.${note.outcome}`), note.outcome === 'reached' ? 'good' : 'state-watch'),
      ' ',
      note.progress && badge(t(`progress.${note.progress}`), 'quiet'), ' ',
      note.restricted && badge(t('note.restricted'), 'strong')),
    body, read);
}
