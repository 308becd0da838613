import '../adminText.js';
import { api } from '../api.js';
import { h, fill } from '../dom.js';
import { values } from '../formDraft.js';
import { onVersion } from '../onVersion.js';
import { badge, button, field, form, heading, say, section, table } from '../parts.js';
import { day, number, t } from '../text.js';

export default async function rules({ refresh }) {
  const { results } = await api.get('/api/rules/');
  return [heading(t('nav.rules')), h('p.muted', t('rules.means')), results.map((rule) => ruleCard(rule, refresh))];
}

function ruleCard(rule, changed) {
  const body = h('div');
  const read = () => fill(body, cutsOf(rule), h('div.buttons', button(t('rule.change'), edit)));
  const outcome = h('div', { role: 'status' });
  const edit = () => fill(body, editor(rule, outcome, changed, () => read().querySelector('button').focus()))
    .querySelector('input').focus();
  read();
  return section(t(`rule.${rule.rule}`),
    h('p.muted', t('student.version', { n: rule.version }),
      rule.saved_by && [' · ', h('bdi', rule.saved_by.name), ' · ', day(rule.effective_from)]),
    body, outcome);
}

const bandName = (name) => t(name === 'critical' ? 'risk.critical' : `state.${name}`);
const band = (name) => badge(bandName(name), name === 'critical' ? 'risk-critical' : `state-${name}`);

const cutsOf = ({ rule, cuts }) =>
  table(t(`rule.${rule}`), [t('rule.band'), t('rule.measure'), t('rule.cut'), t('rule.window'), t('rule.minimum')],
    cuts.map(({ band: name, measure, cut, window_days, minimum_days }) => h('tr',
      h('td', band(name)), h('td.text', t(`measures.${measure}`)), h('td', number(cut)),
      h('td', window_days ? t('days', { n: window_days }) : '–'),
      h('td', minimum_days ? t('days', { n: minimum_days }) : '–'))));

const cutLabel = ({ band, measure, window_days }) =>
  [bandName(band), t(`measures.${measure}`), window_days && t('days', { n: window_days })].filter(Boolean).join(' · ');

const byKind = ({ cuts }) => Object.fromEntries(cuts.map((one) => [kindOf(one), one.cut]));
const kindOf = ({ band, measure, window_days, minimum_days }) => [band, measure, window_days, minimum_days].join('/');

function editor(rule, outcome, changed, back) {
  const entered = (form) => {
    const typed = values(form);
    return rule.cuts.map((cut, index) => ({ ...cut, cut: typed[`cut-${index}`] }));
  };
  const write = onVersion(rule,
    ({ version, ...typed }, base) => api.put(`/api/rules/${rule.rule}/`, { version,
      cuts: rule.cuts.map((cut) => ({ ...cut, cut: { ...base, ...typed }[kindOf(cut)] })) }),
    rule.cuts.map((cut) => ({ name: kindOf(cut), label: cutLabel(cut), show: number })), { read: byKind });
  const element = form({
    submit: t('rule.save'),
    fields: h('div.grid', rule.cuts.map((cut, index) => field({ label: cutLabel(cut),
      name: `cut-${index}`, type: 'number', value: cut.cut, min: 0, step: 'any', required: true }))),
    beside: [
      button(t('rule.simulate'), async () => {
        if (element.reportValidity()) fill(outcome,
          simulation(await api.post('/api/rules/simulate/', { rule: rule.rule, cuts: entered(element) })));
      }),
      button(t('cancel'), async () => { fill(outcome); back(); }),
    ],
    async send() {
      await write(byKind({ cuts: entered(element) }));
      say(t('rule.saved'));
      await changed();
    },
  });
  return element;
}

function simulation({ students, would_flag: would, flags_now: now, by_classroom }) {
  const bands = ['watch', 'tier2', 'tier3', 'not_enough_data'];
  const change = (one) => (one.watch + one.tier2 + one.tier3) - one.flagged_now;
  return [
    h('h3', t('rule.wouldFlag', { n: would.watch + would.tier2 + would.tier3, of: students })),
    table(t('rule.simulate'), [t('when'), ...bands.map((name) => t(`state.${name}`))],
      [[t('rule.now'), now], [t('rule.then'), would]].map(([label, counts]) => h('tr',
        h('th', { scope: 'row' }, label), bands.map((name) => h('td', number(counts[name])))))),
    h('details', h('summary', t('rule.byClassroom')),
      table(t('rule.byClassroom'), [t('classroom'), t('state.watch'), t('state.tier2'), t('state.tier3'),
        t('rule.difference')],
        by_classroom.map((one) => h('tr',
          h('th', { scope: 'row' }, one.classroom.name),
          [one.watch, one.tier2, one.tier3, change(one)].map((n) => h('td', number(n))))))),
  ];
}
