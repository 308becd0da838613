/** The texts of the page in the reader's language, and its dates and numbers. */

export const languages = { en: 'English', so: 'Soomaali', ar: 'العربية' };
export const language = document.documentElement.lang;

const words = {};

/** Takes in texts, which stand in groups: `{nav: {alerts: 'Alerts'}}` is under `nav.alerts`, the group '' has no name. */
export function add(groups) {
  for (const [group, texts] of Object.entries(groups)) {
    for (const [name, text] of Object.entries(texts)) words[group ? `${group}.${name}` : name] = text;
  }
}

add((await import(`./lang/${language}.js`)).default);

// A browser without Somali dates writes them as in English.
const locale = language === 'en' ? ['en-GB'] : [language, 'en-GB'];
const plural = new Intl.PluralRules(locale);

/**
 * The text under a key, with `{name}` filled in from `values`. Texts that depend on a number are lists of forms, chosen
 * by `values.n`.
 */
export function t(key, values = {}) {
  const found = words[key] ?? key;
  const text = typeof found === 'string' ? found : found[plural.select(values.n)] ?? found.other;
  return text.replace(/\{(\w+)\}/g, (_, name) =>
    (typeof values[name] === 'number' ? number(values[name]) : values[name] ?? ''));
}

/** `[[value, text]…]` of a closed set: the texts under a prefix, in the order of the language's file. */
export const choices = (prefix) =>
  Object.keys(words).filter((key) => key.startsWith(`${prefix}.`)).map((key) =>
    [key.slice(prefix.length + 1), words[key]]);

/** Whether there is a text under a key. */
export const has = (key) => key in words;

/** Makes another language the reader's own. The page starts again in it. */
export function setLanguage(name) {
  localStorage.setItem('language', name);
  location.reload();
}

export const number = (value) => new Intl.NumberFormat(locale).format(value);
export const percent = (part, whole) =>
  whole ? new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(part / whole) : '–';

const at = (value) => (value.length === 10 ? new Date(`${value}T12:00:00`) : new Date(value));

const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const shortFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const weekdayFormat = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
const momentFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const clockFormat = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

export const day = (value) => (value ? dayFormat.format(at(value)) : '–');
export const shortDay = (value) => shortFormat.format(at(value));
export const weekday = (value) => weekdayFormat.format(at(value));
export const moment = (value) => (value ? momentFormat.format(at(value)) : '–');

export const clock = (value) => clockFormat.format(at(value));

/** `P5Y` and the like, in words. */
export function duration(value) {
  const [, n, unit] = value.match(/^P(\d+)([YMD])$/) ?? [];
  const names = { Y: 'year', M: 'month', D: 'day' };
  return n ? new Intl.NumberFormat(locale, { style: 'unit', unit: names[unit], unitDisplay: 'long' }).format(n) : value;
}

/** How long ago, or how long until, in the largest unit that says something. */
export function since(value) {
  if (value.length === 10) return relativeFormat.format(Math.round((at(value) - at(today())) / 86_400_000), 'day');
  const seconds = Math.min((at(value) - Date.now()) / 1000, 0);
  for (const [unit, length] of [['day', 86_400], ['hour', 3600], ['minute', 60]]) {
    if (Math.abs(seconds) >= length) return relativeFormat.format(Math.ceil(seconds / length), unit);
  }
  return relativeFormat.format(0, 'minute');
}

/** A day as the API writes it, today in the reader's time zone. */
export const today = () => isoDay(new Date());
export const isoDay = (date) =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
