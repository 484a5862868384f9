// What a page says while it has nothing to show: loading, empty, failing, not allowed.
import { html, nothing } from './html.js';
import { has, t } from './i18n.js';

/** What happened, in the hub's words where it gave some. */
export function problemText(problem) {
  const kind = kindOf(problem);
  const said = problem.detail && problem.code !== 'OFFLINE' ? html` <span lang="en" dir="ltr">${problem.detail}</span>` : nothing;
  return html`${t(`problem.${kind}`)}${said}${problem.errors?.length
    ? html`<ul class="faults" lang="en" dir="ltr">${problem.errors.map((e) => html`<li><code>${e.pointer}</code> ${e.detail}</li>`)}</ul>`
    : nothing}`;
}

/** Which sentence fits: by status, since codes grow in number. */
export function kindOf({ status, code }) {
  if (code === 'OFFLINE') return 'offline';
  if (has(`problem.s${status}`)) return `s${status}`;
  return status >= 500 ? 's503' : 'other';
}

/** A page or a part of one that could not be loaded: what happened, who acts, try again. */
export const failing = (problem, again) => html`
  <section class="state failing" role="alert">
    <h2><span class="icon" aria-hidden="true">⚠</span> ${t('problem.title')}</h2>
    <p>${problemText(problem)}</p>
    <p>${t(`actor.${kindOf(problem)}`)}</p>
    <p class="quiet"><span>${t('problem.code')}</span> <bdi dir="ltr" class="ident">${problem.code}</bdi></p>
    ${again ? html`<button type="button" class="main" @click=${again}>${t('problem.again')}</button>` : nothing}
  </section>`;

/** Nothing here: what that means and what to do. */
export const empty = (title, text, action = nothing) => html`
  <section class="state empty">
    <p class="lead"><span class="icon" aria-hidden="true">✓</span> ${title}</p>
    <p>${text}</p>
    ${action}
  </section>`;

export const loading = () => html`<p class="state loading" role="status">${t('frame.loading')}</p>`;

const ICONS = { ok: '✓', info: 'ℹ', attention: '▲', urgent: '⬤', bad: '✕', paused: '❚❚', off: '○' };

/** A mark with icon and word; its colour is never the only thing that tells. */
export const badge = (kind, text) => html`<span class="badge ${kind}"><span aria-hidden="true">${ICONS[kind] ?? '•'}</span> ${text}</span>`;
