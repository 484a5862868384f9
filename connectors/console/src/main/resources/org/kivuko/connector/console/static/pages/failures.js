// Quarantine and dead letters: causes first, then the list, then one copy.
import { code, html, ident, nothing, repeat } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { number, time } from '../lib/format.js';
import { filters, table } from '../lib/table.js';
import { badge, empty } from '../lib/states.js';
import { redrive } from '../lib/redrive.js';
import { Problem } from '../lib/api.js';
import { copyPart } from './parts/copy.js';
import { editsPart } from './parts/edits.js';

const MOST = 200;
export const QUEUES = ['hub.quarantine', 'hub.dead'];
const call = (queue, ...more) => ['/v1/ops/failures', queue, ...more].map((part, i) => (i ? encodeURIComponent(part) : part)).join('/');

const causeColumns = (ctx, queue) => [
  { id: 'cause', label: t('failures.cause'), head: true, cell: (c) => html`<a href=${ctx.address('failures', [queue], { cause: c.cause })}>${ident(c.cause)}</a>` },
  { id: 'count', label: t('failures.count'), end: true, cell: (c) => number(c.count) },
  { id: 'agencies', label: t('failures.agencies'), cell: (c) => c.agencies.map((a) => html`<a href=${ctx.address('failures', [queue], { cause: c.cause, agency: a })}>${ident(a)}</a> `) },
  { id: 'first', label: t('failures.first'), cell: (c) => time(c.first) },
  { id: 'last', label: t('failures.last'), cell: (c) => time(c.last) },
  { id: 'act', label: t('failures.act'), cell: (c) => (ctx.can('OPERATE')
    ? html`<button type="button" @click=${() => redrive(ctx, queue, { cause: c.cause })}>${t('failures.redrive-cause')}</button>` : '–') },
];

const causes = (ctx, queue, list) => (list.length === 0
  ? empty(t('failures.none', { queue }), t(queue === 'hub.dead' ? 'failures.none-dead' : 'failures.none-quarantine'))
  : table(ctx, { id: `causes-${queue.replace('.', '-')}`, caption: t(`failures.causes-${queue === 'hub.dead' ? 'dead' : 'quarantine'}`), rows: list, key: (c) => c.cause, columns: causeColumns(ctx, queue), choose: false }));

const places = (errors = []) => (errors.length === 0 ? '–' : html`<ul class="faults" lang="en" dir="ltr">${errors.slice(0, 3).map((e) => html`<li><code>${e.pointer || '/'}</code> ${e.detail}</li>`)}
  ${errors.length > 3 ? html`<li>+ ${number(errors.length - 3)}</li>` : nothing}</ul>`);

const listColumns = (ctx, queue) => [
  // The list that it stands in goes with it, for there is no call for one copy alone.
  { id: 'copy', label: t('failures.copy'), head: true, cell: (f) => html`<a href=${ctx.address('failures', [queue, f.copy], ctx.params.query)}>${ident(f.copy)}</a>` },
  { id: 'at', label: t('failures.at'), cell: (f) => time(f.at) },
  { id: 'agency', label: t('queues.agency'), cell: (f) => (f.agency ? ident(f.agency) : '–') },
  { id: 'code', label: t('failures.cause'), cell: (f) => code(f.cause) },
  { id: 'places', label: t('failures.places'), cell: (f) => places(f.errors) },
  { id: 'redriven', label: t('failures.redriven'), end: true, optional: true, cell: (f) => (f.redriven ? badge('attention', t('failures.times', { n: f.redriven })) : number(0)) },
  { id: 'door', label: t('failures.door'), optional: true, cell: (f) => (f.door ? word('door', f.door) : '–') },
  { id: 'outbox', label: t('queues.queue'), optional: true, cell: (f) => (f.outbox ? ident(f.outbox) : '–') },
];

/** The ways to redrive from a list: what was chosen, or all that match; never without a cause. */
function listActions(ctx, queue, chosen) {
  if (!ctx.can('OPERATE')) return nothing;
  const { cause, agency } = ctx.params.query;
  return html`<div class="actions">
    <button type="button" class="main" aria-disabled=${chosen.size === 0} @click=${() => chosen.size && redrive(ctx, queue, { copies: [...chosen] })}>
      ${t('failures.redrive-chosen', { n: chosen.size })}</button>
    ${cause ? html`<button type="button" @click=${() => redrive(ctx, queue, { cause, ...(agency && { agency }) })}>${t('failures.redrive-all')}</button>`
      : html`<p class="note">${t('failures.choose-cause')}</p>`}
  </div>`;
}

function listPart(ctx, queue, list) {
  const chosen = (ctx.local.chosen ??= new Set());
  const rows = list.failures;
  const filtered = ctx.params.query.cause || ctx.params.query.agency;
  return html`
    ${filters(ctx, [{ name: 'cause', label: t('failures.cause') }, { name: 'agency', label: t('queues.agency'), hint: 'KEN.DIS' }])}
    ${rows.length === 0
      ? filtered ? empty(t('failures.none-found'), t('failures.none-found-text')) : nothing
      : html`${listActions(ctx, queue, chosen)}
        ${table(ctx, { id: 'failures', caption: t('failures.list'), rows, key: (f) => f.copy, columns: listColumns(ctx, queue), next: list.next, select: ctx.can('OPERATE') && { chosen, label: (f) => f.copy } })}`}`;
}

const tabs = (ctx, now) => html`<nav class="tabs" aria-label=${t('failures.queues')}>
  <a class="button" href=${ctx.address('failures')} aria-current=${now ? nothing : 'true'}>${t('failures.both')}</a>
  ${repeat(QUEUES, (q) => q, (q) => html`<a class="button" href=${ctx.address('failures', [q])} aria-current=${q === now ? 'true' : nothing}>${t(q === 'hub.dead' ? 'failures.tab-dead' : 'failures.tab-quarantine')}</a>`)}</nav>`;

async function load({ path: [queue, copy], query }, api) {
  if (!queue) {
    const [quarantine, dead] = await Promise.all(QUEUES.map((q) => api.get('/v1/ops/failures', { queue: q })));
    const { edits } = await api.parts({ edits: api.get('/v1/ops/edits') });
    return { causes: { 'hub.quarantine': quarantine.causes, 'hub.dead': dead.causes }, edits: edits.value?.edits ?? [] };
  }
  if (copy) {
    const { failures } = await api.get(call(queue), { ...query, max: MOST });
    const found = failures.find((f) => f.copy === copy);
    if (!found) throw new Problem({ status: 404, code: 'NOT_FOUND' });
    return { copy: found };
  }
  const [answer, list] = await Promise.all([api.get('/v1/ops/failures', { queue }), api.get(call(queue), { max: 50, ...query })]);
  return { causes: { [queue]: answer.causes }, list };
}

export default {
  title: (params) => (params.path[1] ? t('failures.copy-title') : params.path[0] === 'hub.dead' ? t('failures.tab-dead') : params.path[0] ? t('failures.tab-quarantine') : t('nav.failures')),
  topics: ['queues', 'redrives'],
  load,
  view(model, ctx) {
    const [queue] = ctx.params.path;
    if (model.copy) return html`${tabs(ctx, queue)}${copyPart(ctx, queue, model.copy, call(queue, model.copy.copy))}`;
    const open = model.edits?.filter((e) => !e.state || e.state === 'proposed') ?? [];
    return html`${tabs(ctx, queue)}
      ${open.length ? editsPart(ctx, open) : nothing}
      ${Object.entries(model.causes).filter(([, list]) => !(model.list && ctx.params.query.cause && list.length))
        .map(([q, list]) => causes(ctx, q, list))}
      ${model.list ? listPart(ctx, queue, model.list) : nothing}`;
  },
};
