import { user } from './session.js';

/**
 * What somebody typed and the server does not have yet, per user, on this device. Every write is on the disk before it
 * counts as done; signing out deletes all of them.
 */

const DAY = 86_400_000;
// Lists of students go sooner than what somebody typed.
const isList = ({ name }) => /^(day|sheet)\//.test(name);
const maximumAge = (draft) => (isList(draft) ? 2 : 30) * DAY;

// Some browsers keep nothing, as in private windows, and some disks are full. The page can be worked with all the same:
// nothing is found, and who types is told, once.
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

const newest = new Map();
const writes = new Map();

/**
 * Keeps the newest value, and answers whether it is on the disk. Who types faster than the disk writes has the values
 * between left out.
 */
export function save(name, value) {
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

export const clear = () => change((store) => store.delete(all()));

/** `{name, value, saved_at}`, or nothing. */
export const load = (name) => transact('readonly', (store) => store.get(key(name))).catch(() => {});

export const list = (prefix) => transact('readonly',
  (store) => store.getAll(IDBKeyRange.bound(key(prefix), key(`${prefix}\uffff`)))).catch(() => []);

export async function expire() {
  for (const draft of await list('')) if (draft.saved_at < Date.now() - maximumAge(draft)) await remove(draft.name);
}

export const typed = async () => (await list('')).filter((draft) => !isList(draft));
