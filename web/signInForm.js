import { api } from './api.js';
import { h } from './dom.js';
import { ask, field, form } from './parts.js';
import * as session from './session.js';
import { language, languages, setLanguage, t } from './text.js';

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
      const answer = await api.post('/api/auth/login/', { email, password });
      const signedIn = answer.challenge ? await secondStep(answer.challenge) : answer;
      if (!signedIn) return;
      session.begin(signedIn);
      await done();
    },
  });
}

/** Answers nothing when it was closed. */
const secondStep = (challenge) => ask({
  title: t('secondFactor'), intro: t('secondFactor.intro'), submit: t('signIn'),
  fields: field({ label: t('code'), name: 'code', required: true, autocomplete: 'one-time-code' }),
  send: ({ code }) => api.post('/api/auth/login/second-factor/', { challenge, code }),
});

const forgotten = () => h('button.link', { type: 'button', onclick: () => ask({
  title: t('password.forgotten'), intro: t('password.mail'), submit: t('send'),
  fields: field({ label: t('email'), name: 'email', type: 'email', required: true, autocomplete: 'username' }),
  send: (entered) => api.post('/api/auth/password-reset/', entered),
}) }, t('password.forgotten'));

const languageLinks = () =>
  h('div.languages', {}, Object.entries(languages).map(([key, name]) =>
    h('button.link', { type: 'button', lang: key, 'aria-pressed': String(key === language),
      onclick: () => setLanguage(key) }, name)));
