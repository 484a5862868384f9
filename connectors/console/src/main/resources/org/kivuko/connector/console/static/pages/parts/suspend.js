// Suspending an agreement or one way of it, and letting it go on; always with a reason.
import { html, nothing } from '../../lib/html.js';
import { t } from '../../lib/i18n.js';
import { badge } from '../../lib/states.js';
import { time } from '../../lib/format.js';
import { idents } from './marks.js';

function ask(ctx, { agreement, from, to, verb }) {
  const subject = from ? `${agreement} ${from}-${to}` : agreement;
  return ctx.act({
    title: t(`suspend.${verb}`, { name: subject }),
    body: html`<p>${t(`suspend.${verb}-text`)}</p>`,
    confirm: t(`suspend.${verb}-confirm`),
    danger: verb === 'suspend',
    typed: verb === 'suspend' ? { label: t('suspend.type', { name: agreement }), expect: agreement } : undefined,
    run: async ({ reason, key }) => {
      await ctx.api.post(`/v1/ops/agreements/${encodeURIComponent(agreement)}/${verb}`, { reason, key, ...(from ? { from, to } : {}) });
      ctx.refresh();
    },
  });
}

const button = (ctx, what) => html`<button type="button" @click=${() => ask(ctx, what)}>${t(`suspend.${what.verb}-confirm`)}…</button>`;

const isThisWay = (one, from, to) => (from ? one.from === from && one.to === to : !one.from);

/** What is suspended of it: by whom, why, and for whoever may, a button that lets it go on. */
export const suspended = (entry, ctx) => !entry?.suspended?.length ? nothing : html`<ul class="plain">${entry.suspended.map((one) => html`<li>
  ${badge('paused', one.from ? html`${t('agreements.suspended')} ${idents([`${one.from}-${one.to}`])}` : t('agreements.suspended'))}
  ${one.by ? html`<span class="quiet">${t('agreements.by', { name: one.by })} ${time(one.at)}</span>` : nothing} <bdi>${one.reason ?? ''}</bdi>
  ${ctx?.can('AGREEMENTS') ? button(ctx, { agreement: entry.agreement, from: one.from, to: one.to, verb: 'resume' }) : nothing}</li>`)}</ul>`;

/** A button that suspends it, or this way of it; nothing where that is so already, or the right is lacking. */
export function suspendButton(ctx, entry, from, to) {
  if (!ctx.can('AGREEMENTS') || !entry) return nothing;
  const already = entry.suspended?.some((one) => isThisWay(one) || isThisWay(one, from, to));
  return already ? nothing : button(ctx, { agreement: entry.agreement, from, to, verb: 'suspend' });
}
