// The router: one page at a time, its whole state in the URL. Pages are modules of pages/, loaded when they are gone to.
import { html, nothing, render } from './lib/html.js';
import { api, onSignedOut, Problem } from './lib/api.js';
import { direction, language, load as loadWords, t } from './lib/i18n.js';
import { renewFormats } from './lib/format.js';
import { onChoice, settings } from './lib/settings.js';
import { Live } from './lib/live.js';
import { act, open } from './lib/dialog.js';
import { empty, failing, loading } from './lib/states.js';
import { frame } from './lib/frame.js';
import { listen } from './lib/keys.js';
import { signIn } from './lib/signin.js';
import { address } from './lib/places.js';

const BASE = document.documentElement.dataset.static;
const REDRAW_MS = 5_000;
const root = document.getElementById('app');
const state = { me: undefined, params: read(), local: {}, live: 'hidden', menu: false, title: 'Kivuko', ended: false };
let turn = 0;

/** The page, the parts of its path and its query, as the URL says. */
function read() {
  const [first = '', ...path] = location.pathname.replace(/^\/console\/?/, '').split('/').map(decodeURIComponent);
  return { page: first || 'board', path: path.filter(Boolean), query: Object.fromEntries(new URLSearchParams(location.search)) };
}

const may = (right) => !right || Boolean(state.me?.rights.includes(right));

/** The address of this page with some of its query changed; empty values leave it. */
const href = (changes = {}) => address(state.params.page, state.params.path, { ...state.params.query, ...changes });

function goTo(url, { replace = false } = {}) {
  if (url === location.pathname + location.search) return refresh();
  history[replace ? 'replaceState' : 'pushState'](null, '', url);
  return arrive();
}

/** What a page is given to draw itself. */
const ctx = () => ({
  me: state.me, params: state.params, local: state.local, sort: state.module?.sort, base: BASE,
  can: may, href, goTo, refresh, rerender: draw, act, open, api, address,
  go: (changes, options) => goTo(href(changes), options),
});

async function arrive() {
  const before = state.params;
  state.params = read();
  const samePage = before.page === state.params.page && String(before.path) === String(state.params.path);
  Object.assign(state, { local: {}, problem: null, refreshProblem: null, menu: false });
  if (!samePage || !state.module) Object.assign(state, { module: null, model: undefined, loadedAt: 0, title: t('frame.loading') });
  draw();
  if (!state.me) return;
  await fetchPage(samePage);
  if (!samePage) {
    scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }
}

async function fetchPage(samePage) {
  const mine = ++turn;
  if (!state.module) {
    const module = await pageModule(state.params.page);
    if (mine !== turn) return;
    state.module = module;
  }
  if (!state.module) {
    state.title = t('frame.no-page');
    document.title = `${state.title} · Kivuko`;
    live.watch({ topics: [], every: 0 });
    draw();
    return;
  }
  try {
    const model = await state.module.load(state.params, api, ctx());
    if (mine !== turn) return;
    Object.assign(state, { model, problem: null, refreshProblem: null, loadedAt: Date.now() });
  } catch (failure) {
    if (mine !== turn) return;
    if (!(failure instanceof Problem)) throw failure;
    // A page that is there already stays, and says that it is old.
    if (state.model !== undefined && samePage && failure.status !== 404 && failure.status !== 403) state.refreshProblem = failure;
    else state.problem = failure;
  }
  const { title, topics, every } = state.module;
  state.title = typeof title === 'function' ? title(state.params, t) : t(title);
  document.title = `${state.title} · Kivuko`;
  live.watch({ topics: topics ?? [], every: every ?? 15 });
  draw();
}

async function pageModule(name) {
  if (!/^[a-z][a-z-]*$/.test(name)) return null;
  try {
    return (await import(`${BASE}/pages/${name}.js`)).default;
  } catch (failure) {
    // A file that is not there; what does not run is a fault of the program and is not hidden.
    if (!(failure instanceof TypeError)) throw failure;
    console.warn(failure);
    return null;
  }
}

/** Asks again for what is shown, without a blink. */
async function refresh() {
  if (!state.me || !state.module) return;
  const mine = ++turn;
  try {
    const model = await state.module.load(state.params, api, ctx());
    if (mine !== turn) return;
    Object.assign(state, { model, problem: null, refreshProblem: null, loadedAt: Date.now() });
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    if (mine === turn) state.refreshProblem = failure;
  }
  draw();
}

function content() {
  if (state.problem) return failing(state.problem, () => {
    state.problem = null;
    draw();
    fetchPage(false);
  });
  if (!state.module && state.title === t('frame.no-page')) {
    return empty(t('frame.no-page'), t('frame.no-page-text'), html`<p><a class="button" href="/console/">${t('nav.board')}</a></p>`);
  }
  if (state.model === undefined) return loading();
  const old = state.refreshProblem
    ? html`<div class="notice" role="status">${t('frame.not-renewed')} <button type="button" @click=${refresh}>${t('problem.again')}</button></div>`
    : nothing;
  return html`${old}${state.module.view(state.model, ctx())}`;
}

const it = {
  may, goTo, refresh,
  signedIn: () => Boolean(state.me),
  toggleMenu: () => {
    state.menu = !state.menu;
    draw();
  },
  signOut: async () => {
    const elsewhere = await api.signOut();
    if (elsewhere) return location.assign(elsewhere);
    Object.assign(state, { me: null, ended: false, model: undefined, module: null });
    return nobody();
  },
};

function draw() {
  const root0 = document.documentElement;
  const { theme } = settings();
  if (theme === 'auto') delete root0.dataset.theme;
  else root0.dataset.theme = theme;
  root0.lang = language();
  root0.dir = direction();
  if (state.startProblem) return render(html`<main id="main" class="signin"><h1>Kivuko</h1>${failing(state.startProblem, start)}</main>`, root);
  if (state.me === undefined) return undefined;
  if (state.me) return render(frame(state, it, content()), root);
  document.title = `${t('signin.title')} · Kivuko`;
  return render(signIn({ done: signedIn, ended: state.ended, redraw: draw, oidc: state.oidc, why: state.why }), root);
}

/** Nobody is signed in: asks whether there is another way in than login and password. */
async function nobody() {
  state.me = null;
  draw();
  state.oidc = await api.otherWay();
  draw();
}

/** Why the other way in was refused; the address does not keep it. */
function takeWhy() {
  const query = new URLSearchParams(location.search);
  state.why = query.get('signin');
  if (!state.why) return;
  query.delete('signin');
  history.replaceState(null, '', `${location.pathname}${query.size ? `?${query}` : ''}`);
  state.params = read();
}

function signedIn(session) {
  Object.assign(state, { me: session, ended: false, why: null, module: null, model: undefined });
  arrive();
}

const live = new Live({
  wanted: refresh,
  changed: (how) => {
    state.live = how;
    draw();
  },
});

onSignedOut(() => {
  if (!state.me) return;
  Object.assign(state, { me: null, ended: true, module: null, model: undefined });
  live.watch({ topics: [], every: 0 });
  nobody();
});

onChoice(async () => {
  await loadWords(BASE);
  renewFormats();
  if (state.me) await arrive();
});

addEventListener('popstate', arrive);

document.addEventListener('click', (event) => {
  const a = event.target.closest?.('a[href]');
  if (!a || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (a.target || a.hasAttribute('download') || a.rel === 'external' || a.origin !== location.origin) return;
  if (!a.pathname.startsWith('/console/')) return;
  event.preventDefault();
  goTo(a.pathname + a.search);
});

async function start() {
  state.startProblem = null;
  const words = loadWords(BASE);
  try {
    const session = await api.session().finally(() => words);
    renewFormats();
    if (session) signedIn(session);
    else nobody();
  } catch (failure) {
    if (!(failure instanceof Problem)) {
      root.textContent = 'The words of these pages could not be loaded. Load the page again.';
      throw failure;
    }
    state.startProblem = failure;
    renewFormats();
    draw();
  }
}

listen(it);
takeWhy();
setInterval(() => {
  if (!document.hidden && state.me) draw();
}, REDRAW_MS);
start();
