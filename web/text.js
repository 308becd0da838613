import { user } from './session.js';

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
export const locale = language === 'en' ? ['en-GB'] : [language, 'en-GB'];
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

export const word = (prefix) => (value) => (value ? t(`${prefix}.${value}`) : '–');

/** `[[value, text]…]` of a closed set: the texts under a prefix, in the order of the language's file. */
export const choices = (prefix) =>
  Object.keys(words).filter((key) => key.startsWith(`${prefix}.`)).map((key) =>
    [key.slice(prefix.length + 1), words[key]]);

/** Between what was and what is. */
export const arrow = document.documentElement.dir === 'rtl' ? ' ← ' : ' → ';

export const has = (key) => key in words;

/** Makes another language the reader's own. The page starts again in it. */
export function setLanguage(name) {
  localStorage.setItem('language', name);
  location.reload();
}

const numbers = new Intl.NumberFormat(locale);
const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
export const number = (value) => numbers.format(value);
export const percent = (part, whole) => (whole ? percents.format(part / whole) : '–');

// A day is the same everywhere: it is written, and counted with, in UTC.
const at = (value) => new Date(value.length === 10 ? `${value}T12:00:00Z` : value);

/** What moments are written in, wherever the browser is: the time zone of the school. */
const zone = () => user()?.time_zone;

/** Making a format takes long: once for a time zone. */
function writer(locale, options) {
  const made = {};
  return (moment, timeZone) =>
    (made[timeZone] ??= new Intl.DateTimeFormat(locale, { ...options, timeZone })).format(moment);
}

function format(options) {
  const write = writer(locale, options);
  return (value) => (value ? write(at(value), value.length === 10 ? 'UTC' : zone()) : '–');
}

export const day = format({ day: 'numeric', month: 'short', year: 'numeric' });
export const shortDay = format({ day: 'numeric', month: 'short' });
export const weekday = format({ weekday: 'long', day: 'numeric', month: 'long' });
export const moment = format({ dateStyle: 'medium', timeStyle: 'short' });
export const clock = format({ timeStyle: 'short' });
const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

/** How long ago, or how long until, in the largest unit that says something. Days are the calendar's. */
export function since(value) {
  if (value.length === 10) return relativeFormat.format(Math.round((at(value) - at(today())) / 86_400_000), 'day');
  const minutes = Math.min(Math.ceil((at(value) - Date.now()) / 60_000), 0);
  if (minutes <= -24 * 60) return since(isoDay(at(value), zone()));
  return minutes <= -60 ? relativeFormat.format(Math.ceil(minutes / 60), 'hour') : relativeFormat.format(minutes, 'minute');
}

// Sweden writes days and moments as the API does.
const isoDay = writer('sv');
const isoMoment = writer('sv', { dateStyle: 'short', timeStyle: 'medium' });

/** A day as the API writes it. */
export const today = () => isoDay(undefined, zone());
export const plusDays = (day, n) => new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10);

/** The moment when it is noon at the school. */
export function noon(day) {
  const utc = at(day);
  const shown = isoMoment(utc, zone());
  return new Date(2 * utc - Date.parse(`${shown.replace(' ', 'T')}Z`)).toISOString();
}
