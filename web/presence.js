import { api } from './api.js';
import { h, fill } from './dom.js';
import { watch } from './live.js';
import { clock, t } from './text.js';

const PAUSE = 10_000;

/** Who else has a case open. They see the reader while the page is in front, 20 s more when the line is lost. */
export function presence(caseId, signal) {
  const path = `/api/interventions/cases/${caseId}/presence/`;
  const line = h('p.presence', { role: 'status' });

  async function beat() {
    if (signal.aborted || document.hidden) return;
    const { results } = await api.quietly('PUT', path).catch(() => ({ results: [] }));
    const text = results.map(({ name, since }) => t('case.here', { name: `\u2068${name}\u2069`, time: clock(since) }));
    if (line.textContent !== text.join('')) fill(line, text.map((one) => h('span', one)));
  }
  const leave = () => api.quietly('DELETE', path).catch(() => {});

  const timer = setInterval(beat, PAUSE);
  document.addEventListener('visibilitychange', () => (document.hidden ? leave() : beat()), { signal });
  addEventListener('pagehide', leave, { signal });
  watch('presence', signal, ({ id }) => id === caseId && beat());
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    // A page that is only drawn anew stays where it is.
    if (location.hash !== `#/cases/${caseId}`) leave();
  });
  beat();
  return line;
}
