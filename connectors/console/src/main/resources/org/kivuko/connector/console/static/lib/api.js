// Calls of the hub. What goes wrong is a Problem with a lasting code, never a bare exception of the browser.

/** A call that was not answered as hoped (RFC 9457), or not at all: then the code is OFFLINE. */
export class Problem extends Error {
  constructor({ status = 0, code = 'OFFLINE', detail = '', errors = [], retryAfter = 0 }) {
    super(detail || code);
    Object.assign(this, { status, code, detail, errors, retryAfter });
  }
}

let csrf = '';
let whenSignedOut = () => {};

/** What is done when the session has ended. */
export function onSignedOut(handler) {
  whenSignedOut = handler;
}

function address(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(given).toString();
  return text ? `${path}?${text}` : path;
}

async function problem(answer) {
  let document = {};
  try {
    document = await answer.json();
  } catch {
    // No problem document: the status has to do.
  }
  const retryAfter = Number(answer.headers.get('Retry-After')) || 0;
  return new Problem({ code: 'HTTP', ...document, status: answer.status, retryAfter });
}

async function call(method, path, { query, body, signal, quiet } = {}) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method === 'POST') headers['X-CSRF-Token'] = csrf;
  let answer;
  try {
    answer = await fetch(address(path, query), {
      method, headers, signal, credentials: 'same-origin', cache: 'no-store',
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem({});
  }
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  if (answer.status === 401 && !quiet) whenSignedOut();
  throw await problem(answer);
}

export const api = {
  get: (path, query, signal) => call('GET', path, { query, signal }),
  post: (path, body = {}, signal) => call('POST', path, { body, signal }),
  /** The address of a download that honours a filter. */
  address,

  /** Several calls of which each may fail alone: name -> {value} or {problem}. */
  async parts(calls) {
    const names = Object.keys(calls);
    const ended = await Promise.allSettled(names.map((name) => calls[name]));
    return Object.fromEntries(ended.map((end, i) => {
      if (end.status === 'fulfilled') return [names[i], { value: end.value }];
      if (!(end.reason instanceof Problem)) throw end.reason;
      return [names[i], { problem: end.reason }];
    }));
  },

  /** Who is signed in; null where nobody is. */
  async session() {
    try {
      return keep(await call('GET', '/v1/session', { quiet: true }));
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 401) return null;
      throw failure;
    }
  },
  signIn: async (login, password) => keep(await call('POST', '/v1/session', { body: { login, password }, quiet: true })),
  changePassword: async (current, password) => keep(await call('POST', '/v1/session/password', { body: { current, password } })),
  /** What the other way in is called; nothing where there is none. */
  otherWay: () => call('GET', '/v1/session/ways', { quiet: true }).then((ways) => ways.oidc?.name).catch(() => undefined),
  /** Where the session ends that somebody has elsewhere; nothing where there is none. */
  async signOut() {
    const end = await call('POST', '/v1/session/end', { quiet: true }).catch(() => null);
    csrf = '';
    return end?.endSession;
  },
};

function keep(session) {
  csrf = session.csrf || '';
  return session;
}
