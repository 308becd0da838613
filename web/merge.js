/** Three versions of the same fields: what the change was based on, what is true now, what somebody wants. */

const same = (one, other) => JSON.stringify(one ?? '') === JSON.stringify(other ?? '');

/**
 * `[{field, base, theirs, mine, kind}]` of the fields that anybody changed. `kind` is `theirs` or `mine` where one of
 * us did, `both` where both did the same, `overlap` where both did and differ.
 */
export function compare(fields, base, theirs, mine) {
  return fields
    .map((field) => ({ field, base: base[field], theirs: theirs[field], mine: mine[field] }))
    .map((row) => ({ ...row, kind: kindOf(row) }))
    .filter((row) => row.kind);
}

function kindOf({ base, theirs, mine }) {
  if (same(base, theirs)) return same(base, mine) ? null : 'mine';
  if (same(base, mine)) return 'theirs';
  return same(theirs, mine) ? 'both' : 'overlap';
}

/** What has to be written: `choices` has the values of the fields that overlap. */
export function changes(rows, choices = {}) {
  const decided = {};
  for (const { field, kind, theirs, mine } of rows) {
    if (kind === 'mine') decided[field] = mine;
    if (kind === 'overlap' && !same(choices[field], theirs)) decided[field] = choices[field];
  }
  return decided;
}
