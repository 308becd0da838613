import { h } from './dom.js';
import { field } from './parts.js';
import { t } from './text.js';

/**
 * Filters that live in the address: a reload, the way back and a sent link show the same list. `controls` are fields as
 * `field` takes them; each has its `value` until another is chosen, which becomes the query of `path`.
 */
export function filters(path, query, controls) {
  const usual = Object.fromEntries(controls.map(({ name, value = '' }) => [name, value]));
  const go = (event) => {
    event.preventDefault();
    const chosen = [...new FormData(event.currentTarget)].filter(([name, value]) => value !== usual[name]);
    location.hash = [path, new URLSearchParams(chosen)].filter(String).join('?');
  };
  return h('form.filters', { onsubmit: go, onchange: go, role: 'search' },
    controls.map(({ options, ...control }) => field({ ...control, options: options && [['', t('any')], ...options],
      value: query.get(control.name) ?? usual[control.name] })));
}

export const chosen = (query, names) =>
  Object.fromEntries(names.filter((name) => query.has(name)).map((name) => [name, query.get(name)]));
