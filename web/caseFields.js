import { day, has, moment, t, word } from './text.js';

/** The fields of a case that people edit, in the order of the form. */

export const fields = [
  { name: 'status', show: word('caseStatus') },
  { name: 'progress_status', show: word('progress') },
  { name: 'tier', show: (n) => t('tier', { n: Number(n) }) },
  { name: 'follow_up_date', show: day },
  { name: 'review_date', show: day },
  { name: 'goal', long: true },
  { name: 'strategies', long: true },
  { name: 'outcome_notes', long: true },
  { name: 'resolution_notes', long: true },
].map((field) => ({ ...field, label: t(`field.${field.name}`) }));

export const names = fields.map(({ name }) => name);

export const pick = (record) => Object.fromEntries(names.map((name) => [name, record[name]]));

/** `[[label, text]…]` of what was edited, as a draft has it. */
export const editedIn = ({ value: { base, values } }) =>
  fields.filter(({ name }) => (base[name] ?? '') !== (values[name] ?? '')).map(({ name, label }) =>
    [label, show(name, values[name])]);

export const label = (name) => (has(`field.${name}`) ? t(`field.${name}`) : name.replaceAll('_', ' '));

/** A value of the history in words. `nameOf` names people. */
export function show(name, value, nameOf) {
  if (value === null || value === undefined || value === '' || value.length === 0) return '–';
  const field = fields.find((field) => field.name === name);
  if (field?.show) return field.show(value);
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (/_(at|on|date|until)$/.test(name)) return name.endsWith('_at') ? moment(value) : day(value);
  if (/^(assigned_to|team|hand_over_to)$/.test(name) && nameOf) return [value].flat().map(nameOf).join(', ');
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

/** Where a case can go, itself included. */
export const statuses = (status, user) => [status, ...(user.role === 'admin' ? adminMoves : moves)[status]];
