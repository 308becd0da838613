import * as session from './session.js';

/** The only place that talks to the server. Every failure is a `Problem`. */

const TIMEOUT = 15_000;
const HURRY = 5000;
const PAUSES = [400, 1500];

/** Why a request failed, as RFC 9457 has it. `type` is `offline` when no answer came. */
export class Problem extends Error {
  constructor(status, body = {}) {
    super(body.error);
    this.status = status;
    this.type = status ? (body.type ?? 'internal-error').replace('/problems/', '') : 'offline';
    this.field = body.field;
    this.current = body.current;
    this.existingId = body.existing_id;
  }
}

/** For a catch: what failed does no harm, a mistake of our own is told. */
export function onlyProblems(problem) {
  if (problem.status === undefined) throw problem;
}

let renewSession = () => Promise.reject();
/** The promise of `renew` is kept once somebody is signed in again. */
export const onSignedOut = (renew) => (renewSession = renew);

export const api = {
  /** `hurry`: not long, and once, where one can go on without an answer. */
  get: (path, hurry) => send('GET', path, { hurry }),
  post: (path, body = {}) => send('POST', path, { body }),
  patch: (path, body) => send('PATCH', path, { body }),
  put: (path, body, hurry) => send('PUT', path, { body, hurry }),
  create: (path, body) => create(path, { body }),
  upload: (path, file) => create(path, { file }),
  download: (path, body) => send('POST', path, { body, read: (answer) => answer.blob() }),
  /** Once, without asking for a sign-in. */
  report: (path, body) => send('POST', path, { body, quiet: true }),
  remove: (path) => send('DELETE', path),
  /** The same; a DELETE also while the page is being left. */
  quietly: (method, path) => send(method, path, { quiet: true, keepalive: method === 'DELETE' }),
  events: (path) => new EventSource(path),
};

// Keys of what got no answer: who presses the button again, after a reload too, means the same. Not of passwords.
const passing = {};

async function create(path, options) {
  const { body, file } = options;
  const intent = `${path} ${file ? `${file.name} ${file.lastModified}` : JSON.stringify(body)}`;
  const unanswered = body?.password ? passing : sessionStorage;
  const key = (unanswered[intent] ??= randomId());
  try {
    const answer = await send('POST', path, { ...options, headers: { 'Idempotency-Key': key } });
    delete unanswered[intent];
    return answer;
  } catch (problem) {
    if (problem.status && problem.status < 500) delete unanswered[intent];
    throw problem;
  }
}

/** Tries again what the server may get twice: reads, changes under one request id, what has an idempotency key. */
async function send(method, path, options = {}) {
  const id = randomId();
  const repeatable = !options.quiet && (method !== 'POST' || options.headers);
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await once(method, path, id, options);
    } catch (problem) {
      if (problem.status === 401 && !options.quiet && problem.type === 'unauthenticated') {
        await renewSession(problem);
        continue;
      }
      const passing = problem.status === 503 || (problem.type === 'offline' && navigator.onLine && !options.hurry);
      if (!repeatable || !passing || attempt >= PAUSES.length) throw problem;
      await new Promise((wake) => setTimeout(wake, PAUSES[attempt]));
    }
  }
}

async function once(method, path, id, { body, file, headers, hurry, keepalive, read }) {
  const limit = hurry ? HURRY : TIMEOUT;
  const request = { method, keepalive, headers: new Headers(headers), signal: file || read ? null : AbortSignal.timeout(limit) };
  request.headers.set('X-Request-Id', id);
  if (method !== 'GET' && session.csrfToken()) request.headers.set('X-CSRF-Token', session.csrfToken());
  if (file) {
    request.headers.set('Content-Type', 'text/csv');
    request.body = file;
  } else if (body) {
    request.headers.set('Content-Type', 'application/json');
    request.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await (asked(method, path) ?? fetch(path, request));
    if (answer.ok) return await (read ? read(answer) : answer.json());
  } catch {
    throw new Problem(0);
  }
  throw new Problem(answer.status, await answer.json().catch(() => ({})));
}

/** What was asked for before the modules were there. */
function asked(method, path) {
  const { [path]: answer } = window.asked ?? {};
  if (method !== 'GET' || !answer) return null;
  delete window.asked[path];
  return answer;
}

const randomId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)),
  (byte) => byte.toString(16).padStart(2, '0')).join('');

/** `path?a=1&b=2`, without what is empty. */
export function address(path, parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) =>
    value !== undefined && value !== null && value !== ''));
  return String(query) ? `${path}?${query}` : path;
}
