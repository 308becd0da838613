/**
 * An element: `h('a.button', {href: '#/'}, 'Home')`. Listeners are `onclick` and so on, `data` goes to the dataset; a
 * property that is null or false is left out. Children are nodes or text, never markup, so that data cannot become
 * code.
 */
export function h(name, properties = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'data') Object.assign(element.dataset, value);
    else if (key === 'value') element.value = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...nodes(children));
  return element;
}

export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

const nodes = (children) =>
  children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== '');

let lastId = 0;
export const uniqueId = () => `id-${(lastId += 1)}`;
