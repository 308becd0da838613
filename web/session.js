/** Who is signed in, kept over reloads. The session itself is in a cookie that scripts cannot read. */

const KEY = 'session';
const kept = () => JSON.parse(localStorage.getItem(KEY));
let session = kept();

export const user = () => session?.user;
export const csrfToken = () => session?.csrf_token;

/** What waits for an answer is not the next one's. */
function become(value) {
  if (value?.user?.user_id !== user()?.user_id) sessionStorage.clear();
  session = value;
}

function keep(value) {
  become(value);
  localStorage.setItem(KEY, JSON.stringify(value));
}

export const begin = ({ csrf_token, user }) => keep({ csrf_token, user });

/** Without an answer the token stays: it is to end the session later. */
export const end = (answered) => keep(answered ? null : { csrf_token: csrfToken() });

/** Whether the page does not fit who is signed in now. */
const differs = (before) => before?.user_id !== user()?.user_id || before?.role !== user()?.role;

/** What the server says of the user now; whoever has another role meanwhile gets its pages. */
export function update(fresh) {
  const before = user();
  // Another tab may have signed out.
  if (before?.user_id !== fresh.user_id || !kept()?.user) return;
  begin({ csrf_token: csrfToken(), user: fresh });
  if (differs(before)) location.reload();
}

// Tabs share the cookie, so they share this; a page that is come back to may have missed it.
for (const kind of ['storage', 'pageshow']) addEventListener(kind, () => {
  const before = user();
  become(kept());
  if (differs(before)) location.reload();
});
