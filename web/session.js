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

/** Whether somebody else is signed in than before, or the same one in another role: the page does not fit them. */
const differs = (before) => before?.user_id !== user()?.user_id || before?.role !== user()?.role;

/** What the server says of the user now; whoever has another role meanwhile gets its pages. */
export function update(fresh) {
  const before = user();
  // Another tab may have signed out a moment ago.
  if (before?.user_id !== fresh.user_id || !localStorage.getItem(KEY)) return;
  begin({ csrf_token: csrfToken(), user: fresh });
  if (differs(before)) location.reload();
}

// The tabs of a browser share the cookie, so they share this.
addEventListener('storage', ({ key }) => {
  if (key !== KEY && key !== null) return;
  const before = user();
  session = JSON.parse(localStorage.getItem(KEY));
  if (differs(before)) location.reload();
});
