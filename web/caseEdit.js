import { api } from './api.js';
import { report } from './auditTrail.js';
import { names, fields, pick, statuses } from './caseFields.js';
import { h, fill } from './dom.js';
import * as drafts from './drafts.js';
import { values } from './formDraft.js';
import { watchRecord } from './live.js';
import { onVersionOrMerged } from './onVersion.js';
import { button, field, form, say } from './parts.js';
import { choices, t } from './text.js';

/** What is typed is on the disk at once, with the version it is based on, until the server has it. */
export function caseForm({ record, draft, user, signal, done }) {
  const path = `/api/interventions/cases/${record.case_id}/`;
  const name = `case/${record.case_id}`;
  let { version, base } = draft ?? { version: record.version, base: pick(record) };
  const typed = { ...base, ...draft?.values };

  const statusOptions = (now) => [...new Set([...statuses(base.status, user), now])].map((key) =>
    [key, t(`caseStatus.${key}`)]);
  const options = {
    status: statusOptions(typed.status),
    progress_status: choices('progress'),
    tier: [1, 2, 3].map((n) => [n, t('tier', { n })]),
  };
  const control = ({ name, label, long }) => field({
    name, label, value: typed[name], options: options[name],
    type: options[name] ? 'select' : long ? 'textarea' : 'date',
    maxlength: name === 'goal' ? 2000 : long ? 10_000 : null,
  });

  const stale = h('div', { role: 'status' });
  const reason = field({ label: t('reason'), name: 'reason', type: 'textarea', value: typed.reason,
    help: t('case.reasonWhy') });
  const element = form({
    submit: t('save'), send: save,
    fields: [stale, h('div.grid', fields.filter(({ long }) => !long).map(control)),
      fields.filter(({ long }) => long).map(control),
      base.status === 'closed' && reason],
    beside: button(t('draft.discard'), discard),
  });
  element.addEventListener('input', () => drafts.save(name, { version, base, values: mine() }));

  const mine = () => {
    const entered = values(element);
    return { ...entered, tier: Number(entered.tier) };
  };
  const changed = (from, to) => Object.fromEntries(names.filter((key) =>
    (from[key] ?? '') !== (to[key] ?? '')).map((key) => [key, to[key]]));

  const { write, merge } = onVersionOrMerged({ ...base, version }, (changes) => api.patch(path, changes), fields, {
    read: pick,
    who: (current) => lastChange(record.case_id, current.version),
    merged(now) {
      ({ version, base } = now);
      fill(element.elements.status, statusOptions(now.values.status).map(([value, text]) =>
        h('option', { value }, text)));
      for (const key of names) element.elements[key].value = now.values[key] ?? '';
      fill(stale);
      // Where the button was that asked for it.
      element.elements[0].focus();
      return drafts.save(name, { ...now, values: mine() });
    },
  });

  async function save({ reason }) {
    const wanted = changed(base, mine());
    const something = Object.keys(wanted).length > 0;
    if (something) await write(reason ? { ...wanted, reason } : wanted);
    await finish(something && t('saved'));
  }

  async function discard() {
    report('CASE_EDIT_ABANDONED', { case_id: record.case_id });
    await finish();
  }

  async function finish(text) {
    await drafts.remove(name);
    if (text) say(text);
    await done();
  }

  watchRecord('case', record.case_id, path, signal, () => version, () =>
    fill(stale, h('p.notice', t('case.changedMeanwhile'), ' ',
      button(t('conflict.compare'), async () => merge(await api.get(path), mine(), t('conflict.take'))))));
  return element;
}

async function lastChange(id, version) {
  const path = `/api/interventions/cases/${id}/history/?limit=10`;
  const { results } = await api.get(path).catch(() => ({ results: [] }));
  const event = results.find((event) => event.version === version) ?? results[0];
  return { who: event?.user?.name, when: event?.occurred_at, about: { case_id: id } };
}
