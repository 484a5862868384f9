// One copy that could not go on: why, what it holds (after a purpose was stated), and a correction for a second person.
import { code, html, ident, nothing } from '../../lib/html.js';
import { t, word } from '../../lib/i18n.js';
import { time } from '../../lib/format.js';
import { bodyView } from '../../lib/json.js';
import { redrive } from '../../lib/redrive.js';

const openContent = (ctx, path) => ctx.act({
  title: t('copy.open'),
  body: t('copy.open-body'),
  fields: [{ name: 'purpose', label: t('copy.purpose'), note: t('copy.purpose-note') }],
  confirm: t('copy.open'),
  run: async ({ purpose, reason }) => {
    ctx.local.content = await ctx.api.post(`${path}/content`, { purpose, reason });
    ctx.rerender();
  },
});

const asText = (body) => (typeof body === 'string' ? body : JSON.stringify(body, null, 2));

const edit = (ctx, path, body) => ctx.act({
  title: t('copy.edit'),
  body: t('copy.edit-body'),
  fields: [{ name: 'body', label: t('copy.text'), type: 'textarea', rows: 14, max: 262144, code: true, value: asText(body) }],
  confirm: t('copy.propose'),
  run: ({ body: changed, reason, key }) => ctx.api.post(`${path}/edit`, { body: changed, reason, key }),
}).then((result) => {
  if (!result?.done) return;
  ctx.local.proposed = true;
  ctx.rerender();
});

export function copyPart(ctx, queue, copy, path) {
  const { content, proposed } = ctx.local;
  const body = content?.text ?? content?.base64;
  return html`
    <div class="card"><dl class="pairs">
      <dt>${t('failures.cause')}</dt><dd>${code(copy.cause)}</dd>
      <dt>${t('failures.at')}</dt><dd>${time(copy.at)}</dd>
      <dt>${t('queues.agency')}</dt><dd>${copy.agency ? ident(copy.agency) : '–'}</dd>
      ${copy.door ? html`<dt>${t('failures.door')}</dt><dd>${word('door', copy.door)}</dd>` : nothing}
      ${copy.outbox ? html`<dt>${t('queues.queue')}</dt><dd>${ident(copy.outbox)}</dd>` : nothing}
      ${copy.redriven ? html`<dt>${t('failures.redriven')}</dt><dd>${t('failures.times', { n: copy.redriven })}</dd>` : nothing}
    </dl></div>
    ${copy.errors?.length ? html`<section class="card" aria-labelledby="places"><h2 id="places">${t('failures.places')}</h2>
      <ul class="faults" lang="en" dir="ltr">${copy.errors.map((e) => html`<li><code>${e.pointer || '/'}</code> ${e.detail} <span class="quiet">${e.code}</span></li>`)}</ul></section>` : nothing}
    ${proposed ? html`<p class="notice" role="status">${t('copy.proposed')}</p>` : nothing}
    <div class="actions">
      ${ctx.can('OPERATE') ? html`<button type="button" class="main" @click=${() => redrive(ctx, queue, { copies: [copy.copy] })}>${t('copy.redrive')}</button>` : nothing}
      ${ctx.can('OPEN_CONTENT') && body === undefined ? html`<button type="button" @click=${() => openContent(ctx, path)}>${t('copy.open')}</button>` : nothing}
      ${ctx.can('EDIT') && body !== undefined ? html`<button type="button" @click=${() => edit(ctx, path, body)}>${t('copy.edit')}</button>` : nothing}
    </div>
    ${body === undefined ? html`<p class="note">${t(ctx.can('OPEN_CONTENT') ? 'copy.closed' : 'copy.no-right')}</p>`
      : html`<section aria-labelledby="content"><h2 id="content">${t('copy.content')}</h2>${bodyView(body, { faults: copy.errors ?? [] })}</section>`}`;
}
