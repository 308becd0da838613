import { h } from './dom.js';
import { field } from './parts.js';
import { t } from './text.js';

/** They live in the address: a reload, the way back and a sent link show the same list. */
export function filters(path, query, controls) {
  const usual = Object.fromEntries(controls.map(({ name, value = '' }) => [name, value]));
  let timer;
  const go = (event) => {
    event.preventDefault();
    const { currentTarget: form, target } = event;
    clearTimeout(timer);
    // A date that is being typed is one before its end.
    timer = setTimeout(() => {
      const chosen = [...new FormData(form)].filter(([name, value]) => value !== usual[name]);
      if (form.isConnected) location.hash = [path, new URLSearchParams(chosen)].filter(String).join('?');
    }, target.type === 'date' ? 900 : 0);
  };
  return h('form.filters', { onsubmit: go, onchange: go, role: 'search' },
    controls.map(({ options, ...control }) => field({ ...control, options: options && [['', t('any')], ...options],
      value: query.get(control.name) ?? usual[control.name] })));
}

export const chosen = (query, names) =>
  Object.fromEntries(names.filter((name) => query.has(name)).map((name) => [name, query.get(name)]));
