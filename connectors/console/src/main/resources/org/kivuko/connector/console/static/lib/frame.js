// What surrounds every page: skip link, navigation, who is signed in, how old the data are.
import { html, nothing } from './html.js';
import { reviewed, t } from './i18n.js';
import { clock, duration, zone } from './format.js';
import { address, parentOf, PLACES } from './places.js';
import { palette } from './keys.js';

const STALE_AFTER_SECONDS = 60;
const GROUPS = ['now', 'flow', 'rules', 'house'];

const link = (state, place) => html`<li><a href=${address(place.page)}
  aria-current=${parentOf(state.params.page) === place.page ? 'page' : nothing}>${t(`nav.${place.page}`)}</a></li>`;

const navigation = (state, frame) => html`
  <nav class="places" aria-label=${t('frame.navigation')}>
    ${GROUPS.map((group) => {
      const places = PLACES.filter((p) => p.group === group && frame.may(p.right));
      return places.length === 0 ? nothing : html`
        <h2 id="nav-${group}">${t(`nav.group-${group}`)}</h2>
        <ul aria-labelledby="nav-${group}">${places.map((place) => link(state, place))}</ul>`;
    })}
  </nav>`;

/** The age of what is shown, with a word when it is old. */
export function age(state) {
  if (!state.loadedAt) return nothing;
  const seconds = Math.max(0, Math.round((Date.now() - state.loadedAt) / 1000));
  const stale = seconds >= STALE_AFTER_SECONDS || state.refreshProblem;
  return html`<p class="age ${stale ? 'stale' : ''}">
    ${stale ? html`<span aria-hidden="true">▲</span> ${t('frame.stale')} ` : nothing}
    <time datetime=${new Date(state.loadedAt).toISOString()}>${t('frame.as-of', { time: clock(state.loadedAt), age: duration(seconds) })}</time>
    <span class="quiet">${t(`frame.live-${state.live}`)}</span></p>`;
}

/** A password that somebody else knows is to be changed; those of a demonstration stand in a file. */
const passwordHint = ({ me, params }) => (me.password !== 'given' || me.demonstration || params.page === 'settings' ? nothing
  : html`<p class="notice">${t('password.given')} <a href="/console/settings">${t('password.change')}</a></p>`);

export function frame(state, it, content) {
  return html`
    <a class="skip" href="#main" @click=${(e) => {
      e.preventDefault();
      document.getElementById('main').focus();
    }}>${t('frame.skip')}</a>
    ${state.me.demonstration ? html`<aside class="demonstration" aria-label=${t('frame.demonstration-label')}>${t('frame.demonstration')}</aside>` : nothing}
    <header class="top">
      <button type="button" class="menu" aria-expanded=${state.menu} aria-controls="side" @click=${it.toggleMenu}>
        <span aria-hidden="true">☰</span> ${t('frame.menu')}</button>
      <a class="mark" href="/console/">Kivuko</a>
      <button type="button" class="find" @click=${() => palette(it)}>${t('palette.hint')} <kbd dir="ltr">Ctrl K</kbd></button>
      <span class="who">${state.me.name || state.me.login}</span>
      <button type="button" @click=${it.signOut}>${t('frame.sign-out')}</button>
    </header>
    <div class="sides">
      <div id="side" class=${state.menu ? 'open' : ''}>${navigation(state, it)}</div>
      <main id="main" tabindex="-1">
        <div class="head"><h1>${state.title}</h1>${age(state)}</div>
        ${passwordHint(state)}
        ${content}
        <footer class="quiet"><p>${zone()}</p>${reviewed() ? nothing : html`<p>${t('frame.unreviewed')}</p>`}</footer>
      </main>
    </div>`;
}
