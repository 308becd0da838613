import { t } from './text.js';

/** The reader went back to the form: nothing failed. */
export class Stay extends Error {
  status = 0;
  type = 'stay';
}

/**
 * Sends changes based on the version that was read. Who was overtaken sees what is true now before anything is
 * written: of one field in a sentence, of several field by field.
 *
 * `fields`: those that can be changed, as `resolve` takes them. `read` takes their values out of a record. `send` gets
 * the changes with the version, and the record that they are based on.
 */
export const onVersion = (...versioned) => onVersionOrMerged(...versioned).write;

/**
 * The same for a form that stays: `merge` puts it on top of what somebody else saved. `merged` is told what the form is
 * based on from then on, and its values; `who` says whose change it was; `own` is what one has sent oneself.
 */
export function onVersionOrMerged(record, send, fields = [], { read = (record) => record, own, merged, who } = {}) {
  let base = read(record);
  let { version } = record;

  /** What is still to be written. Who goes back to the form is on the version that it shows, and is asked again. */
  async function merge(current, mine, submit) {
    const { resolve } = await import('./conflict.js');
    const theirs = read(current);
    if (JSON.stringify(theirs) === JSON.stringify(own)) base = theirs;
    // About a student who left there is nothing to differ.
    const known = fields.filter(({ name }) => name in theirs);
    const decided = await resolve({ fields: known, base, theirs, mine: { ...base, ...mine }, submit, ...await who?.(current) });
    if (!decided) throw new Stay();
    ({ version } = current);
    base = theirs;
    await merged?.({ version, base, values: { ...theirs, ...decided } });
    return decided;
  }

  async function write(changes) {
    try {
      return await send({ ...changes, version }, base);
    } catch (problem) {
      const { current } = problem;
      if (!current) throw problem;
      const edited = fields.filter(({ name }) => name in changes);
      if (edited.length > 1 || merged) {
        const shown = [base, version];
        const decided = await merge(current, changes);
        const beside = { ...changes };
        for (const { name } of fields) delete beside[name];
        try {
          return Object.keys(decided).length ? await write({ ...beside, ...decided }) : current;
        } catch (failure) {
          // The form shows what it did.
          if (!merged) [base, version] = shown;
          throw failure;
        }
      }
      base = read(current);
      ({ version } = current);
      const [field] = edited;
      // Its answer was lost: it came through before.
      if (field && words(base[field.name]) === words(changes[field.name])) return current;
      throw said(problem, field, base);
    }
  }
  return { write, merge };
}

// People have no order.
const words = (value) => String([value].flat().sort());

function said(problem, field, base) {
  if (field) problem.text = t('conflict.now', { value: `\u2068${field.show?.(base[field.name]) ?? base[field.name] ?? '–'}\u2069` });
  return problem;
}
