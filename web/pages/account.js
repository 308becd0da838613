import { api } from '../api.js';
import { signOut } from '../app.js';
import { h } from '../dom.js';
import { ago, badge, button, facts, field, form, heading, later, row, rows, say, section } from '../parts.js';
import { choices, language, languages, setLanguage, t } from '../text.js';
import { passwordField, secondFactor, userName } from './secondFactor.js';

export default async function account({ user, refresh }) {
  return [
    heading(t('nav.account')),
    section(t('account.you'),
      facts([[t('name'), h('bdi', user.name)], [t('email'), h('span', { dir: 'ltr' }, user.email)],
        [t('role'), t(`role.${user.role}`)]]),
      h('p.muted', t('signOut.means')),
      h('div.buttons', button(t('signOut'), signOut, 'primary'))),
    section(t('account.look'), h('div.grid',
      field({ label: t('account.language'), name: 'language', type: 'select', value: language,
        options: Object.entries(languages), onchange: ({ target }) => setLanguage(target.value) }),
      field({ label: t('account.colours'), name: 'colours', type: 'select',
        value: localStorage.getItem('colours') ?? '', options: choices('colours'),
        onchange: ({ target }) => setColours(target.value) }))),
    later(sessions(refresh)),
    later(secondFactor(user, refresh)),
    section(t('password.change'), form({
      submit: t('password.change'),
      fields: [
        userName(user), passwordField('current_password'),
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

async function sessions(changed) {
  const { results } = await api.get('/api/auth/sessions/?limit=200');
  const end = (path) => async () => {
    await api.remove(path);
    say(t('session.ended'));
    await changed();
  };
  return section(t('sessions'), h('p.muted', t('session.count', { n: results.length })),
    rows(results, (one) => row([h('b', { dir: 'ltr' }, deviceOf(one)), ' ',
      one.current && badge(t('session.this'), 'good'),
      h('div.muted', t('session.last'), ' ', ago(one.last_used_at), ' · ',
        h('span', { dir: 'ltr' }, one.client_address ?? '–'))],
    !one.current && button(t('session.end'), end(`/api/auth/sessions/${one.session_id}/`)))),
    results.length > 1 && h('div.buttons', button(t('session.endOthers'), end('/api/auth/sessions/'), 'danger')));
}

/** In two words where they are known. */
function deviceOf({ device }) {
  const find = (known) => known.find((name) => device?.includes(name));
  const browser = find(['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari']);
  const system = find(['Android', 'iPhone', 'iPad', 'Windows', 'CrOS', 'Mac OS', 'Linux']);
  const names = { Edg: 'Edge', OPR: 'Opera', CrOS: 'ChromeOS', 'Mac OS': 'macOS' };
  return [browser, system].filter(Boolean).map((name) => names[name] ?? name).join(' · ') || device?.slice(0, 40) || '–';
}

function setColours(name) {
  if (name) localStorage.setItem('colours', name);
  else localStorage.removeItem('colours');
  dispatchEvent(new Event('colours'));
}
