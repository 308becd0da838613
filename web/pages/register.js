import { api } from '../api.js';
import { report } from '../auditTrail.js';
import { resolve } from '../conflict.js';
import { h, fill } from '../dom.js';
import * as drafts from '../drafts.js';
import { watch } from '../live.js';
import { onSent, post } from '../outbox.js';
import { ago, badge, button, clearProblem, field, heading, say, section, showProblem, table } from '../parts.js';
import { moment, t, today, weekday } from '../text.js';

const MARKS = ['present', 'late', 'absent', 'excused'];

/** One class, one period: everybody is present until somebody says otherwise. */
export default async function register({ parameters: [classId, date, period], user, signal, refresh }) {
  const where = `${classId}/${date}/${period}`;
  const { sheet, offline } = await sheetOf(where);
  const waiting = (await drafts.load(`outbox/${where}`))?.value;
  const draft = (await drafts.load(`register/${where}`))?.value ?? waiting;
  onSent(signal, refresh);
  const known = Object.fromEntries(sheet.students.map(({ student_id, mark }) => [student_id, mark ?? 'present']));
  // The draft may be older than the list of students: whoever left is not marked, whoever came is present.
  const drafted = Object.fromEntries((draft?.marks ?? []).filter(({ student_id }) => student_id in known).map(({ student_id, mark }) => [student_id, mark]));
  const work = { version: draft?.version ?? sheet.version, base: draft?.base ?? known, marks: { ...known, ...drafted }, reason: draft?.reason ?? '' };
  const late = date < today() && sheet.version > 0;

  const outgoing = () => ({
    class_id: sheet.class_id, date, period: sheet.period, subject: sheet.subject, classroom: sheet.classroom,
    version: work.version, base: work.base, reason: work.reason || null,
    marks: Object.entries(work.marks).map(([student_id, mark]) => ({ student_id: Number(student_id), mark })),
  });
  const keep = () => drafts.save(`register/${where}`, outgoing());

  const summary = h('p.summary', { role: 'status' });
  const count = () => fill(summary, MARKS.map((mark) => h(`span.count.mark-${mark}`, {}, t(`mark.${mark}`), ' ',
    h('b', {}, t('number', { n: Object.values(work.marks).filter((given) => given === mark).length })))));
  count();

  async function save() {
    const sent = outgoing();
    try {
      await api.put(`/api/registers/${where}/`, { version: sent.version, marks: sent.marks, reason: sent.reason });
      await forget(where);
      say(t('register.saved'));
      await refresh();
    } catch (problem) {
      if (problem.type === 'offline') {
        await post(sent);
        await refresh();
      } else if (problem.type === 'version-conflict') await merge(problem);
      else throw problem;
    }
  }

  async function merge({ current, currentVersion }) {
    const theirs = Object.fromEntries(current.students.map(({ student_id, mark }) => [student_id, mark ?? 'present']));
    const names = Object.fromEntries(current.students.map(({ student_id, full_name }) => [student_id, full_name]));
    const fields = Object.keys(theirs).map((id) => ({ name: id, label: names[id], show: (mark) => (mark ? t(`mark.${mark}`) : '–') }));
    const mine = Object.fromEntries(Object.keys(theirs).map((id) => [id, work.marks[id] ?? theirs[id]]));
    report('CONFLICT_SHOWN', { register: where });
    const decided = await resolve({ fields, base: work.base, theirs, mine, who: current.taken_by?.name, when: current.updated_at });
    if (!decided) return;
    report('CONFLICT_RESOLVED', { register: where });
    work.version = currentVersion;
    work.base = theirs;
    work.marks = { ...theirs, ...decided };
    await keep();
    if (Object.keys(decided).length) await save();
    else await settle();
  }

  async function settle() {
    await forget(where);
    say(t('conflict.nothing'));
    await refresh();
  }

  const mayTake = user.role !== 'form_master';
  const stale = h('div', { role: 'status' });
  watch('register', signal, async () => {
    const now = await api.get(`/api/registers/${where}/`);
    if (now.version > work.version) fill(stale, h('p.notice', {}, t('register.changed', { name: now.taken_by?.name ?? '' }), ' ', button(t('look'), () => merge({ current: now, currentVersion: now.version }))));
  });

  const sheetForm = h('form.register', {
    async onchange({ target }) {
      if (target.name === 'reason') work.reason = target.value;
      else work.marks[target.name] = target.value;
      count();
      await keep();
    },
    async onsubmit(event) {
      event.preventDefault();
      clearProblem(sheetForm);
      await save().catch((problem) => showProblem(sheetForm, problem));
    },
  },
    h('ul.rows', { role: 'list' }, sheet.students.map((student) => studentRow(student, work.marks[student.student_id], mayTake))),
    late && mayTake && field({ label: t('register.reason'), name: 'reason', type: 'textarea', value: work.reason, required: true, help: t('register.reasonWhy') }),
    h('div.bottom', {}, summary, mayTake && h('button.button.primary', { type: 'submit' }, t('register.save'))));

  return [
    heading(`${sheet.subject} · ${sheet.classroom.name}`, h('p.muted', {}, `${weekday(date)} · ${t('period', { n: sheet.period })}`),
      sheet.version ? badge(t('register.taken'), 'good') : badge(t('register.notTaken'), 'state-watch')),
    sheet.version > 0 && h('p.muted', {}, h('span', { dir: 'auto' }, sheet.taken_by?.name ?? ''), ' · ', ago(sheet.updated_at)),
    offline && h('p.notice', { role: 'status' }, t('register.offline')),
    draft && h('p.notice', { role: 'status' }, t(draft === waiting ? 'register.later' : 'draft.restored'), ' ', button(t('draft.discard'), async () => { await forget(where); await refresh(); })),
    stale,
    h('div.card', {}, sheetForm),
    sheet.corrections.length > 0 && corrections(sheet),
  ];
}

async function sheetOf(where) {
  try {
    const sheet = await api.get(`/api/registers/${where}/`);
    await drafts.save(`sheet/${where}`, sheet);
    return { sheet };
  } catch (problem) {
    const kept = problem.type === 'offline' && (await drafts.load(`sheet/${where}`));
    if (!kept) throw problem;
    return { sheet: kept.value, offline: true };
  }
}

async function forget(where) {
  await drafts.remove(`register/${where}`);
  await drafts.remove(`outbox/${where}`);
}

const studentRow = ({ student_id, full_name }, given, mayTake) =>
  h('li', {}, h('fieldset.marks', { disabled: !mayTake },
    h('legend', { dir: 'auto' }, full_name),
    h('span.choices', {}, MARKS.map((mark) => h(`label.mark-${mark}`, { title: t(`mark.${mark}`) },
      h('input', { type: 'radio', name: student_id, value: mark, checked: mark === given, 'aria-label': t(`mark.${mark}`) }),
      h('span', { 'aria-hidden': 'true' }, t(`mark.${mark}.short`)))))));

function corrections({ corrections, students }) {
  const names = Object.fromEntries(students.map(({ student_id, full_name }) => [student_id, full_name]));
  return section(t('register.corrections'), table(t('register.corrections'),
    [t('student'), t('register.was'), t('register.is'), t('reason'), t('who'), t('when')],
    corrections.map((one) => h('tr', {},
      h('td', { dir: 'auto' }, names[one.student_id] ?? t('student.hidden')), h('td', {}, t(`mark.${one.former_mark}`)), h('td', {}, t(`mark.${one.mark}`)),
      h('td', { dir: 'auto' }, one.reason ?? '–'), h('td', { dir: 'auto' }, one.corrected_by?.name ?? '–'), h('td', {}, moment(one.corrected_at))))));
}
