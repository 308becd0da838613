import { user } from './session.js';

/**
 * What somebody typed and the server does not have yet, per user, on this device. Every write is on the disk before it
 * counts as done; signing out deletes all of them.
 */

const DAY = 86_400_000;
// Lists of students go sooner than what somebody typed.
const isList = ({ name }) => /^(day|sheet)\//.test(name);
const maximumAge = (draft) => (isList(draft) ? 2 : 30) * DAY;

// In private windows and on full disks nothing is found, and who types is told, once.
let tellLost = () => {};
export const onLost = (tell) => (tellLost = tell);

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open('school-support', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('draft');
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

opened.catch(() => {});

async function transact(mode, use) {
  const database = await opened;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('draft', mode, { durability: 'strict' });
    const request = use(transaction.objectStore('draft'));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

const change = (use) => transact('readwrite', use).catch(() => {});

const key = (name) => `${user()?.user_id}/${name}`;
const all = () => IDBKeyRange.bound(key(''), key('\uffff'));

let cleared = false;
const newest = new Map();
const writes = new Map();

/** Answers whether the newest value is on the disk; those between may be left out. */
export function save(name, value) {
  if (cleared) return Promise.resolve(false);
  const at = key(name);
  newest.set(at, { name, value, saved_at: Date.now() });
  if (!writes.has(at)) writes.set(at, write(at));
  return writes.get(at);
}

async function write(at) {
  let draft;
  try {
    while (newest.has(at)) {
      draft = newest.get(at);
      newest.delete(at);
      await transact('readwrite', (store) => store.put(draft, at));
    }
    return true;
  } catch {
    if (!isList(draft)) tellLost();
    return false;
  } finally {
    writes.delete(at);
  }
}

export function remove(name) {
  newest.delete(key(name));
  return change((store) => store.delete(key(name)));
}

/** Nothing is kept any more until the page starts again. */
export function clear() {
  cleared = true;
  newest.clear();
  return change((store) => store.delete(all()));
}

/** `{name, value, saved_at}`, or nothing. */
export async function load(name) {
  await writes.get(key(name));
  return transact('readonly', (store) => store.get(key(name))).catch(() => {});
}

export const list = (prefix) => transact('readonly',
  (store) => store.getAll(IDBKeyRange.bound(key(prefix), key(`${prefix}\uffff`)))).catch(() => []);

/** Whoever's: who does not come back clears nothing. */
export const expire = () => change((store) => {
  const request = store.openCursor();
  request.onsuccess = () => {
    const cursor = request.result;
    if (!cursor) return;
    if (cursor.value.saved_at < Date.now() - maximumAge(cursor.value)) cursor.delete();
    cursor.continue();
  };
  return request;
});

export const typed = async () => (await list('')).filter((draft) => !isList(draft));
