import { h } from './dom.js';
import * as drafts from './drafts.js';
import { t } from './text.js';

/** By name. Empty dates and numbers are null. */
export function values(form) {
  const result = {};
  for (const { name, type, value, checked, valueAsNumber, files } of form.elements) {
    if (!name || (type === 'radio' && !checked)) continue;
    result[name] =
      type === 'checkbox' ? checked
      : type === 'number' ? (Number.isNaN(valueAsNumber) ? null : valueAsNumber)
      : type === 'file' ? files[0]
      : type === 'date' ? value || null
      : value;
  }
  return result;
}

/** Keeps what is typed on the disk, and puts back what was left there. */
export async function keepDraft(form, name) {
  const untouched = JSON.stringify(values(form));
  const draft = await drafts.load(name);
  for (const [key, value] of Object.entries(draft?.value ?? {})) {
    const control = form.elements[key];
    if (control?.type === 'checkbox') control.checked = value;
    else if (control) control.value = value ?? '';
  }
  form.addEventListener('input', () => {
    const typed = values(form);
    return JSON.stringify(typed) === untouched ? drafts.remove(name) : drafts.save(name, typed);
  });
  if (draft) form.prepend(h('p.notice', { role: 'status' }, t('draft.restored')));
}
