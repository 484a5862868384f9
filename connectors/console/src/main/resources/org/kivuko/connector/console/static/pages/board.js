// The wall screen: what needs someone now, worst first; then how much flows. Each part may fail alone.
import { html, ident, nothing, repeat } from '../lib/html.js';
import { has, t, word } from '../lib/i18n.js';
import { duration, number, rate, time } from '../lib/format.js';
import { badge, empty, kindOf } from '../lib/states.js';
import { queueLink, spark, trendWord } from '../lib/queue.js';
import { direction, idents } from './parts/marks.js';

const SOON_SECONDS = 3600;
/** Who fetches over HTTP listens only now and then: what waits for less than this waits for nobody. */
const UNHEARD_SECONDS = 60;
const MOST_OF_A_KIND = 5;
const RANK = { urgent: 0, bad: 1, attention: 2, info: 3 };

const alertItem = (ctx) => (a) => ({
  key: `alert-${a.alert}`, level: a.severity === 'urgent' ? 'urgent' : 'attention', at: a.since,
  what: html`${word('alert', a.kind)} <span>${ident(a.target)}</span>`,
  more: a.acknowledged ? t('board.acknowledged', { by: a.acknowledged.by }) : t('board.not-acknowledged'),
  handled: Boolean(a.acknowledged),
  href: ctx.address('alerts'), go: t('board.to-alert'),
});

const causeItem = (ctx, queue) => (c) => ({
  key: `${queue}-${c.cause}`, level: queue === 'hub.dead' ? 'urgent' : 'attention', at: c.last,
  what: html`${t(queue === 'hub.dead' ? 'board.dead' : 'board.quarantine', { n: c.count })} <span>${ident(c.cause)}</span>`,
  more: html`${c.agencies.slice(0, 3).map((a) => html`${ident(a)} `)}${c.agencies.length > 3 ? t('board.more-agencies', { n: c.agencies.length - 3 }) : nothing}`,
  href: ctx.address('failures', [queue], { cause: c.cause }), go: t('board.to-cause'),
});

const heldItem = (ctx) => (h) => ({
  key: `held-${h.ruling}`, level: secondsTo(h.until) < SOON_SECONDS ? 'urgent' : 'attention', at: null,
  what: html`${t('board.held')} ${ident(h.agency)} <span>${word('type', h.type)}</span>`,
  more: html`${t('board.until')} ${time(h.until)}`,
  href: ctx.address('held', [h.ruling]), go: t('board.to-held'),
});

const queueItem = (ctx) => (q) => ({
  key: `queue-${q.queue}`, level: q.oldestSeconds > SOON_SECONDS ? 'attention' : 'info', at: null,
  what: html`${t('board.unattended', { n: q.messages })} ${ident(q.queue)}`,
  more: q.oldestSeconds === undefined ? nothing : t('board.oldest', { age: duration(q.oldestSeconds) }),
  href: ctx.address('queue', [q.queue]), go: t('board.to-queue'),
});

const redriveItem = (ctx) => (r) => ({
  key: `redrive-${r.redrive}`, level: r.failed > 0 || r.state === 'failed' ? 'attention' : 'info', at: r.startedAt,
  what: html`${t('board.redrive', { done: r.done, count: r.count })} ${badge(r.state === 'paused' ? 'paused' : 'info', t(`redrive.${r.state}`))}`,
  more: r.failed ? t('board.redrive-failed', { n: r.failed }) : nothing,
  href: ctx.address('redrives', [r.redrive]), go: t('board.to-redrive'),
});

/** Ways between states on which somebody suspended agreements, each once; whole agreements by themselves. */
function suspendedWays(agreements) {
  const ways = new Map();
  for (const { agreement, suspended = [] } of agreements) {
    for (const one of suspended) {
      const key = one.from ? `${one.from}-${one.to}` : agreement;
      const way = ways.get(key) ?? { ...one, key, agreements: [] };
      way.agreements.push(agreement);
      ways.set(key, way);
    }
  }
  return [...ways.values()];
}

const wayItem = (ctx) => (w) => ({
  key: `way-${w.key}`, level: 'info', at: w.at,
  what: html`${t('agreements.suspended')} ${w.from ? direction(w.from, w.to) : nothing} <span>${idents(w.agreements)}</span>`,
  more: html`<bdi>${w.reason ?? ''}</bdi> · ${t('agreements.by', { name: w.by })}`,
  href: w.from ? ctx.address('pair', [w.from, w.to]) : ctx.address('agreement', [w.key]), go: t('message.see-pair'),
});

const secondsTo = (instant) => (new Date(instant).getTime() - Date.now()) / 1000;

/** What somebody has taken stands below what nobody has; the worst first; the rest keeps its order. */
const worstFirst = (items) => items.map((item, i) => [item, i])
  .sort(([a, i], [b, j]) => Number(Boolean(a.handled)) - Number(Boolean(b.handled)) || RANK[a.level] - RANK[b.level] || i - j)
  .map(([item]) => item);

/** Of many of one kind the worst few, and one line that leads to the rest. */
function some(items, href, key) {
  const rest = items.length - MOST_OF_A_KIND;
  if (rest <= 0) return items;
  const sorted = worstFirst(items);
  const worst = sorted[MOST_OF_A_KIND].level;
  return [...sorted.slice(0, MOST_OF_A_KIND), { key: `${key}-rest`, level: worst === 'urgent' ? 'attention' : worst, at: null, what: t(`board.rest-${key}`, { n: rest }), more: nothing, href, go: t('board.to-all') }];
}

function itemsOf(model, ctx) {
  const list = (part, name) => model[part].value?.[name] ?? [];
  const items = [
    ...some(list('alerts', 'alerts').map(alertItem(ctx)), ctx.address('alerts'), 'alerts'),
    ...some(list('dead', 'causes').map(causeItem(ctx, 'hub.dead')), ctx.address('failures', ['hub.dead']), 'causes'),
    ...some(list('quarantine', 'causes').map(causeItem(ctx, 'hub.quarantine')), ctx.address('failures', ['hub.quarantine']), 'causes'),
    ...some(list('held', 'held').filter((h) => !h.decided).map(heldItem(ctx)), ctx.address('held'), 'held'),
    ...some(list('unattended', 'queues').filter((q) => q.kind !== 'hub' && !(q.oldestSeconds < UNHEARD_SECONDS)).map(queueItem(ctx)), ctx.address('queues', [], { only: 'unattended' }), 'queues'),
    ...list('redrives', 'redrives').filter((r) => ['waiting', 'running', 'paused', 'failed'].includes(r.state)).slice(0, MOST_OF_A_KIND).map(redriveItem(ctx)),
    ...suspendedWays(list('agreements', 'agreements')).slice(0, MOST_OF_A_KIND).map(wayItem(ctx)),
  ];
  return worstFirst(items);
}

const LEVELS = { urgent: 'urgent', bad: 'bad', attention: 'attention', info: 'info' };

const line = (item) => html`
  <li class="need ${item.level}">
    ${badge(LEVELS[item.level], t(`board.level-${item.level}`))}
    <div><p class="what">${item.what}</p><p class="quiet">${item.more}${item.at ? html` ${time(item.at)}` : nothing}</p></div>
    <a class="button" href=${item.href}>${item.go}</a>
  </li>`;

const figures = (sums) => html`
  <dl class="figures">
    <div><dt>${t('board.waiting')}</dt><dd><a href="/console/queues">${number(sums.messages)}</a></dd></div>
    <div><dt>${t('queues.in')}</dt><dd>${rate(sums.inPerSecond)}</dd></div>
    <div><dt>${t('queues.out')}</dt><dd>${rate(sums.outPerSecond)}</dd></div>
    ${sums.oldestSeconds === undefined ? nothing : html`<div><dt>${t('queues.oldest')}</dt><dd>${duration(sums.oldestSeconds)}</dd></div>`}
  </dl>`;

const deepest = (queues) => html`
  <section class="card" aria-labelledby="deepest"><h2 id="deepest">${t('board.deepest')}</h2>
    ${queues.length === 0 ? html`<p>${t('board.nothing-waits')}</p>` : html`<ul class="lines deep">${repeat(queues, (q) => q.queue, (q) => html`
      <li><span>${queueLink(q.queue)}</span> <strong class="figure">${number(q.messages)}</strong> ${spark(q.trend)} <span class="quiet">${trendWord(q.trend)}</span></li>`)}</ul>`}
    <p><a href="/console/queues">${t('board.all-queues')}</a></p></section>`;

const newest = (messages, ctx) => html`
  <section class="card" aria-labelledby="newest"><h2 id="newest">${t('board.newest')}</h2>
    ${messages.length === 0 ? html`<p>${t('board.no-messages')}</p>` : html`<ul class="lines">${repeat(messages, (m) => `${m.agency} ${m.id}`, (m) => html`
      <li><span>${ident(m.agency)} <a href=${ctx.address('message', [m.agency, m.id])}>${word('type', m.type)}</a></span>
        <span>${outcomes(m.recipients)}</span> ${time(m.acceptedAt)}</li>`)}</ul>`}
    <p><a href="/console/messages">${t('board.all-messages')}</a></p></section>`;

const outcomes = (counts = {}) => Object.entries(counts).filter(([, n]) => n > 0)
  .map(([outcome, n]) => html`<span class="nowrap">${has(`outcome.${outcome}`) ? t(`outcome.${outcome}`) : outcome} ${number(n)}</span> `);

/** Parts that did not answer, each named, so that silence is never taken for peace. */
function silent(model) {
  const names = Object.keys(model).filter((name) => model[name].problem);
  return names.length === 0 ? nothing : html`<div class="notice urgent" role="status"><p><strong>${t('board.blind')}</strong></p>
    <ul>${names.map((name) => html`<li>${t(`board.part-${name}`)}: ${t(`problem.${kindOf(model[name].problem)}`)}</li>`)}</ul></div>`;
}

export default {
  title: 'nav.board',
  topics: ['queues', 'alerts', 'redrives', 'held'],
  every: 15,
  async load(params, api) {
    const model = await api.parts({
      alerts: api.get('/v1/ops/alerts', { state: 'open', max: 50 }),
      dead: api.get('/v1/ops/failures', { queue: 'hub.dead' }),
      quarantine: api.get('/v1/ops/failures', { queue: 'hub.quarantine' }),
      held: api.get('/v1/ops/held', { max: 50 }),
      unattended: api.get('/v1/ops/queues', { only: 'unattended', sort: '-oldestSeconds', max: 10 }),
      queues: api.get('/v1/ops/queues', { only: 'nonempty', sort: '-messages', max: 8 }),
      redrives: api.get('/v1/ops/redrives', { max: 10 }),
      messages: api.get('/v1/ops/messages', { max: 8 }),
      agreements: api.get('/v1/ops/agreements'),
    });
    // Nothing answered at all: that is the failing page, not a board with eight gaps.
    const parts = Object.values(model);
    if (parts.every((part) => part.problem)) throw parts[0].problem;
    return model;
  },
  view(model, ctx) {
    const items = itemsOf(model, ctx);
    const whole = Object.values(model).every((part) => !part.problem);
    const queues = model.queues.value;
    return html`
      ${silent(model)}
      <section aria-labelledby="needs"><h2 id="needs">${t('board.needs')} ${items.length ? html`<span class="quiet">${number(items.length)}</span>` : nothing}</h2>
        ${items.length
          ? html`<ul class="needs">${repeat(items, (item) => item.key, line)}</ul>`
          : whole ? empty(t('board.calm'), t('board.calm-text')) : html`<p>${t('board.nothing-known')}</p>`}
      </section>
      ${queues?.sums ? figures(queues.sums) : nothing}
      <div class="cards">
        ${queues ? deepest(queues.queues) : nothing}
        ${model.messages.value ? newest(model.messages.value.messages, ctx) : nothing}
      </div>`;
  },
};
