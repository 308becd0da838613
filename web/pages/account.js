import { api } from '../api.js';
import { signOut } from '../app.js';
import { h } from '../dom.js';
import { button, facts, field, form, heading, say, section } from '../parts.js';
import { choices, language, languages, setLanguage, t } from '../text.js';

/** Who is signed in, how the page looks, the password. */
export default async function account({ user }) {
  return [
    heading(t('nav.account')),
    section(t('account.you'),
      facts([[t('name'), h('span', { dir: 'auto' }, user.name)], [t('email'), h('span', { dir: 'ltr' }, user.email)],
        [t('role'), t(`role.${user.role}`)]]),
      h('p.muted', {}, t('signOut.means')),
      h('div.buttons', {}, button(t('signOut'), signOut, 'primary'))),
    section(t('account.look'), h('div.grid', {},
      field({ label: t('account.language'), name: 'language', type: 'select', value: language,
        options: Object.entries(languages), onchange: ({ target }) => setLanguage(target.value) }),
      field({ label: t('account.colours'), name: 'colours', type: 'select',
        value: localStorage.getItem('colours') ?? '', options: choices('colours'),
        onchange: ({ target }) => setColours(target.value) }))),
    section(t('password.change'), form({
      submit: t('password.change'),
      fields: [
        h('input', { type: 'hidden', autocomplete: 'username', value: user.email }),
        field({ label: t('password.current'), name: 'current_password', type: 'password', required: true,
          autocomplete: 'current-password' }),
        field({ label: t('password.new'), name: 'new_password', type: 'password', required: true, minlength: 12,
          autocomplete: 'new-password', help: t('password.rule') }),
      ],
      async send({ current_password, new_password }) {
        await api.post('/api/auth/change-password/', { current_password, new_password });
        say(t('password.changed'));
        await api.get('/api/auth/me/');
      },
    })),
  ];
}

function setColours(name) {
  if (name) localStorage.setItem('colours', name);
  else localStorage.removeItem('colours');
  document.documentElement.dataset.colours = name
    || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}
