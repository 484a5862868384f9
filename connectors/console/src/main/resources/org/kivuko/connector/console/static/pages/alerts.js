// Alerts: what crossed a threshold, who has it, what was done; and the thresholds themselves.
import { html, nothing, ident } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { duration, number, percent, time } from '../lib/format.js';
import { badge, empty } from '../lib/states.js';
import { filters, table } from '../lib/table.js';

const STATES = ['open', 'ended', 'all'];
const SEVERITIES = { attention: 'attention', urgent: 'urgent' };

/** A value in its unit. */
export function measured(value, unit) {
  if (value === undefined) return '–';
  if (unit === 'seconds') return duration(value);
  if (unit === 'percent') return percent(value / 100);
  if (unit === 'days') return duration(value * 86_400);
  return unit === 'yes' ? '–' : number(value);
}

const call = (alert, verb) => `/v1/ops/alerts/${encodeURIComponent(alert.alert)}/${verb}`;

const what = (alert) => t('alerts.of', { kind: word('alertKind', alert.kind), target: alert.target });

async function acknowledge(ctx, alert) {
  await ctx.act({
    title: t('alerts.acknowledge-title', { what: what(alert) }), body: html`<p>${t('alerts.acknowledge-text')}</p>`, confirm: t('alerts.acknowledge'),
    run: (values) => ctx.api.post(call(alert, 'acknowledge'), values).then(ctx.refresh),
  });
}

const assign = (ctx, alert) => ctx.act({
  title: t('alerts.assign-title', { what: what(alert) }), confirm: t('alerts.assign'),
  fields: [{ name: 'to', label: t('alerts.assign-to'), value: alert.assigned ?? ctx.me.login, optional: true, note: t('alerts.assign-note') }],
  run: ({ to, reason, key }) => ctx.api.post(call(alert, 'assign'), { to: to || null, reason, key }).then(ctx.refresh),
});

const note = (ctx, alert) => ctx.act({
  title: t('alerts.note-title', { what: what(alert) }), confirm: t('alerts.note'), reason: false,
  fields: [{ name: 'text', label: t('alerts.note-text'), type: 'textarea', max: 2000 }],
  run: ({ text, key }) => ctx.api.post(call(alert, 'note'), { text, key }).then(ctx.refresh),
});

/** Where an alert is looked into. */
function target(alert) {
  const shown = ident(alert.target);
  if (['DEPTH', 'OLDEST'].includes(alert.kind)) return html`<a href="/console/queue/${encodeURIComponent(alert.target)}">${shown}</a>`;
  if (['SILENCE', 'REFUSALS'].includes(alert.kind)) return html`<a href="/console/messages?agency=${encodeURIComponent(alert.target)}">${shown}</a>`;
  if (alert.kind === 'PUSH') return html`<a href="/console/queue/${encodeURIComponent(`agency.${alert.target}.inbox`)}">${shown}</a>`;
  if (alert.kind === 'HELD') return html`<a href="/console/held">${shown}</a>`;
  return shown;
}

const columns = (ctx) => [
  { id: 'kind', label: t('alerts.c-kind'), head: true, cell: (a) => html`${badge(a.endedAt ? 'ok' : SEVERITIES[a.severity] ?? 'attention', a.endedAt ? t('alerts.ended') : word('severity', a.severity))} ${word('alertKind', a.kind)}` },
  { id: 'target', label: t('alerts.c-target'), cell: target },
  { id: 'value', label: t('alerts.c-value'), end: true, cell: (a) => measured(a.value, a.unit) },
  { id: 'threshold', label: t('alerts.c-threshold'), end: true, cell: (a) => measured(a.threshold, a.unit) },
  { id: 'since', label: t('alerts.c-since'), cell: (a) => html`${time(a.since)}${a.endedAt ? html`<br>${t('alerts.until')} ${time(a.endedAt)}` : nothing}` },
  { id: 'who', label: t('alerts.c-who'), cell: (a) => html`
      ${a.acknowledged ? html`<div>${t('alerts.seen-by', { name: a.acknowledged.by })} ${time(a.acknowledged.at)}</div>` : html`<div>${badge('attention', t('alerts.unseen'))}</div>`}
      ${a.assigned ? html`<div>${t('alerts.assigned-to', { name: a.assigned })}</div>` : nothing}` },
  { id: 'notes', label: t('alerts.c-notes'), cell: (a) => (a.notes?.length
      ? html`<ul class="plain">${a.notes.map((n) => html`<li><bdi>${n.text}</bdi> <span class="quiet"><bdi>${n.by}</bdi> ${time(n.at)}</span></li>`)}</ul>` : nothing) },
  ...(ctx.can('OPERATE') ? [{ id: 'acts', label: t('alerts.c-acts'), cell: (a) => html`<span class="acts">
      ${a.acknowledged || a.endedAt ? nothing : html`<button type="button" @click=${() => acknowledge(ctx, a)}>${t('alerts.acknowledge')}…</button>`}
      ${a.endedAt ? nothing : html`<button type="button" @click=${() => assign(ctx, a)}>${t('alerts.assign')}…</button>`}
      <button type="button" @click=${() => note(ctx, a)}>${t('alerts.note')}…</button></span>` }] : []),
];

const change = (ctx, threshold) => ctx.act({
  title: t('thresholds.change-title', { kind: word('alertKind', threshold.kind), target: threshold.target }),
  body: html`<p>${t('thresholds.change-text')}</p>`, confirm: t('thresholds.change'),
  fields: [
    { name: 'how', label: t('thresholds.how'), type: 'select', value: threshold.watched === false ? 'off' : 'value',
      options: [...(threshold.unit === 'yes' ? [] : [['value', t('thresholds.at-value')]]), ['off', t('thresholds.off')], ['usual', t('thresholds.usual')]] },
    ...(threshold.unit === 'yes' ? [] : [{ name: 'attention', label: t('thresholds.value', { unit: word('unit', threshold.unit) }), type: 'number', min: 1, optional: true, value: threshold.attention ?? '' }]),
  ],
  run: ({ how, attention, reason, key }) => ctx.api.post('/v1/ops/thresholds', {
    kind: threshold.kind, target: threshold.target, reason, key,
    ...(how === 'value' ? { attention: Number(attention) } : how === 'off' ? { watched: false } : {}),
  }).then(ctx.refresh),
});

const thresholdColumns = (ctx) => [
  { id: 'kind', label: t('alerts.c-kind'), head: true, cell: (h) => word('alertKind', h.kind) },
  { id: 'target', label: t('alerts.c-target'), cell: (h) => (h.target === '*' ? t('thresholds.every') : ident(h.target)) },
  { id: 'attention', label: word('severity', 'attention'), end: true, cell: (h) => (h.watched === false ? badge('off', t('thresholds.unwatched')) : html`${h.unit === 'yes' ? nothing : h.lessIsWorse ? '≤ ' : '≥ '}${measured(h.attention, h.unit)}`) },
  { id: 'urgent', label: word('severity', 'urgent'), end: true, cell: (h) => measured(h.urgent, h.unit) },
  { id: 'by', label: t('thresholds.c-by'), cell: (h) => (h.by ? html`<bdi>${h.by}</bdi> ${time(h.at)}` : word('thresholdFrom', h.from)) },
  ...(ctx.can('ADMINISTER') ? [{ id: 'acts', label: t('alerts.c-acts'), cell: (h) => html`<button type="button" @click=${() => change(ctx, h)}>${t('thresholds.change')}…</button>` }] : []),
];

export default {
  title: 'nav.alerts',
  topics: ['alerts'],
  every: 15,

  async load({ query }, api) {
    const list = await api.get('/v1/ops/alerts', { state: query.state, after: query.after });
    const { held } = await api.parts({ held: api.get('/v1/ops/thresholds') });
    return { ...list, thresholds: held.value?.thresholds };
  },

  view({ alerts, next, thresholds }, ctx) {
    return html`
      ${filters(ctx, [{ name: 'state', label: t('alerts.which'), options: STATES.map((s) => [s === 'open' ? '' : s, word('alertState', s)]) }])}
      ${alerts.length === 0
        ? empty(t('alerts.none'), t('alerts.none-text'))
        : table(ctx, { id: 'alerts', caption: t('alerts.caption'), rows: alerts, key: (a) => a.alert, columns: columns(ctx), next })}
      ${thresholds ? table(ctx, { id: 'thresholds', caption: t('thresholds.caption'), choose: false, rows: thresholds, key: (h) => `${h.kind} ${h.target}`, columns: thresholdColumns(ctx) }) : nothing}`;
  },
};
