import { api, Problem } from './api.js';
import { h } from './dom.js';
import { section, sentence, table } from './parts.js';
import { day, number, percent, shortDay, t } from './text.js';

let loading;
const library = () =>
  (loading ??= new Promise((resolve, reject) => {
    document.head.append(h('script', { src: '/vendor/chart.js/chart.min.js', onload: () => resolve(window.Chart),
      onerror: () => { loading = null; reject(new Problem(0)); } }));
  }));

export async function timeline(studentId, signal) {
  const data = await api.get(`/api/students/${studentId}/timeline/`);
  const canvas = h('canvas', { role: 'img', 'aria-label': t('chart.label') });
  draw(canvas, data, signal);
  return section(t('chart.title'),
    h('div.chart', canvas),
    h('details', h('summary', t('chart.asTable')), asTable(data)));
}

const shown = (days, absent) => (days ? Math.round(((days - absent) / days) * 100) : null);

const weekOf = (weeks, date) => weeks.findLastIndex(({ week }) => week <= date);

function marks({ weeks, alerts, cases, contacts }) {
  const inside = ({ x }) => x >= 0;
  return {
    alerts: alerts.map((alert) => ({ x: weekOf(weeks, alert.raised_on), text: sentence(alert) })).filter(inside),
    cases: cases.map((one) => ({ x: weekOf(weeks, one.opened_on),
      text: t('chart.caseOpened', { concern: t(`concern.${one.concern}`) }) })).filter(inside),
    contacts: contacts.map((one) => ({ x: weekOf(weeks, one.on), text: t(`note.kind.${one.kind}`) })).filter(inside),
  };
}

async function draw(canvas, data, signal) {
  const [Chart] = await Promise.all([library(), canvas.isConnected || new Promise(requestAnimationFrame)]);
  if (signal.aborted) return;
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const { weeks } = data;
  const found = marks(data);
  const points = (name, label, y, pointStyle, shade) => ({
    type: 'scatter', label, data: found[name].map(({ x, text }) => ({ x: weeks[x].week, y, text })),
    pointStyle, clip: false, radius: 6, hoverRadius: 8, backgroundColor: colour(shade), borderColor: colour(shade),
  });
  const rtl = document.documentElement.dir === 'rtl';
  const chart = new Chart(canvas, {
    data: {
      labels: weeks.map(({ week }) => week),
      datasets: [
        points('alerts', t('nav.alerts'), 106, 'triangle', 'bad'),
        points('cases', t('nav.cases'), 113, 'rectRot', 'accent'),
        points('contacts', t('chart.contacts'), 120, 'circle', 'good'),
        { type: 'bar', label: t('chart.attendance'),
          data: weeks.map(({ days, absent_days }) => shown(days, absent_days)), backgroundColor: colour('bar'),
          borderRadius: 3, maxBarThickness: 28 },
      ].filter(({ data }) => data.length),
    },
    options: {
      animation: false, maintainAspectRatio: false, color: colour('ink'),
      scales: {
        x: { type: 'category', reverse: rtl, grid: { display: false },
          ticks: { color: colour('muted'), maxRotation: 0, autoSkipPadding: 12,
            callback: (index) => shortDay(weeks[index].week) } },
        y: { min: 0, max: 125, position: rtl ? 'right' : 'left',
          grid: { color: ({ tick }) => (tick.value > 100 ? 'transparent' : colour('line')), drawBorder: false },
          ticks: { color: colour('muted'), stepSize: 25,
            callback: (value) => (value <= 100 ? `${number(value)} %` : '') } },
      },
      plugins: {
        legend: { rtl, position: 'bottom', labels: { usePointStyle: true, boxWidth: 8, color: colour('ink') } },
        tooltip: { rtl, callbacks: {
          title: ([{ label, raw }]) => day(raw?.x ?? label),
          label: ({ raw, dataset, parsed }) => raw?.text ?? `${dataset.label}: ${number(parsed.y)} %`,
        } },
      },
    },
  });
  // A canvas keeps the colours that it was drawn with.
  const end = () => {
    removeEventListener('painted', end);
    chart.destroy();
    draw(canvas, data, signal);
  };
  addEventListener('painted', end);
  signal.addEventListener('abort', end, { once: true });
}

function asTable(data) {
  const found = Object.values(marks(data)).flat();
  return table(t('chart.label'), [t('chart.week'), t('chart.absentDays'), t('chart.unexplained'), t('mark.late'),
    t('chart.attendance'), [t('nav.alerts'), t('nav.cases'), t('chart.contacts')].join(' · ')],
    data.weeks.map(({ week, days, absent_days, unexplained_days, late_marks }, index) => h('tr',
      h('th', { scope: 'row' }, day(week)), h('td', t('chart.of', { n: absent_days, of: days })),
      h('td', number(unexplained_days)), h('td', number(late_marks)),
      h('td', percent(days - absent_days, days)),
      h('td', found.filter(({ x }) => x === index).map(({ text }) => h('div', { dir: 'auto' }, text))))));
}
