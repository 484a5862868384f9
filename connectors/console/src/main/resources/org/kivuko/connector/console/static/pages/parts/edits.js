// Corrections that wait for a second person.
import { html, ident } from '../../lib/html.js';
import { t } from '../../lib/i18n.js';
import { time } from '../../lib/format.js';
import { table } from '../../lib/table.js';

const decide = (ctx, edit, what) => ctx.act({
  title: t(`edits.${what}-title`),
  body: t(`edits.${what}-body`),
  confirm: t(`edits.${what}`),
  danger: what === 'refuse',
  run: ({ reason, key }) => ctx.api.post(`/v1/ops/edits/${encodeURIComponent(edit.edit)}/${what}`, { reason, key }),
}).then((result) => result?.done && ctx.refresh());

function acts(ctx, edit) {
  if (edit.by === ctx.me.login) return html`<span class="quiet">${t('edits.own')}</span>`;
  if (!ctx.can('EDIT') && !ctx.can('OPERATE')) return '–';
  return html`<div class="actions"><button type="button" @click=${() => decide(ctx, edit, 'approve')}>${t('edits.approve')}</button>
    <button type="button" @click=${() => decide(ctx, edit, 'refuse')}>${t('edits.refuse')}</button></div>`;
}

export const editsPart = (ctx, edits) => table(ctx, {
  id: 'edits', caption: t('edits.caption'), rows: edits, key: (e) => e.edit, choose: false,
  columns: [
    { id: 'copy', label: t('failures.copy'), head: true, cell: (e) => html`<a href=${ctx.address('failures', [e.queue, e.copy])}>${ident(e.copy)}</a>` },
    { id: 'by', label: t('edits.by'), cell: (e) => html`<bdi>${e.by}</bdi> ${time(e.at)}` },
    { id: 'reason', label: t('act.reason'), cell: (e) => html`<bdi>${e.reason ?? '–'}</bdi>` },
    { id: 'act', label: t('failures.act'), cell: (e) => acts(ctx, e) },
  ],
});
