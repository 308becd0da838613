import { api } from './api.js';
import { h, fill } from './dom.js';
import * as drafts from './drafts.js';
import { onVersionOrMerged, Stay } from './onVersion.js';
import { marksOf, place, post } from './outbox.js';
import { field, say, submit } from './parts.js';
import { choices, number, t, today, word } from './text.js';

const listOf = (marks) =>
  Object.entries(marks).map(([student_id, mark]) => ({ student_id: Number(student_id), mark }));

/**
 * What somebody wants the register to say: the draft they left, or everybody present. The draft may be older than the
 * list of students: whoever left is not marked, whoever came is present.
 */
function workOn(sheet, draft) {
  const known = marksOf(sheet.students);
  const kept = (draft?.marks ?? []).filter(({ student_id }) => student_id in known);
  return {
    version: draft?.version ?? sheet.version,
    base: draft?.base ?? known,
    marks: { ...known, ...marksOf(kept) },
    reason: draft?.reason ?? '',
  };
}

export async function forget(where) {
  await drafts.remove(`register/${where}`);
  await drafts.remove(`outbox/${where}`);
}

/**
 * The form of a register: `element`, `version`, and `merge`, which puts what was marked on top of what somebody else
 * saved. Each tap is on the disk at once. `sent` are the marks that went to the outbox before: nobody else's.
 */
export function registerForm({ sheet, draft, sent, done }) {
  const where = place(sheet);
  const work = workOn(sheet, draft);
  const outgoing = () => ({
    class_id: sheet.class_id, date: sheet.date, period: sheet.period, subject: sheet.subject,
    classroom: sheet.classroom, version: work.version, base: work.base, reason: work.reason || null,
    marks: listOf(work.marks), sent,
  });
  const keep = () => drafts.save(`register/${where}`, outgoing());

  const reason = field({ label: t('register.reason'), name: 'reason', type: 'textarea', value: work.reason,
    help: t('register.reasonWhy') });
  const text = reason.querySelector('textarea');
  /** Whether the reason is still to be given: a correction after the day needs one. */
  const lacksReason = () => {
    text.required = sheet.date < today() && work.version > 0;
    reason.hidden = !text.required;
    return text.required && !text.value;
  };

  const summary = h('p.summary', { role: 'status' });
  const count = () => fill(summary, choices('mark').map(([mark, name]) => h('span', name, ' ',
    h('b', number(Object.values(work.marks).filter((given) => given === mark).length)))));

  const fields = sheet.students.map(({ student_id, full_name }) =>
    ({ name: String(student_id), label: full_name, show: word('mark') }));
  const based = { version: work.version, students: listOf(work.base) };
  const { write, merge } = onVersionOrMerged(based, send, fields, {
    read: ({ students }) => marksOf(students),
    own: sent && marksOf(sent),
    who: ({ taken_by, updated_at }) =>
      ({ who: taken_by?.name, when: updated_at, about: { class_id: sheet.class_id } }),
    merged({ version, base, values }) {
      Object.assign(work, { version, base, marks: values });
      for (const { name } of fields) element.elements.namedItem(name).value = values[name];
      count();
      lacksReason();
      return keep();
    },
  });

  async function send({ version }) {
    if (lacksReason()) {
      text.focus();
      throw new Stay();
    }
    await api.put(`/api/registers/${where}/`, { version, marks: listOf(work.marks), reason: work.reason || null }, true);
  }

  async function save() {
    try {
      await write(work.marks);
      await forget(where);
      say(t('register.saved'));
    } catch (problem) {
      if (problem.type !== 'offline') throw problem;
      await post(outgoing());
    }
    await done();
  }

  const press = h('button.button.primary', { type: 'submit' }, t('register.save'));
  const element = h('form.register', {
    async oninput({ target }) {
      if (target === text) work.reason = text.value;
      else work.marks[target.name] = target.value;
      count();
      await keep();
    },
    onsubmit: (event) => submit(event, element, press, save),
  },
    h('ul.rows', { role: 'list' }, sheet.students.map((one) => studentRow(one, work.marks[one.student_id]))),
    reason,
    h('div.bottom', summary, press));
  count();
  lacksReason();
  return { element, version: () => work.version, merge: (current) => merge(current, work.marks, t('conflict.take')) };
}

const studentRow = ({ student_id, full_name }, given) =>
  h('li', h('fieldset.marks',
    h('legend', { dir: 'auto' }, full_name),
    h('span.choices', choices('mark').map(([mark, name]) => h(`label.mark-${mark}`, { title: name },
      h('input', { type: 'radio', name: student_id, value: mark, checked: mark === given, 'aria-label': name }),
      h('span', { 'aria-hidden': 'true' }, t(`short.${mark}`)))))));
