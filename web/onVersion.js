import { t } from './text.js';

/** The reader chose to go back to what they were typing: nothing failed. */
export class Stay extends Error {
  status = 0;
  type = 'stay';
}

/**
 * Sends changes of a record, based on the version that was read. Whoever was overtaken sees what is true now before
 * anything is written: of one field in a sentence, of several field by field. Nothing typed is lost, nothing is
 * overwritten unseen.
 *
 * `fields`: those that can be changed, as `resolve` takes them. `read` takes their values out of a record. `send` gets
 * the changes with the version, and the record that they are based on.
 */
export function onVersion(record, send, fields = [], read = (record) => record) {
  let base = read(record);
  let { version } = record;
  return async function write(changes) {
    try {
      return await send({ ...changes, version }, base);
    } catch (problem) {
      if (!problem.current) throw problem;
      const theirs = read(problem.current);
      const edited = fields.filter(({ name }) => name in changes);
      const decided = edited.length > 1 && (await decide(fields, base, theirs, { ...base, ...changes }));
      // Who goes back to the form is still on the version that the form shows, and is asked again.
      if (edited.length > 1 && !decided) throw new Stay();
      base = theirs;
      version = problem.currentVersion;
      if (!decided) throw said(problem, edited[0], base);
      return Object.keys(decided).length ? write(decided) : problem.current;
    }
  };
}

async function decide(fields, base, theirs, mine) {
  const { resolve } = await import('./conflict.js');
  return resolve({ fields, base, theirs, mine });
}

function said(problem, field, base) {
  if (field) problem.text = t('conflict.now', { value: `\u2068${field.show?.(base[field.name]) ?? base[field.name] ?? '–'}\u2069` });
  return problem;
}
