// Redrive jobs: how far, how fast, who and why; one of them with its results.
import { html, ident, nothing } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { duration, number, percent, relative, time } from '../lib/format.js';
import { table } from '../lib/table.js';
import { badge, empty } from '../lib/states.js';

const KINDS = { waiting: 'info', running: 'info', paused: 'paused', cancelled: 'off', done: 'ok', failed: 'bad' };
const ACTS = { waiting: ['pause', 'cancel'], running: ['pause', 'cancel'], paused: ['resume', 'cancel'] };
const path = (id, ...more) => ['/v1/ops/redrives', encodeURIComponent(id), ...more].join('/');

const ended = (r) => r.done + r.failed;

const progress = (r) => html`<progress max=${r.count || 1} value=${ended(r)} aria-label=${t('redrive.progress')}></progress>
  <div class="figure">${t('redrive.of', { done: number(ended(r)), count: number(r.count) })} <span class="quiet">${percent(r.count ? ended(r) / r.count : 1)}</span></div>`;

const columns = (ctx) => [
  { id: 'job', label: t('redrive.job'), head: true, cell: (r) => html`<a href=${ctx.address('redrives', [r.redrive])}>${ident(r.redrive.slice(0, 8))}</a>` },
  { id: 'state', label: t('redrive.state'), cell: (r) => badge(KINDS[r.state] ?? 'off', t(`redrive.${r.state}`)) },
  { id: 'progress', label: t('redrive.progress'), cell: progress },
  { id: 'failed', label: t('redrive.failures'), end: true, cell: (r) => number(r.failed) },
  { id: 'by', label: t('redrive.by'), cell: (r) => html`<bdi>${r.by}</bdi>` },
  { id: 'reason', label: t('act.reason'), cell: (r) => html`<bdi>${r.reason}</bdi>` },
  { id: 'started', label: t('redrive.started'), cell: (r) => time(r.startedAt) },
];

const act = (ctx, r, what) => ctx.act({
  title: t(`redrive.${what}-title`),
  body: t(`redrive.${what}-body`),
  confirm: t(`redrive.${what}`),
  danger: what === 'cancel',
  run: ({ reason, key }) => ctx.api.post(path(r.redrive, what), { reason, key }),
}).then((result) => result?.done && ctx.refresh());

const acts = (ctx, r) => (ctx.can('OPERATE') && ACTS[r.state] ? html`<div class="actions">${ACTS[r.state].map((what) => html`
  <button type="button" class=${what === 'cancel' ? 'danger' : ''} @click=${() => act(ctx, r, what)}>${t(`redrive.${what}`)}</button>`)}</div>` : nothing);

const RESULTS = {
  open: ['info', 'redrive.waiting'], moving: ['info', 'redrive.running'], moved: ['ok', 'redrive.result-done'],
  gone: ['off', 'redrive.result-gone'], 'no-outbox': ['bad', 'redrive.result-failed'],
};
const result = (code) => (RESULTS[code] ? badge(RESULTS[code][0], t(RESULTS[code][1])) : code);

const resultColumns = () => [
  { id: 'copy', label: t('failures.copy'), head: true, cell: (x) => ident(x.copy) },
  { id: 'result', label: t('redrive.result'), cell: (x) => result(x.result) },
  { id: 'agency', label: t('queues.agency'), cell: (x) => (x.agency ? ident(x.agency) : '–') },
  { id: 'outbox', label: t('queues.queue'), cell: (x) => (x.outbox ? ident(x.outbox) : '–') },
  { id: 'at', label: t('failures.at'), cell: (x) => time(x.at) },
];

const one = (ctx, r, results) => html`
  <p><a href=${ctx.address('redrives')}>${t('nav.redrives')}</a> ${badge(KINDS[r.state] ?? 'off', t(`redrive.${r.state}`))} ${r.queue ? ident(r.queue) : nothing}</p>
  <div class="card">${progress(r)}
    <dl class="pairs">
      <dt>${t('redrive.failures')}</dt><dd>${number(r.failed)}</dd>
      <dt>${t('redrive.rate')}</dt><dd>${t('redrive.per-second', { n: r.ratePerSecond })}</dd>
      <dt>${t('redrive.by')}</dt><dd><bdi>${r.by}</bdi></dd>
      <dt>${t('act.reason')}</dt><dd><bdi>${r.reason}</bdi></dd>
      <dt>${t('redrive.started')}</dt><dd>${time(r.startedAt)}</dd>
      ${r.endedAt ? html`<dt>${t('redrive.ended')}</dt><dd>${time(r.endedAt)} <span class="quiet">(${duration((new Date(r.endedAt) - new Date(r.startedAt)) / 1000)})</span></dd>` : nothing}
      ${r.expectedEnd && !r.endedAt ? html`<dt>${t('redrive.expected')}</dt><dd>${relative(r.expectedEnd)}</dd>` : nothing}
    </dl></div>
  ${acts(ctx, r)}
  ${results.results.length === 0 ? empty(t('redrive.no-results'), t('redrive.no-results-text'))
    : table(ctx, { id: 'results', caption: t('redrive.results'), rows: results.results, key: (x) => x.copy, columns: resultColumns(), next: results.next, choose: false })}`;

export default {
  title: (params) => (params.path[0] ? t('redrive.one') : t('nav.redrives')),
  topics: ['redrives'],
  every: 5,
  async load(params, api) {
    const [id] = params.path;
    if (!id) return api.get('/v1/ops/redrives', { max: 50, ...params.query });
    const [job, results] = await Promise.all([api.get(path(id)), api.get(path(id, 'results'), { max: 50, ...params.query })]);
    return { job, results };
  },
  view(model, ctx) {
    if (model.job) return one(ctx, model.job, model.results);
    if (model.redrives.length === 0) {
      return empty(t('redrive.none'), t('redrive.none-text'), html`<p><a class="button" href=${ctx.address('failures')}>${t('nav.failures')}</a></p>`);
    }
    return table(ctx, { id: 'redrives', caption: t('nav.redrives'), rows: model.redrives, key: (r) => r.redrive, columns: columns(ctx), next: model.next });
  },
};
