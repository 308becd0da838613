import { address, api, onlyProblems } from './api.js';
import { h, fill, uniqueId } from './dom.js';
import * as drafts from './drafts.js';
import { keepDraft, values } from './formDraft.js';
import { language, has, t, since, moment, day, number, percent } from './text.js';

/** Not begun again before it is over. */
async function busily(press, run, failed) {
  if (press.ariaBusy === 'true') return;
  press.ariaBusy = 'true';
  try {
    await run();
  } catch (problem) {
    if (problem.type !== 'stay') failed(problem);
  } finally {
    press.ariaBusy = null;
  }
}

export function button(label, run, kind = '') {
  return h(`button.button${kind && `.${kind}`}`, {
    type: 'button', onclick: ({ currentTarget }) => busily(currentTarget, run, sayProblem),
  }, label);
}

export const badge = (text, kind) => h(`span.badge.${kind}`, text);
export const risk = (level) => badge(t(`risk.${level}`), `risk-${level}`);
export const state = (name) => badge(t(`state.${name}`), `state-${name}`);
export const tier = (n) => badge(t('tier', { n }), `tier-${n}`);

export const ago = (value) => h('time.muted',
  { datetime: value, title: value.length === 10 ? day(value) : moment(value) }, since(value));

export const empty = (text) => h('p.empty', text);

export const rows = (list, row, whenEmpty) =>
  (list.length ? h('ul.rows', { role: 'list' }, list.map(row)) : empty(whenEmpty));

const SHOWN = 8;

export const firstRows = (list, total, row, whenEmpty, href) => [
  rows(list.slice(0, SHOWN), row, whenEmpty), total > SHOWN && h('a.all', { href }, t('all', { n: total }))];

/** To a screen reader each button says of what it is. */
export function row(what, ...steps) {
  const id = uniqueId();
  const buttons = h('div.buttons', steps);
  for (const button of buttons.children) button.setAttribute('aria-describedby', id);
  return h('li.row', h('div.what', { id }, what), buttons);
}

export const heading = (title, ...beside) => h('header.heading', h('h1', { tabindex: -1 }, title), beside);

/** The page does not wait for it. What is not the reader's to see is left out. */
export function later(promise) {
  const frame = h('div.later', { 'aria-busy': 'true' });
  const done = (content) => {
    frame.ariaBusy = null;
    fill(frame, content);
  };
  promise.then(done, (problem) => done(problem.type === 'forbidden' ? null
    : h('p.notice.bad', problemText(problem))));
  return frame;
}

export function section(title, ...children) {
  const id = uniqueId();
  return h('section.card', { 'aria-labelledby': id }, h('h2', { id }, title), children);
}

/** `[[label, value]…]` as a list of facts, without what is false. */
export const facts = (pairs) =>
  h('dl.facts', pairs.filter(Boolean).map(([label, value]) =>
    h('div', h('dt', label), h('dd', value ?? '–'))));

/** Scrolls by itself where it does not fit, by the keyboard, too. */
export function table(caption, head, rows) {
  return h('div.table-frame', { tabindex: 0, role: 'group', 'aria-label': caption },
    h('table',
      h('caption.visually-hidden', caption),
      h('thead', h('tr', head.map((cell) => h('th', { scope: 'col' }, cell)))),
      h('tbody', rows)));
}

export const student = ({ student_id, full_name, classroom }) =>
  h('span', h('a.name', { href: `#/students/${student_id}`, dir: 'auto' }, full_name ?? t('student.hidden')),
    classroom && [' ', h('bdi.muted', classroom.name ?? classroom)]);

/** In the reader's language where the evidence has what that takes; else as the server says it. */
export function sentence({ sentence, message, measure, numerator, denominator, window_days, evidence }) {
  const found = { measure, numerator, denominator, window_days, ...evidence };
  const key = `measure.${found.measure}`;
  if (language === 'en' || !found.measure || !has(key)) return sentence ?? message;
  return t(key, { n: found.numerator, of: found.denominator, window: found.window_days });
}

export const figure = (n, label, href) =>
  h('li.figure', h('strong', number(n)), href ? h('a', { href }, t(label)) : t(label));

export const absences = (counted) =>
  counted?.days ? t('absent.of', { n: counted.absent_days, of: counted.days,
    percent: percent(counted.absent_days, counted.days) }) : '–';

/** A labelled control. `options` is `[[value, text]…]`. The error of a refused field is said at the field. */
export function field({ label, name, type = 'text', value = '', options, help, ...rest }) {
  const id = uniqueId();
  const common = { id, name, 'aria-describedby': `${id}-more`, ...rest };
  const control =
    type === 'select' ? h('select', common,
      options.map(([key, text]) => h('option', { value: key, selected: String(key) === String(value ?? '') }, text)))
    : type === 'textarea' ? h('textarea', { rows: 3, dir: 'auto', ...common, value: value ?? '' })
    : type === 'checkbox' ? h('input', { type, ...common, checked: Boolean(value) })
    : h('input', { type, dir: type === 'text' ? 'auto' : null, ...common,
      value: type === 'file' ? null : value ?? '' });
  return h(`div.field${type === 'checkbox' ? '.check' : ''}`, { data: { field: name } },
    type === 'checkbox' ? [control, h('label', { for: id }, label)] : [h('label', { for: id }, label), control],
    h('div.more', { id: `${id}-more` }, h('span.help', help ?? ''), h('span.error')));
}

/** At the field that is to blame, or on top of the form. */
function showProblem(form, problem) {
  clearProblem(form);
  const text = problemText(problem);
  const blamed = problem.field && form.querySelector(`[data-field="${CSS.escape(problem.field)}"]`);
  if (blamed) {
    fill(blamed.querySelector('.error'), text);
    const control = blamed.querySelector('input, select, textarea');
    control.setAttribute('aria-invalid', 'true');
    control.focus();
  } else {
    form.prepend(h('p.notice.bad', { role: 'alert' }, text));
    form.firstElementChild.scrollIntoView({ block: 'nearest' });
  }
}

function clearProblem(form) {
  for (const notice of form.querySelectorAll(':scope > .notice.bad')) notice.remove();
  for (const error of form.querySelectorAll('.error')) fill(error);
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
}

/** What changes while it is sent would be lost. Where one types the focus stays. */
function lock(form, locked) {
  for (const control of form.elements) {
    if (control.matches('textarea, input:not([type=checkbox], [type=radio])')) control.readOnly = locked;
    else if (control.type !== 'submit') (control.closest('label, .field') ?? control).inert = locked;
  }
}

export function submit(event, form, press, send) {
  event.preventDefault();
  return busily(press, async () => {
    clearProblem(form);
    lock(form, true);
    await send().finally(() => lock(form, false));
  }, (problem) => showProblem(form, problem));
}

export function form({ fields, submit: label, send, kind = 'primary', beside = [] }) {
  const press = h(`button.button.${kind}`, { type: 'submit' }, label);
  const element = h('form.form', {
    onsubmit: (event) => submit(event, element, press, () => send(values(element))),
  }, fields, h('div.buttons', press, beside));
  return element;
}

/**
 * A form in a dialog. `send` gets the values; the dialog stays, with what was typed, until that succeeds. Answers what
 * `send` answered, or nothing when it was closed; `then` is called in between. `keep` names what was typed on the disk:
 * it is there again when the dialog is, unless the reader cancelled. `last`: nothing else closes it.
 */
export async function ask({ title, intro, fields, submit, kind, send, then, keep, last = false }) {
  let answer;
  const id = uniqueId();
  const close = async () => {
    if (keep) await drafts.remove(keep);
    dialog.close();
  };
  const element = form({
    fields, submit, kind,
    beside: !last && h('button.button', { type: 'button', onclick: close }, t('cancel')),
    send: async (entered) => {
      answer = (await send(entered)) ?? entered;
      await close();
    },
  });
  const dialog = h('dialog', { 'aria-labelledby': id }, h('h2', { id }, title), intro && h('p', intro), element);
  if (keep) await keepDraft(element, keep);
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((closed) => dialog.addEventListener('close', () => (last && !answer ? dialog.showModal() : closed())));
  dialog.remove();
  if (answer) await then?.();
  return answer;
}

export function problemText(problem) {
  onlyProblems(problem);
  if (problem.text) return problem.text;
  if (problem.type === 'invalid-field') return refusal(problem);
  const key = `problem.${problem.type}`;
  return has(key) ? t(key) : problem.message;
}

/** The server says it in English, other languages by the field. */
function refusal({ field, message }) {
  if (language === 'en') return message;
  const key = `refused.${field}`;
  return t(has(key) ? key : 'refused.', { message: `\u2068${message}\u2069` });
}

const toasts = h('div.toasts', { role: 'status', 'aria-live': 'polite' });

export function say(text, kind = 'good', link = null) {
  if (!toasts.isConnected) document.body.append(toasts);
  const toast = h(`div.toast.${kind}`, h('span', text), link && h('a', { href: link[1] }, link[0]),
    h('button.close', { type: 'button', 'aria-label': t('close'), onclick: () => toast.remove() }, '×'));
  toasts.append(toast);
  setTimeout(() => toast.remove(), kind === 'bad' ? 15_000 : 6000);
}

const sayProblem = (problem) => say(problemText(problem), 'bad');

/** A list that grows page by page. */
export async function pages(list, path, parameters, row, whenEmpty) {
  const frame = h('div');
  const more = h('div.buttons');
  async function next(cursor) {
    const page = await api.get(address(path, { ...parameters, cursor }));
    const found = page.results.map(row);
    list.rows.append(...found);
    fill(more, page.next && button(t('more'), () => next(page.next)));
    // The button that had the focus is gone.
    if (cursor && found.length) (found[0].querySelector('a, button') ?? Object.assign(found[0], { tabIndex: -1 })).focus();
    return found.length;
  }
  const count = await next();
  return fill(frame, count ? list.element : empty(whenEmpty), more);
}

export function plainList(name = 'ul.rows') {
  const rows = h(name, { role: 'list' });
  return { rows, element: rows };
}

export function tableList(caption, head) {
  const element = table(caption, head, []);
  return { rows: element.querySelector('tbody'), element };
}
