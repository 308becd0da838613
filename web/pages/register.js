import { api } from '../api.js';
import { h, fill } from '../dom.js';
import * as drafts from '../drafts.js';
import { watch, watchRecord } from '../live.js';
import { ago, badge, button, heading, section, table } from '../parts.js';
import { forget, registerForm } from '../registerForm.js';
import { moment, t, weekday } from '../text.js';

/** One class, one period: everybody is present until somebody says otherwise. */
export default async function register({ parameters, signal, refresh }) {
  const where = parameters.join('/');
  const { sheet, offline } = await sheetOf(where);
  if (sheet.may_take === false) return readOnly(sheet, where, signal, refresh);
  const waiting = (await drafts.load(`outbox/${where}`))?.value;
  const draft = (await drafts.load(`register/${where}`))?.value ?? waiting;
  const { element, merge, version } = registerForm({ sheet, draft, sent: waiting?.marks ?? draft?.sent, done: refresh });
  watch('outbox', signal, refresh);

  const stale = h('div', { role: 'status' });
  watchRecord('register', where, `/api/registers/${where}/`, signal, version, (now) =>
    fill(stale, h('p.notice', t('register.changed', { name: now.taken_by?.name ?? '' }), ' ',
      button(t('look'), async () => {
        await merge(now);
        fill(stale);
        element.elements[0].focus();
      }))));

  return [
    head(sheet),
    offline && !waiting && h('p.notice', { role: 'status' }, t('register.offline')),
    draft && h('p.notice', { role: 'status' }, t(draft === waiting ? 'register.later' : 'draft.restored'), ' ',
      button(t('draft.discard'), async () => { await forget(where); await refresh(); })),
    stale,
    h('div.card', element),
    sheet.corrections.length > 0 && corrections(sheet),
  ];
}

const head = (sheet) => [
  heading(`${sheet.subject} · ${sheet.classroom.name}`,
    h('p.muted', `${weekday(sheet.date)} · ${t('period', { n: sheet.period })}`),
    sheet.version ? badge(t('register.taken'), 'good') : badge(t('register.notTaken'), 'state-watch')),
  sheet.version > 0 && h('p.muted', h('bdi', sheet.taken_by?.name ?? ''), ' · ',
    ago(sheet.updated_at)),
];

/** For whoever leads the classroom and does not teach the class. */
function readOnly(sheet, where, signal, refresh) {
  watch('register', signal, ({ place }) => (!place || place === where) && refresh());
  return [
    head(sheet),
    h('p.notice', t('register.readOnly')),
    h('div.card', h('ul.rows', { role: 'list' }, sheet.students.map(({ full_name, mark }) => h('li.row',
      h('div.what', { dir: 'auto' }, full_name ?? t('student.hidden')),
      mark && badge(t(`mark.${mark}`), { present: 'good', absent: 'state-tier3', late: 'state-watch' }[mark] ?? 'quiet'))))),
    sheet.corrections.length > 0 && corrections(sheet),
  ];
}

/** The register as it is now, or, without a line, as the device has kept it. */
async function sheetOf(where) {
  const name = `sheet/${where}`;
  const kept = await drafts.load(name);
  try {
    const sheet = await api.get(`/api/registers/${where}/`, kept);
    await drafts.save(name, sheet);
    return { sheet };
  } catch (problem) {
    if (problem.type !== 'offline' || !kept) throw problem;
    return { sheet: kept.value, offline: true };
  }
}

function corrections({ corrections, students }) {
  const names = Object.fromEntries(students.map(({ student_id, full_name }) => [student_id, full_name]));
  const row = ({ student_id, former_mark, mark, reason, corrected_by, corrected_at }) => h('tr',
    h('td', { dir: 'auto' }, names[student_id] ?? t('student.hidden')),
    h('td', t(`mark.${former_mark}`)), h('td', t(`mark.${mark}`)),
    h('td', { dir: 'auto' }, reason ?? '–'), h('td', { dir: 'auto' }, corrected_by?.name ?? '–'),
    h('td', moment(corrected_at)));
  const head = [t('student'), t('register.was'), t('register.is'), t('reason'), t('who'), t('when')];
  return section(t('register.corrections'), table(t('register.corrections'), head, corrections.map(row)));
}
