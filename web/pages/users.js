import '../adminText.js';
import { api } from '../api.js';
import { h } from '../dom.js';
import { chosen, filters } from '../filters.js';
import { onVersion } from '../onVersion.js';
import { ask, badge, button, field, heading, pages, plainList, row, say } from '../parts.js';
import { choices, t } from '../text.js';

const roleField = (value) => field({ label: t('role'), name: 'role', type: 'select', value, options: choices('role') });

export default async function users({ query, user, refresh }) {
  const filter = chosen(query, ['search']);
  return [
    heading(t('nav.users'), h('div.buttons', button(t('user.add'), () => add(refresh), 'primary'))),
    filters('#/users', query, [{ label: t('search'), name: 'search', type: 'search', placeholder: t('user.search') }]),
    h('div.card', await pages(plainList(), '/api/users/', { ...filter, limit: 50 },
      (one) => userRow(one, user, refresh), t('users.none'))),
  ];
}

const userRow = (one, me, changed) =>
  row([
    h('div', h('b', { dir: 'auto' }, one.name), ' ', h('span.muted', t(`role.${one.role}`)), ' ',
      !one.active && badge(t('user.disabled'), 'quiet')),
    h('div.muted', { dir: 'ltr' }, one.email),
  ], button(t('edit'), () => edit(one, me, changed)));

const saved = (changed) => () => {
  say(t('saved'));
  return changed();
};

const add = (changed) => ask({
  title: t('user.add'), submit: t('user.add'), then: saved(changed),
  fields: [
    field({ label: t('name'), name: 'name', required: true, maxlength: 200 }),
    field({ label: t('email'), name: 'email', type: 'email', required: true, autocomplete: 'off' }),
    roleField('teacher'),
    field({ label: t('user.firstPassword'), name: 'password', type: 'password', required: true, minlength: 12,
      autocomplete: 'new-password', help: t('password.rule') }),
  ],
  send: (entered) => api.create('/api/users/', entered),
});

function edit(one, me, changed) {
  const send = onVersion(one, (changes) => api.patch(`/api/users/${one.user_id}/`, changes), [
    { name: 'name', label: t('name') },
    { name: 'role', label: t('role'), show: (role) => t(`role.${role}`) },
    { name: 'active', label: t('user.active'), show: (active) => t(active ? 'yes' : 'no') },
  ]);
  return ask({
    title: one.email, submit: t('save'), send, then: saved(changed),
    fields: [
      field({ label: t('name'), name: 'name', value: one.name, required: true, maxlength: 200 }),
      one.user_id !== me.user_id && [roleField(one.role),
        field({ label: t('user.active'), name: 'active', type: 'checkbox', value: one.active,
          help: t('user.activeMeans') })],
    ],
  });
}
