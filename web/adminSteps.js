import './adminText.js';
import { api } from './api.js';
import { h, fill } from './dom.js';
import { ago, ask, badge, button, field, say } from './parts.js';
import { options } from './people.js';
import { saveFile } from './saveFile.js';
import { t } from './text.js';

/** What only admins find on pages of all. */

const reasonField = (more = {}) => field({ label: t('reason'), name: 'reason', type: 'textarea', ...more });

/** Gives a case to somebody else, or declares it void. */
export function caseSteps(record, people, change, then) {
  const leaders = people.filter(({ role, user_id }) => role !== 'teacher' && user_id !== record.assigned_to.user_id);
  const handOver = () => ask({
    title: t('handOver.ask'), submit: t('handOver.ask'), then,
    fields: field({ label: t('handOver.to'), name: 'hand_over_to', type: 'select', options: options(leaders) }),
    send: ({ hand_over_to }) => change({ hand_over_to: Number(hand_over_to) }),
  });
  const voided = () => ask({
    title: t('case.void'), intro: t('case.voidMeans'), submit: t('case.void'), kind: 'danger', then,
    keep: `dialog/void/${record.case_id}`, fields: reasonField({ required: true }),
    send: ({ reason }) => change({ voided: true, reason }),
  });
  return [leaders.length > 0 && button(t('handOver.ask'), handOver),
    button(t('case.void'), voided, 'danger')];
}

/** As after a summer: each case is offered to who leads the student's classroom now. */
export const handOverAll = () => button(t('handOver.all'), () => ask({
  title: t('handOver.all'), intro: t('handOver.allMeans'), submit: t('handOver.ask'), fields: reasonField(),
  send: async ({ reason }) => {
    const { asked, left_out: leftOut } = await api.post('/api/interventions/hand-overs/', reason ? { reason } : {});
    say([t('handOver.askedFor', { n: asked }), leftOut > 0 && t('handOver.leftOut', { n: leftOut })].filter(Boolean).join(' '));
  },
}));

/** Everything about the student, for a family that asks. */
export const recordOf = ({ student_id, external_id }) => button(t('student.record'), () => ask({
  title: t('student.record'), intro: t('student.recordMeans'), submit: t('download'),
  fields: field({ label: t('purpose'), name: 'purpose', required: true, maxlength: 200 }),
  send: async ({ purpose }) => saveFile(await api.download(`/api/students/${student_id}/record/`, { purpose }),
    `student-${external_id ?? student_id}.json`),
}));

/** Restricted notes that are not for this admin: that they are there. In an emergency one is read, on record. */
export async function unreadNotes(caseId) {
  const { results } = await api.get(`/api/interventions/cases/${caseId}/restricted-notes/`);
  return results.length > 0 && h('div', h('h3', t('note.notYours')),
    h('ul.notes', { role: 'list' }, results.map(unreadItem)));
}

function unreadItem({ case_note_id, created_at }) {
  const body = h('p.body', { dir: 'auto' });
  return h('li.note.restricted',
    h('div', badge(t('note.restricted'), 'strong'), ' ', ago(created_at)), body,
    h('div.buttons', button(t('note.emergency'), async () => {
      const note = await ask({
        title: t('note.emergency'), intro: t('note.emergencyMeans'), submit: t('note.emergency'), kind: 'danger',
        fields: reasonField({ required: true, minlength: 10, maxlength: 2000 }),
        send: (entered) => api.post(`/api/interventions/notes/${case_note_id}/emergency-read/`, entered),
      });
      if (note) fill(body, h('b', { dir: 'auto' }, note.author.name), ': ', note.body);
    })));
}
