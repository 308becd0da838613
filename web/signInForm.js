import { api } from './api.js';
import { h } from './dom.js';
import { field, form } from './parts.js';
import * as session from './session.js';
import { language, languages, setLanguage, t } from './text.js';

/** E-mail and password; `done` is called when somebody is signed in. */
export function signInForm({ email = '', languages: choice = false, done }) {
  return form({
    submit: t('signIn'),
    fields: [
      field({ label: t('email'), name: 'email', type: 'email', value: email, required: true,
        autocomplete: 'username' }),
      field({ label: t('password'), name: 'password', type: 'password', required: true,
        autocomplete: 'current-password' }),
    ],
    beside: choice ? languageLinks() : [],
    send: async ({ email, password }) => {
      session.begin(await api.post('/api/auth/login/', { email, password }));
      await done();
    },
  });
}

const languageLinks = () =>
  h('div.languages', {}, Object.entries(languages).map(([key, name]) =>
    h('button.link', { type: 'button', lang: key, 'aria-pressed': String(key === language),
      onclick: () => setLanguage(key) }, name)));
