// Suspending an agreement or one direction of it, and letting it go on; always with a reason.
import { html, nothing } from '../../lib/html.js';
import { t } from '../../lib/i18n.js';

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

/** Whether what is listed as suspended covers this agreement, or this direction of it. */
export function isSuspended(entry, from, to) {
  const all = entry?.suspended ? [entry.suspended].flat() : [];
  return all.some((one) => (from ? !one.from || (one.from === from && one.to === to) : !one.from));
}

/** The button that fits; nothing for whoever lacks the right. */
export function suspendButton(ctx, entry, from, to) {
  if (!ctx.can('AGREEMENTS') || !entry) return nothing;
  const verb = isSuspended(entry, from, to) ? 'resume' : 'suspend';
  return html`<button type="button" @click=${() => ask(ctx, { agreement: entry.agreement, from, to, verb })}>${t(`suspend.${verb}-confirm`)}…</button>`;
}
