// Every page that can be gone to: its name in the URL, its letter after `g`, and the right that it needs.
export const PLACES = [
  { group: 'now', page: 'board', letter: 'b', right: 'SEE' },
  { group: 'now', page: 'alerts', letter: 'a', right: 'SEE' },
  { group: 'now', page: 'shift', letter: 's', right: 'SEE' },
  { group: 'flow', page: 'queues', letter: 'q', right: 'SEE' },
  { group: 'flow', page: 'messages', letter: 'm', right: 'SEE' },
  { group: 'flow', page: 'failures', letter: 'd', right: 'SEE' },
  { group: 'flow', page: 'redrives', letter: 'r', right: 'SEE' },
  { group: 'flow', page: 'held', letter: 'h', right: 'SEE' },
  { group: 'rules', page: 'agreements', letter: 'e', right: 'SEE' },
  { group: 'rules', page: 'posts', letter: 'p', right: 'SEE' },
  { group: 'rules', page: 'topology', letter: 't', right: 'SEE' },
  { group: 'rules', page: 'exercises', letter: 'x', right: 'SEE' },
  { group: 'house', page: 'audit', letter: 'u', right: 'AUDIT' },
  { group: 'house', page: 'people', letter: 'o', right: 'ADMINISTER' },
  { group: 'house', page: 'settings', letter: 'c' },
];

/** A page that belongs to another one in the navigation. */
const PARENTS = { queue: 'queues', message: 'messages', redrive: 'redrives', agreement: 'agreements', pair: 'agreements', rule: 'agreements', 'what-if': 'agreements' };

export const parentOf = (page) => PARENTS[page] ?? page;

/** The address of a page; every part is encoded. */
export function address(page, path = [], query = {}) {
  const rest = [page === 'board' && path.length === 0 ? '' : page, ...path].map(encodeURIComponent).join('/');
  const given = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '');
  const text = new URLSearchParams(given).toString();
  return `/console/${rest}${text ? `?${text}` : ''}`;
}
