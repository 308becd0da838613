import '../adminText.js';
import { api } from '../api.js';
import { h } from '../dom.js';
import { badge, heading, row, rows, section } from '../parts.js';
import { day, locale, t } from '../text.js';

export default async function retention() {
  const { results, holds } = await api.get('/api/retention/plan/');
  return [
    heading(t('nav.retention')),
    section(t('retention.plan'), h('p.muted', t('retention.means')),
      rows(results, kindRow)),
    section(t('retention.holds'), h('p.muted', t('retention.holdsMean')),
      rows(holds, holdRow, t('retention.noHolds'))),
  ];
}

const kindRow = ({ kind, keep, expired, held, next_at }) =>
  row([
    h('b', t(`retention.${kind}`)), ' ', expired > 0 && badge(t('retention.goes', { n: expired }), 'strong'), ' ',
    held > 0 && badge(t('retention.held', { n: held }), 'state-watch'),
    h('div.muted', t('retention.keep', { time: duration(keep) }),
      next_at && [' · ', t('retention.next', { day: day(next_at) })])]);

const places = { student: 'students', intervention_case: 'cases' };

const holdRow = ({ entity, entity_id, reason, created_at }) =>
  row([
    places[entity] ? h('a.sentence', { href: `#/${places[entity]}/${entity_id}` }, t(`entity.${entity}`), ` ${entity_id}`)
      : h('b', t('retention.school')),
    h('div', { dir: 'auto' }, reason), h('div.muted', t('since'), ' ', day(created_at))]);

/** `P5Y` and the like, in words. */
function duration(value) {
  const [, n, unit] = value.match(/^P(\d+)([YMD])$/) ?? [];
  const names = { Y: 'year', M: 'month', D: 'day' };
  return n ? new Intl.NumberFormat(locale, { style: 'unit', unit: names[unit], unitDisplay: 'long' }).format(n) : value;
}
