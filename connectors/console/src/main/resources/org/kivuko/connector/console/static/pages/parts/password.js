// One's own password: the current one, and twice the new one. Nothing of them is kept in the page.
import { html, nothing } from '../../lib/html.js';
import { t } from '../../lib/i18n.js';
import { Problem } from '../../lib/api.js';
import { problemText } from '../../lib/states.js';

const refusal = (problem) => (problem.status === 403 ? t('password.wrong') : problem.status === 429 ? t('signin.s429') : problemText(problem));

const field = (name, label, complete, note) => html`
  <div class="field"><label for="password-${name}">${label}</label>
    <input id="password-${name}" name=${name} type="password" required maxlength="200" autocomplete=${complete} dir="ltr"
      aria-describedby=${note ? `password-${name}-note` : nothing}>
    ${note ? html`<p class="note" id="password-${name}-note">${note}</p>` : nothing}</div>`;

const submit = (ctx) => async (event) => {
  event.preventDefault();
  const form = event.target;
  if (ctx.local.busy) return;
  const { current, fresh, again } = Object.fromEntries(new FormData(form));
  Object.assign(ctx.local, { busy: true, done: false, fault: null });
  ctx.rerender();
  try {
    if (fresh !== again) ctx.local.fault = t('password.differs');
    else {
      Object.assign(ctx.me, await ctx.api.changePassword(current, fresh));
      ctx.local.done = true;
      form.reset();
    }
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    ctx.local.fault = refusal(failure);
  } finally {
    ctx.local.busy = false;
    ctx.rerender();
  }
};

export function ownPassword(ctx) {
  const { busy, done, fault } = ctx.local;
  if (!ctx.me.password) return nothing;
  return html`<section class="card" aria-labelledby="own-password"><h2 id="own-password">${t('password.title')}</h2>
    ${ctx.me.password === 'none' ? html`<p>${t('password.elsewhere')}</p>` : html`
      ${ctx.me.password === 'given' ? html`<p class="notice">${t('password.given')}</p>` : nothing}
      <form method="post" class="own-password" @submit=${submit(ctx)}>
        <input name="username" type="text" autocomplete="username" .value=${ctx.me.login} hidden>
        ${field('current', t('password.current'), 'current-password')}
        ${field('fresh', t('password.new'), 'new-password', t('password.note'))}
        ${field('again', t('password.again'), 'new-password')}
        <div role="alert">${fault ? html`<p class="fault">${fault}</p>` : nothing}</div>
        <div role="status">${done ? html`<p>${t('password.done')}</p>` : nothing}</div>
        <button type="submit" class="main" aria-disabled=${Boolean(busy)}>${t('password.go')}</button>
      </form>`}</section>`;
}
