import * as drafts from './drafts.js';
import { values } from './parts.js';

/** Keeps what is typed into a form on the disk, and puts back what an earlier visit left there. */
export async function keepDraft(form, name) {
  const draft = await drafts.load(name);
  for (const [key, value] of Object.entries(draft?.value ?? {})) {
    const control = form.elements[key];
    if (control?.type === 'checkbox') control.checked = value;
    else if (control) control.value = value ?? '';
  }
  form.addEventListener('input', () => drafts.save(name, values(form)));
  return Boolean(draft);
}
