import { api } from './api.js';
import { h } from './dom.js';
import { ask, field, form } from './parts.js';
import * as session from './session.js';
import { language, languages, setLanguage, t } from './text.js';

/** Answers whether the server did. */
export const logOut = () =>
  api.report('/api/auth/logout/').then(() => true, ({ status }) => status > 0 && status < 500);

let ending;
/** Who signed out without a line is signed out at the server once there is one. */
export function endLeft() {
  if (!session.user() && session.csrfToken()) ending ??= logOut().then(session.end).finally(() => (ending = null));
  return ending;
}
addEventListener('online', endLeft);

/** E-mail and password, and the code of whoever has a second factor; `done` is called when somebody is signed in. */
export function signInForm({ email = '', languages: choice = false, done }) {
  return form({
    submit: t('signIn'),
    fields: [
      field({ label: t('email'), name: 'email', type: 'email', value: email, required: true,
        autocomplete: 'username' }),
      field({ label: t('password'), name: 'password', type: 'password', required: true,
        autocomplete: 'current-password' }),
    ],
    beside: choice ? [forgotten(), languageLinks()] : [],
    send: async ({ email, password }) => {
      await endLeft();
      const answer = await api.post('/api/auth/login/', { email, password });
      const signedIn = answer.challenge ? await secondStep(answer.challenge) : answer;
      if (!signedIn) return;
      session.begin(signedIn);
      await done();
    },
  });
}

export const codeField = (more) =>
  field({ label: t('code'), name: 'code', required: true, maxlength: 100, autocomplete: 'one-time-code', ...more });

const secondStep = (challenge) => ask({
  title: t('secondFactor'), intro: t('secondFactor.intro'), submit: t('signIn'),
  fields: codeField(),
  send: ({ code }) => api.post('/api/auth/login/second-factor/', { challenge, code }),
});

const forgotten = () => h('button.link', { type: 'button', onclick: () => ask({
  title: t('password.forgotten'), intro: t('password.mail'), submit: t('send'),
  fields: field({ label: t('email'), name: 'email', type: 'email', required: true, autocomplete: 'username' }),
  send: (entered) => api.post('/api/auth/password-reset/', entered),
}) }, t('password.forgotten'));

const languageLinks = () =>
  h('div.languages', Object.entries(languages).map(([key, name]) =>
    h('button.link', { type: 'button', lang: key, 'aria-pressed': String(key === language),
      onclick: () => setLanguage(key) }, name)));
