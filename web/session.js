/** Who is signed in, kept over reloads. The session itself is in a cookie that scripts cannot read. */

const KEY = 'session';
let session = JSON.parse(localStorage.getItem(KEY));

export const user = () => session?.user;
export const csrfToken = () => session?.csrf_token;

export function begin({ csrf_token, user }) {
  session = { csrf_token, user };
  localStorage.setItem(KEY, JSON.stringify(session));
}

export function end() {
  session = null;
  localStorage.removeItem(KEY);
}
