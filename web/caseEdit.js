import { api } from './api.js';
import { report } from './auditTrail.js';
import { names, fields, pick, statuses } from './caseFields.js';
import { resolve } from './conflict.js';
import { h, fill } from './dom.js';
import * as drafts from './drafts.js';
import { watch } from './live.js';
import { Stay } from './onVersion.js';
import { button, field, form, say, values } from './parts.js';
import { choices, t } from './text.js';

/**
 * The form of a case. What is typed is on the disk at once, with the version it is based on; it stays there until the
 * server has it, whatever happens in between.
 */
export function caseForm({ record, draft, user, signal, done }) {
  const path = `/api/interventions/cases/${record.case_id}/`;
  const name = `case/${record.case_id}`;
  let { version, base } = draft ?? { version: record.version, base: pick(record) };
  const typed = { ...base, ...draft?.values };

  const options = {
    status: statuses(base.status, user).map((key) => [key, t(`caseStatus.${key}`)]),
    progress_status: choices('progress'),
    tier: [1, 2, 3].map((n) => [n, t('tier', { n })]),
  };
  const control = ({ name, label, long }) => field({
    name, label, value: typed[name], options: options[name],
    type: options[name] ? 'select' : long ? 'textarea' : 'date',
    maxlength: long ? 10_000 : null,
  });

  const stale = h('div', { role: 'status' });
  const reason = field({ label: t('reason'), name: 'reason', type: 'textarea', help: t('case.reasonWhy') });
  const element = form({
    submit: t('save'), send: save,
    fields: [stale, h('div.grid', {}, fields.filter(({ long }) => !long).map(control)),
      fields.filter(({ long }) => long).map(control),
      base.status === 'closed' && reason],
    beside: button(t('draft.discard'), discard),
  });
  element.addEventListener('input', () => drafts.save(name, { version, base, values: mine() }));

  const mine = () => {
    const entered = values(element);
    return { ...Object.fromEntries(names.map((key) => [key, entered[key]])), tier: Number(entered.tier) };
  };
  const changed = (from, to) => Object.fromEntries(names.filter((key) =>
    (from[key] ?? '') !== (to[key] ?? '')).map((key) => [key, to[key]]));

  async function save(entered) {
    const wanted = changed(base, mine());
    if (Object.keys(wanted).length) await send(entered.reason ? { ...wanted, reason: entered.reason } : wanted);
    await finish(Object.keys(wanted).length && t('saved'));
  }

  /** Writes, and asks as often as somebody else was faster. */
  async function send(wanted) {
    try {
      return await api.patch(path, { ...wanted, version });
    } catch (problem) {
      if (problem.type !== 'version-conflict') throw problem;
      const decided = await merge(problem.current);
      if (!decided) throw new Stay();
      if (Object.keys(decided).length) await send(wanted.reason ? { ...decided, reason: wanted.reason } : decided);
    }
  }

  /** Puts mine on top of theirs, in the form and in the draft. */
  async function merge(current, submit) {
    const theirs = pick(current);
    const { who, when } = await lastChange(path, current.version);
    report('CONFLICT_SHOWN', { case_id: record.case_id });
    const decided = await resolve({ fields, base, theirs, mine: mine(), who, when, submit });
    if (!decided) return null;
    report('CONFLICT_RESOLVED', { case_id: record.case_id });
    ({ version } = current);
    base = theirs;
    for (const key of names) element.elements[key].value = (key in decided ? decided : theirs)[key] ?? '';
    await drafts.save(name, { version, base, values: { ...theirs, ...decided } });
    fill(stale);
    return decided;
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

  watch('case', signal, async (event) => {
    if (event.id !== record.case_id || event.version <= version || !element.isConnected) return;
    fill(stale, h('p.notice', {}, t('case.changedMeanwhile'), ' ',
      button(t('conflict.compare'), async () => merge(await api.get(path), t('conflict.take')))));
  });
  return element;
}

/** Who is to be named as the other one. */
async function lastChange(path, version) {
  try {
    const { results } = await api.get(`${path}history/?limit=10`);
    const event = results.find((event) => event.version === version) ?? results[0];
    return { who: event.user?.name, when: event.occurred_at };
  } catch {
    return {};
  }
}
