import { api } from './api.js';
import { user } from './session.js';

/** What the page reports to the audit trail. It never waits for it and never fails by it. */

const tab = (sessionStorage.tab ??= crypto.getRandomValues(new Uint32Array(2)).join(''));

export function report(action, details = {}) {
  if (!user()) return;
  const later = window.requestIdleCallback ?? setTimeout;
  later(() => api.report('/api/audit/', { action, details, sessionId: tab }).catch(() => {}));
}

/** Where they were, not what was on the page. */
export function reportErrors() {
  addEventListener('error', (event) =>
    report('CLIENT_ERROR', { at: `${event.filename}:${event.lineno}`, message: event.message }));
  addEventListener('unhandledrejection', (event) => {
    if (event.reason?.status === undefined) report('CLIENT_ERROR',
      { message: String(event.reason?.message ?? event.reason) });
  });
}
