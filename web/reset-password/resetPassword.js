import { api } from '../api.js';
import { fill, h } from '../dom.js';
import { field, form } from '../parts.js';
import { t } from '../text.js';

/** Where the link of a mail leads. The token stands behind the `#`, and leaves the address at once. */

const token = new URLSearchParams(location.hash.slice(1)).get('token');
history.replaceState(null, '', location.pathname);

document.title = `${t('password.new')} · School Support`;
fill(document.body, h('main.sign-in', { id: 'main' },
  h('div.brand', h('img', { src: '/icon.svg', alt: '', width: 40, height: 40 }), 'School Support'),
  h('h1', t('password.new')),
  form({
    submit: t('save'),
    fields: field({ label: t('password.new'), name: 'new_password', type: 'password', required: true, minlength: 12,
      help: t('password.rule'), autocomplete: 'new-password' }),
    send: async (entered) => {
      await api.post('/api/auth/password-reset/confirm/', { token, ...entered });
      fill(document.querySelector('main'), h('p', { role: 'status' }, t('password.changed')),
        h('p', h('a', { href: '/' }, t('signIn'))));
    },
  })));
