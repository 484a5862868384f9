// The way in. The address stays as it is, so that whoever signs in again goes on where he was.
import { html, nothing } from './html.js';
import { reviewed, t } from './i18n.js';
import { api, Problem } from './api.js';
import { problemText } from './states.js';

let problem = null;
let busy = false;

function refusal() {
  if (!problem) return nothing;
  const text = problem.status === 401 || problem.status === 429 ? t(`signin.s${problem.status}`) : problemText(problem);
  return html`<p class="fault">${text}</p>`;
}

/** @param done called with the session; `ended` says that there was one before; `oidc` whether the other way is offered */
export function signIn({ done, ended, redraw, oidc }) {
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
      ${ended ? html`<p class="notice" role="status">${t('signin.ended')}</p>` : nothing}
      <form method="post" @submit=${submit}>
        <div class="field"><label for="login">${t('signin.login')}</label>
          <input id="login" name="login" required autocomplete="username" autocapitalize="none" spellcheck="false" dir="ltr"></div>
        <div class="field"><label for="password">${t('signin.password')}</label>
          <input id="password" name="password" type="password" required autocomplete="current-password" dir="ltr"></div>
        <div role="alert">${refusal()}</div>
        <button type="submit" class="main" aria-disabled=${busy}>${busy ? t('signin.busy') : t('signin.go')}</button>
      </form>
      ${oidc ? html`<p><a class="button" rel="external" href="/v1/session/oidc">${t('signin.oidc')}</a></p>` : nothing}
      <p class="quiet">${t('signin.help')}</p>
      ${reviewed() ? nothing : html`<p class="quiet">${t('frame.unreviewed')}</p>`}
    </main>`;
}
