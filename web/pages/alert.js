import { api } from '../api.js';
import { standing, steps } from '../alertParts.js';
import { h } from '../dom.js';
import { watchRecord } from '../live.js';
import { facts, heading, risk, say, section, sentence, student } from '../parts.js';
import { day, number, t } from '../text.js';

export default async function page({ parameters: [id], user, signal, refresh }) {
  const path = `/api/alerts/${id}/`;
  const loaded = api.get(path);
  watchRecord('alert', Number(id), path, signal, async () => (await loaded).version, () => {
    say(t('alert.changed'));
    refresh();
  });
  const alert = await loaded;
  const { evidence } = alert;
  return [
    heading([student(alert.student)], h('div', risk(alert.risk_level), ' ', standing(alert))),
    section(t('alert.says'),
      h('p.lead', { dir: 'auto' }, sentence(alert)),
      facts([
        [t('alert.rule'), t(`rule.${alert.rule}`)],
        [t('alert.raised'), day(alert.raised_on)],
        evidence.numerator !== undefined && [t('alert.counted'),
          t('chart.of', { n: Number(evidence.numerator), of: Number(evidence.denominator) })],
        evidence.cut !== undefined && [t('alert.cut'), number(Number(evidence.cut))],
        evidence.rule_version !== undefined && [t('alert.ruleVersion'), number(evidence.rule_version)],
        [t('field.assigned_to'), alert.assigned_to && h('bdi', alert.assigned_to.name)],
        [t('alert.claimedBy'), alert.claimed_by && h('bdi', alert.claimed_by.name)],
        alert.snooze_reason && [t('alert.snoozeReason'), h('bdi', alert.snooze_reason)],
        alert.close_reason && [t('alert.closedAs'), t(`closeReason.${alert.close_reason}`)],
        alert.closed_on && [t('alert.closedOn'), day(alert.closed_on)],
      ]),
      h('div.buttons', steps(alert, user, refresh))),
  ];
}
