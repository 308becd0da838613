import '../adminText.js';
import { api } from '../api.js';
import { h } from '../dom.js';
import { badge, button, facts, heading, pages, section, tableList } from '../parts.js';
import { number, t } from '../text.js';

const PAUSE = 1000;
const underWay = new Set(['uploading', 'uploaded', 'confirmed', 'undo_requested']);

/** One import: what it would do, what it did. */
export default async function page({ parameters: [id], signal, refresh }) {
  const path = `/api/imports/${id}/`;
  const batch = await api.get(path);
  if (underWay.has(batch.state)) setTimeout(() => signal.aborted || refresh(), PAUSE);
  const { counts, obstacles, state } = batch;
  return [
    heading(t(`importKind.${batch.kind}`), h('p.muted', { dir: 'auto' }, batch.file_name),
      badge(t(`importState.${state}`), state === 'failed' ? 'state-tier3' : 'quiet')),
    underWay.has(state) && h('p.notice', { role: 'status' }, t('import.working')),
    batch.message && h('p.notice', { dir: 'auto' }, batch.message),
    counts && section(t(state === 'planned' ? 'import.plan' : 'import.counts'),
      facts(['rows', 'new', 'changed', 'unchanged', 'missing',
        'refused'].filter((key) => typeof counts[key] === 'number').map((key) =>
          [t(key === 'rows' ? 'import.all' : `import.${key}`), number(counts[key])])),
      counts.stopped && h('p.notice.bad', t('import.stopped')),
      counts.ignored_columns?.length > 0 && h('p.notice', t('import.ignored'), ' ',
        h('bdi', counts.ignored_columns.join(', '))),
      h('div.buttons', next(batch, path, refresh))),
    obstacles?.length > 0 && section(t('import.obstacles'),
      h('ul', obstacles.map(({ entity, id, reason }) =>
        h('li', { dir: 'auto' }, `${entity} ${id ?? ''}: ${reason}`)))),
    counts?.refused > 0 && section(t('import.refused'), await refusals(path)),
  ];
}

function next({ state, counts }, path, changed) {
  const go = (action, body) => async () => {
    await api.post(`${path}${action}/`, body);
    await changed();
  };
  if (state === 'planned') {
    return counts.stopped
      ? button(t('import.confirmMany'), go('confirm', { accept_many: true }), 'danger')
      : button(t('import.confirm'), go('confirm', {}), 'primary');
  }
  return state === 'applied' && button(t('import.undo'), go('undo', {}), 'danger');
}

const refusals = (path) =>
  pages(tableList(t('import.refused'), [t('import.line'), t('import.field'), t('reason')]),
    `${path}refusals/`, { limit: 50 },
    ({ line, field, reason }) => h('tr', h('td', number(line)), h('td', field),
      h('td', { dir: 'auto' }, reason)), '');
