import { api } from '../api.js';
import { h } from '../dom.js';
import { ask, button, empty, facts, field, heading, say, section } from '../parts.js';
import { saveFile } from '../saveFile.js';
import { codeField } from '../signInForm.js';
import { moment, number, t } from '../text.js';

/** Where whoever has to have a second factor is led, until they have one. */
export default async function page({ user }) {
  return [
    heading(t('factor.set')),
    h('p.notice', { role: 'status' }, t('problem.second-factor-required')),
    await secondFactor(user, () => location.reload()),
  ];
}

const PATH = '/api/auth/second-factor/';
export const passwordField = (name = 'password') => field({ label: t('password.current'), name, type: 'password',
  required: true, autocomplete: 'current-password' });

export async function secondFactor(user, changed) {
  const { enabled, enabled_at, recovery_codes_left: left } = await api.get(PATH);
  return section(t('factor'),
    h('p.muted', t('factor.means')),
    enabled ? facts([[t('factor.since'), moment(enabled_at)], [t('factor.left'), number(left)]])
      : empty(t('factor.none')),
    h('div.buttons', enabled ? button(t('factor.remove'), remove)
      : button(t('factor.set'), () => setUp(user, changed), 'primary')));
}

async function setUp(user, changed) {
  const begun = await ask({ title: t('factor.set'), intro: t('factor.askPassword'), submit: t('next'),
    fields: [userName(user), passwordField()], send: begin });
  const codes = begun && (await ask({ title: t('factor.set'), intro: t('factor.teach'), submit: t('factor.confirm'),
    fields: [secretOf(begun), codeField({ help: t('factor.codeMeans'), inputmode: 'numeric' })],
    send: ({ code }) => api.post(`${PATH}confirm/`, { code }) }));
  if (!codes) return;
  await ask({ title: t('factor.recovery'), intro: t('factor.recoveryMeans'), submit: t('factor.done'),
    fields: [recoveryCodes(codes.recovery_codes),
      field({ label: t('factor.kept'), name: 'kept', type: 'checkbox', required: true })],
    send: async () => {}, last: true });
  say(t('factor.inForce'));
  await changed();
}

async function begin({ password }) {
  try {
    return await api.post(PATH, { password });
  } catch (problem) {
    if (problem.type === 'unavailable') problem.text = t('factor.notHere');
    throw problem;
  }
}

// So that the browser offers the right password.
export const userName = ({ email }) => h('input', { type: 'hidden', autocomplete: 'username', value: email });

/** For an app on this device one press, for one on another the secret to type, in groups of four. */
const secretOf = ({ secret, uri }) => [
  h('p', h('a.button', { href: uri }, t('factor.open'))),
  h('p', t('factor.type')),
  h('p.secret', { dir: 'ltr' }, h('code', secret.match(/.{1,4}/g).join(' '))),
];

const recoveryCodes = (codes) => [
  h('ol.secret', { dir: 'ltr' }, codes.map((code) => h('li', h('code', code)))),
  h('p', button(t('factor.save'), () => saveFile(new Blob([codes.join('\r\n')]), 'recovery-codes.txt'))),
];

/** Ends this session, too. */
async function remove() {
  const done = await ask({ title: t('factor.remove'), intro: t('factor.removeMeans'), submit: t('factor.remove'), kind: 'danger',
    fields: [passwordField(), codeField()],
    async send({ password, code }) {
      await api.post(`${PATH}disable/`, { password, code });
      say(t('factor.removed'));
    } });
  if (!done) return;
  await api.get('/api/auth/me/');
  location.reload();
}
