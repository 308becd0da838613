/**
 * An element: `h('a.button', {href: '#/'}, 'Home')`, `h('p', 'Text')`. Listeners are `onclick` and so on, `data` goes to
 * the dataset; a property that is null or false is left out. Children are nodes or text, never markup, so that data
 * cannot become code.
 */
export function h(name, ...children) {
  const properties = children[0]?.constructor === Object ? children.shift() : {};
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(properties)) {
    if ((value ?? false) === false) continue;
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
  children.flat(Infinity).filter((child) => child || child === 0);

let lastId = 0;
export const uniqueId = () => `id-${(lastId += 1)}`;
