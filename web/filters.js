import { address } from './api.js';
import { h } from './dom.js';
import { field } from './parts.js';
import { t } from './text.js';

/**
 * Filters that live in the address: a reload, the way back and a sent link show the same list. `controls` are fields as
 * `field` takes them; what is chosen becomes the query of `path`.
 */
export function filters(path, query, controls) {
  const go = (event) => {
    event.preventDefault();
    const chosen = Object.fromEntries(new FormData(event.currentTarget));
    location.hash = address(path, chosen);
  };
  return h('form.filters', { onsubmit: go, onchange: go, role: 'search' },
    controls.map(({ options, ...control }) => field({ ...control, options: options && [['', t('any')], ...options],
      value: query.get(control.name) ?? control.value ?? '' })));
}

export const chosen = (query, names) => Object.fromEntries(names.map((name) => [name, query.get(name)]));
