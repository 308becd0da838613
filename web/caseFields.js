import { day, has, t } from './text.js';

/** The fields of a case that people edit, in the order of the form, and how their values are worded. */

const word = (prefix) => (value) => (value ? t(`${prefix}.${value}`) : '–');
const date = (value) => day(value);

export const fields = [
  { name: 'status', show: word('caseStatus') },
  { name: 'progress_status', show: word('progress') },
  { name: 'tier', show: (n) => t('tier', { n: Number(n) }) },
  { name: 'follow_up_date', show: date },
  { name: 'review_date', show: date },
  { name: 'goal', long: true },
  { name: 'strategies', long: true },
  { name: 'outcome_notes', long: true },
  { name: 'resolution_notes', long: true },
].map((field) => ({ ...field, label: t(`field.${field.name}`) }));

export const names = fields.map(({ name }) => name);

/** Of a record, what the form edits. */
export const pick = (record) => Object.fromEntries(names.map((name) => [name, record[name]]));

export const label = (name) => (has(`field.${name}`) ? t(`field.${name}`) : name.replaceAll('_', ' '));

/** The value of any field, as the history has it. */
export function show(name, value) {
  const field = fields.find((field) => field.name === name);
  if (value === null || value === undefined || value === '') return '–';
  if (field?.show) return field.show(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const moves = {
  open: ['in_progress', 'awaiting_parent', 'escalated_to_admin', 'closed'],
  in_progress: ['awaiting_parent', 'escalated_to_admin', 'closed'],
  awaiting_parent: ['in_progress', 'escalated_to_admin', 'closed'],
  escalated_to_admin: [],
  closed: [],
};
const adminMoves = { ...moves, escalated_to_admin: ['in_progress', 'closed'], closed: ['open'] };

/** Where a case can go from its status, itself included. */
export const statuses = (status, user) => [status, ...(user.role === 'admin' ? adminMoves : moves)[status]];
