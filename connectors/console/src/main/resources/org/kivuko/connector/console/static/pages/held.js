// What waits for a person to decide: released or refused, with a reason, before its time is over.
import { code, html, ident, nothing } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { time } from '../lib/format.js';
import { table } from '../lib/table.js';
import { badge, empty } from '../lib/states.js';
import { practised } from './parts/marks.js';

const SOON_MS = 3_600_000;
const agencyOf = (source) => source.replace(/^\/agencies\//, '');

function urgency(h) {
  if (h.decided) return badge('ok', t('held.decided'));
  const left = new Date(h.until) - Date.now();
  if (left <= 0) return badge('bad', t('held.over'));
  return left < SOON_MS ? badge('urgent', t('held.soon')) : badge('attention', t('held.open'));
}

const ruleLink = (ctx, name) => {
  const [, agreement, version, rule] = name.match(/^([^@]+)@(\d+)\/(.+)$/) ?? [];
  return agreement ? html`<a href=${ctx.address('rule', [agreement, version, rule])}>${ident(name)}</a> ` : html`${ident(name)} `;
};

const decide = (ctx, h, what) => ctx.act({
  title: t(`held.${what}-title`, { agency: h.agency }),
  body: t(`held.${what}-body`),
  confirm: t(`held.${what}`),
  danger: what === 'refuse',
  // Not a shared key: the decision itself can be taken only once.
  run: ({ reason }) => ctx.api.post(`/v1/ops/held/${encodeURIComponent(h.ruling)}/${what}`, { reason }),
}).then((result) => result?.done && ctx.refresh());

const acts = (ctx, h) => (ctx.can('REVIEW') && !h.decided ? html`<div class="actions">
  <button type="button" @click=${() => decide(ctx, h, 'release')}>${t('held.release')}</button>
  <button type="button" @click=${() => decide(ctx, h, 'refuse')}>${t('held.refuse')}</button></div>` : nothing);

const message = (ctx, h) => html`<a href=${ctx.address('message', [agencyOf(h.source), h.id])}>${ident(h.id)}</a>`;

const columns = (ctx) => [
  { id: 'ruling', label: t('held.message'), head: true, cell: (h) => html`<a href=${ctx.address('held', [h.ruling])}>${ident(h.id)}</a>` },
  { id: 'status', label: t('queues.status'), cell: urgency },
  { id: 'from', label: t('held.from'), cell: (h) => ident(agencyOf(h.source)) },
  { id: 'to', label: t('held.to'), cell: (h) => ident(h.agency) },
  { id: 'type', label: t('queue.type'), cell: (h) => html`${word('type', h.type)} ${practised(h)}` },
  { id: 'cause', label: t('failures.cause'), optional: true, cell: (h) => code(h.cause) },
  { id: 'rules', label: t('held.rules'), cell: (h) => h.rules.map((r) => html`<div>${ruleLink(ctx, r)}</div>`) },
  { id: 'until', label: t('held.until'), cell: (h) => time(h.until) },
  { id: 'act', label: t('failures.act'), cell: (h) => acts(ctx, h) },
];

const one = (ctx, h) => html`
  <p><a href=${ctx.address('held')}>${t('nav.held')}</a> ${urgency(h)}</p>
  <div class="card"><dl class="pairs">
    <dt>${t('held.message')}</dt><dd>${message(ctx, h)} ${word('type', h.type)} ${practised(h)}</dd>
    <dt>${t('held.from')}</dt><dd>${ident(agencyOf(h.source))}</dd>
    <dt>${t('held.to')}</dt><dd>${ident(h.agency)}</dd>
    <dt>${t('failures.cause')}</dt><dd>${code(h.cause)}</dd>
    <dt>${t('held.rules')}</dt><dd>${h.rules.map((r) => html`<div>${ruleLink(ctx, r)}</div>`)}</dd>
    <dt>${t('held.since')}</dt><dd>${time(h.since)}</dd>
    <dt>${t('held.until')}</dt><dd>${time(h.until)}</dd>
  </dl></div>
  ${acts(ctx, h)}
  <p class="note">${t('held.look')}</p>`;

export default {
  title: (params) => (params.path[0] ? t('held.one') : t('nav.held')),
  topics: ['held'],
  async load(params, api) {
    const [ruling] = params.path;
    return ruling ? { one: await api.get(`/v1/ops/held/${encodeURIComponent(ruling)}`) } : api.get('/v1/ops/held', { max: 100, after: params.query.after });
  },
  view(model, ctx) {
    if (model.one) return one(ctx, model.one);
    if (model.held.length === 0 && !model.next) return empty(t('held.none'), t('held.none-text'));
    // What is decided goes in a moment; what has least time left stands first.
    const rows = [...model.held].sort((a, b) => Number(a.decided) - Number(b.decided) || new Date(a.until) - new Date(b.until));
    return table(ctx, { id: 'held', caption: t('nav.held'), rows, key: (h) => h.ruling, columns: columns(ctx), next: model.next });
  },
};
