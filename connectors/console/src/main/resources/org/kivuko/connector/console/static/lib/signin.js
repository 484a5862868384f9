// The way in. The address stays as it is, so that whoever signs in again goes on where he was.
import { html, nothing } from './html.js';
import { has, reviewed, t } from './i18n.js';
import { api, Problem } from './api.js';
import { problemText } from './states.js';

let problem = null;
let busy = false;

function refusal() {
  if (!problem) return nothing;
  const text = problem.status === 401 || problem.status === 429 ? t(`signin.s${problem.status}`) : problemText(problem);
  return html`<p class="fault">${text}</p>`;
}

/** Codes of the hub that are told in the same words as another one. */
const SAME = { 'not-offered': 'not-believed', 'login-taken': 'not-believed', 'scopes-differ': 'roles-clash', duties: 'roles-clash' };

const whyText = (code) => (code === 'busy' ? t('signin.s429') : has(`signin.why-${SAME[code] ?? code}`) ? t(`signin.why-${SAME[code] ?? code}`) : t('signin.why-not-believed'));

/**
 * @param done called with the session; `ended` says that there was one before
 * @param oidc what the other way in is called, where there is one; `why` the code by which it was refused
 */
export function signIn({ done, ended, redraw, oidc, why }) {
  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.target);
    busy = true;
    problem = null;
    redraw();
    try {
      const session = await api.signIn(String(form.get('login')).trim(), String(form.get('password')));
      busy = false;
      done(session);
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      problem = failure;
      event.target.querySelector('[name=password]').value = '';
      event.target.querySelector('[name=password]').focus();
    } finally {
      busy = false;
      redraw();
    }
  };
  return html`
    <main class="signin" id="main" tabindex="-1">
      <h1>${t('signin.title')}</h1>
      ${why ? html`<p class="notice urgent" role="alert">${whyText(why)}</p>` : nothing}
      ${ended ? html`<p class="notice" role="status">${t('signin.ended')}</p>` : nothing}
      <form method="post" @submit=${submit}>
        <div class="field"><label for="login">${t('signin.login')}</label>
          <input id="login" name="login" required autocomplete="username" autocapitalize="none" spellcheck="false" dir="ltr"></div>
        <div class="field"><label for="password">${t('signin.password')}</label>
          <input id="password" name="password" type="password" required autocomplete="current-password" dir="ltr"></div>
        <div role="alert">${refusal()}</div>
        <button type="submit" class="main" aria-disabled=${busy}>${busy ? t('signin.busy') : t('signin.go')}</button>
      </form>
      ${oidc ? html`<p><a class="button" rel="external" href="/v1/session/oidc?to=${encodeURIComponent(location.pathname + location.search)}">${t('signin.oidc', { name: oidc })}</a></p>` : nothing}
      <p class="quiet">${t('signin.help')}</p>
      ${reviewed() ? nothing : html`<p class="quiet">${t('frame.unreviewed')}</p>`}
    </main>`;
}
