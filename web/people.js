import { api } from './api.js';

/** The people one can choose for a case: all staff for an admin, who can see the student for a form master. */
export async function peopleFor(user, studentId) {
  const path = user.role === 'admin' ? '/api/users/?limit=200' : `/api/students/${studentId}/access/`;
  const { results } = await api.get(path);
  return results.filter(({ active }) => active !== false).map(({ user_id, name, role }) => ({ user_id, name, role }));
}

export const options = (people) => people.map(({ user_id, name }) => [user_id, name]);
