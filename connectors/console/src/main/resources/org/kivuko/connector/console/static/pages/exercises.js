// Exercises: who takes part and when; one of them with who answered when.
import { html, ident, nothing, svg } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { duration, number, time } from '../lib/format.js';
import { settings } from '../lib/settings.js';
import { table } from '../lib/table.js';
import { badge, empty } from '../lib/states.js';
import { instant } from './parts/zone.js';

const STATES = { planned: 'info', open: 'ok', over: 'off', reset: 'off' };
const VERDICTS = { 'in-time': 'ok', late: 'attention', missing: 'bad', waiting: 'info', taken: 'ok', 'not-asked': 'off', 'not-reached': 'off' };
const WIDTH = 900;
const NAMES = 260;
const ROW = 22;

const path = (name, ...more) => ['/v1/ops/exercises', encodeURIComponent(name), ...more].join('/');
const state = (e) => badge(STATES[e.state] ?? 'off', word('exerciseState', e.state));
const players = (e) => e.participants.map((agency) => html`${ident(agency)} `);
const until = (value) => instant(value, settings().zone);
const untilField = () => ({ name: 'until', label: t('shift.until', { zone: settings().zone }), type: 'datetime-local' });
const refreshed = (ctx) => (result) => result?.done && ctx.refresh();

const open = (ctx) => ctx.act({
  title: t('exercise.open'), body: html`<p>${t('exercise.open-text')}</p>`, confirm: t('exercise.open'),
  fields: [
    { name: 'exercise', label: t('exercise.name'), note: t('exercise.name-note') },
    { name: 'title', label: t('exercise.title') },
    { name: 'participants', label: t('exercise.participants'), note: t('exercise.participants-note') },
    untilField(),
  ],
  run: ({ exercise, title, participants, until: end, reason }) => ctx.api.post('/v1/ops/exercises', {
    exercise, title, participants: participants.split(/[\s,]+/).filter(Boolean), until: until(end), reason,
  }),
}).then(refreshed(ctx));

const close = (ctx, e) => ctx.act({
  title: t('exercise.close-title', { name: e.exercise }), body: t('exercise.close-body'), confirm: t('exercise.close'),
  run: ({ reason }) => ctx.api.post(path(e.exercise, 'close'), { reason }),
}).then(refreshed(ctx));

const reset = (ctx, e) => ctx.act({
  title: t('exercise.reset-title', { name: e.exercise }), body: t('exercise.reset-body'), confirm: t('exercise.reset'), danger: true,
  typed: { label: t('exercise.name'), expect: e.exercise },
  run: ({ reason }) => ctx.api.post(path(e.exercise, 'reset'), { reason }),
}).then(refreshed(ctx));

const repeat = (ctx, e) => ctx.act({
  title: t('exercise.repeat-title', { name: e.exercise }), body: t('exercise.repeat-body'), confirm: t('exercise.repeat'),
  fields: [untilField()],
  run: ({ until: end, reason }) => ctx.api.post(path(e.exercise, 'reset'), { until: until(end), reason }),
}).then(refreshed(ctx));

const acts = (ctx, e) => (ctx.can('OPERATE') ? html`<div class="actions">
  ${e.state === 'open' || e.state === 'planned' ? html`<button type="button" @click=${() => close(ctx, e)}>${t('exercise.close')}</button>` : nothing}
  ${e.state === 'reset' ? nothing : html`<button type="button" class="danger" @click=${() => reset(ctx, e)}>${t('exercise.reset')}</button>
    <button type="button" @click=${() => repeat(ctx, e)}>${t('exercise.repeat')}</button>`}</div>` : nothing);

const link = (ctx, e) => html`<a href=${ctx.address('exercises', [e.exercise], { run: e.run })}>${ident(`${e.exercise}/${e.run}`)}</a>`;

const columns = (ctx) => [
  { id: 'exercise', label: t('exercise.one'), head: true, cell: (e) => link(ctx, e) },
  { id: 'title', label: t('exercise.title'), cell: (e) => html`<bdi>${e.title}</bdi>` },
  { id: 'state', label: t('redrive.state'), cell: state },
  { id: 'participants', label: t('exercise.participants'), cell: players },
  { id: 'from', label: t('shift.c-from'), cell: (e) => time(e.from) },
  { id: 'until', label: t('shift.c-until'), cell: (e) => time(e.until) },
  { id: 'by', label: t('redrive.by'), cell: (e) => html`<bdi>${e.by}</bdi>` },
];

/** Each recipient of each message as a row; what reached nobody yet has one without a recipient. Pure. */
export const rows = (score) => score.messages.flatMap((m) => (m.recipients.length === 0 ? [{ m, key: m.message }]
  : m.recipients.map((r) => ({ m, r, key: `${m.message} ${r.agency}` }))));

/** From when to when the picture goes: no further than there is anything to see. Pure. */
export function span(score) {
  const at = [score.from, ...score.messages.flatMap((m) => [m.due, ...m.recipients.flatMap((r) => [r.judgedAt, r.acknowledgeBy, r.fetchedAt, r.acknowledgedAt, r.answeredAt])])]
    .filter(Boolean).map(Date.parse);
  const begin = Math.min(...at);
  return { begin, end: Math.max(begin + 60_000, ...at) };
}

/** Where an instant stands. Pure. */
export const across = ({ begin, end }, at) => NAMES + 10 + ((Date.parse(at) - begin) / (end - begin)) * (WIDTH - NAMES - 30);

/** The shape tells what it was: a circle, a triangle, a square, a cross for the last moment. */
const MARKS = {
  judgedAt: (x, y) => svg`<circle cx=${x} cy=${y} r="5"/>`,
  fetchedAt: (x, y) => svg`<path d="M${x} ${y - 6}L${x + 6} ${y + 5}L${x - 6} ${y + 5}z"/>`,
  acknowledgedAt: (x, y) => svg`<rect x=${x - 5} y=${y - 5} width="10" height="10"/>`,
  answeredAt: (x, y) => svg`<path d="M${x} ${y - 7}L${x + 6} ${y}L${x} ${y + 7}L${x - 6} ${y}z"/>`,
  acknowledgeBy: (x, y) => svg`<path class="deadline" d="M${x} ${y - 9}L${x} ${y + 9}"/>`,
};
const MARK_WORDS = () => [
  ['judgedAt', t('exercise.judged')], ['fetchedAt', word('delivery', 'fetched')], ['acknowledgedAt', word('delivery', 'acknowledged')],
  ['answeredAt', word('delivery', 'answered')], ['acknowledgeBy', t('message.acknowledge-by')],
];

const nameOf = (m) => m.inject ?? m.message;

function picture(score) {
  const all = rows(score).filter((row) => row.r);
  if (all.length === 0) return nothing;
  const reach = span(score);
  const height = all.length * ROW + 10;
  return html`<figure class="answers">
    <svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${t('exercise.timeline-label', { name: score.exercise })} direction="ltr">
      ${all.map(({ m, r }, i) => {
        const y = i * ROW + ROW / 2 + 5;
        return svg`<g class=${`row ${r.verdict}`}><title>${nameOf(m)} ${r.agency}: ${word('verdict', r.verdict)}</title>
          <text x="4" y=${y + 4}>${nameOf(m).slice(0, 24)} ${r.agency}</text>
          <path class="line" d="M${NAMES} ${y}L${WIDTH - 10} ${y}"/>
          ${Object.entries(MARKS).filter(([at]) => r[at]).map(([at, draw]) => draw(across(reach, r[at]), y))}</g>`;
      })}
    </svg>
    <figcaption><ul class="legend">${MARK_WORDS().map(([at, name]) => html`<li><svg viewBox="0 0 20 20" class="mark" aria-hidden="true">${MARKS[at](10, 10)}</svg> ${name}</li>`)}</ul></figcaption>
  </figure>`;
}

const maybe = (at) => (at ? time(at) : '–');

const messageCell = (ctx, m) => {
  const [agency, ...id] = m.message.split('/');
  const stands = m.recipients.length > 0;
  return html`${m.inject ? html`<strong>${ident(m.inject)}</strong> ` : nothing}${stands ? html`<a href=${ctx.address('message', [agency, id.join('/')])}>${ident(m.message)}</a>` : ident(m.message)}`;
};

const outcome = ({ m, r }) => {
  if (r) return html`${word('outcome', r.outcome)} ${r.reason ? ident(r.reason) : nothing}`;
  return m.refusal ? badge('bad', m.refusal) : html`<span class="quiet">${m.handedInAt ? t('exercise.on-its-way') : t('exercise.not-handed-in')}</span>`;
};

const lines = (ctx, score) => table(ctx, {
  id: 'score', caption: t('exercise.messages'), choose: false, rows: rows(score), key: (row) => row.key,
  columns: [
    { id: 'message', label: t('held.message'), head: true, cell: ({ m }) => messageCell(ctx, m) },
    { id: 'to', label: t('queues.agency'), cell: ({ r }) => (r ? ident(r.agency) : '–') },
    { id: 'verdict', label: t('exercise.verdict'), cell: ({ r }) => (r ? badge(VERDICTS[r.verdict] ?? 'off', word('verdict', r.verdict)) : '–') },
    { id: 'outcome', label: t('exercise.outcome'), cell: outcome },
    { id: 'due', label: t('exercise.due'), cell: ({ m }) => maybe(m.due) },
    { id: 'judged', label: t('exercise.judged'), cell: ({ r }) => maybe(r?.judgedAt) },
    { id: 'fetched', label: word('delivery', 'fetched'), cell: ({ r }) => maybe(r?.fetchedAt) },
    { id: 'acknowledged', label: word('delivery', 'acknowledged'), cell: ({ r }) => maybe(r?.acknowledgedAt) },
    { id: 'answered', label: word('delivery', 'answered'), cell: ({ r }) => maybe(r?.answeredAt) },
    { id: 'by', label: t('message.acknowledge-by'), cell: ({ r }) => maybe(r?.acknowledgeBy) },
  ],
});

/** `PT1H4M30.5S` in seconds. Pure. */
export const seconds = (text) => {
  const [, h, m, s] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text) ?? [];
  return Number(h ?? 0) * 3600 + Number(m ?? 0) * 60 + Number(s ?? 0);
};

const tallies = (ctx, score) => table(ctx, {
  id: 'tallies', caption: t('exercise.participants'), choose: false, rows: score.participantScores, key: (x) => x.agency,
  columns: [
    { id: 'agency', label: t('queues.agency'), head: true, cell: (x) => ident(x.agency) },
    { id: 'reached', label: t('exercise.reached'), end: true, cell: (x) => number(x.reached) },
    { id: 'asked', label: t('exercise.asked'), end: true, cell: (x) => number(x.asked) },
    { id: 'in-time', label: word('verdict', 'in-time'), end: true, cell: (x) => number(x.inTime) },
    { id: 'late', label: word('verdict', 'late'), end: true, cell: (x) => number(x.late) },
    { id: 'missing', label: word('verdict', 'missing'), end: true, cell: (x) => number(x.missing) },
    { id: 'median', label: t('exercise.median'), end: true, cell: (x) => (x.median ? duration(seconds(x.median)) : '–') },
  ],
});

const one = (ctx, score) => html`
  <p><a href=${ctx.address('exercises')}>${t('nav.exercises')}</a> ${ident(`${score.exercise}/${score.run}`)} ${state(score)} <bdi>${score.title}</bdi></p>
  <div class="card"><dl class="pairs">
    <dt>${t('exercise.run')}</dt><dd>${number(score.run)}</dd>
    <dt>${t('exercise.participants')}</dt><dd>${players(score)}</dd>
    <dt>${t('shift.c-from')}</dt><dd>${time(score.from)}</dd>
    <dt>${t('shift.c-until')}</dt><dd>${time(score.closedAt ?? score.until)}</dd>
  </dl></div>
  ${acts(ctx, score)}
  ${score.messages.length === 0 ? empty(t('exercise.no-score'), t('exercise.no-score-text'))
    : html`<section aria-labelledby="timeline"><h2 id="timeline">${t('exercise.timeline')}</h2>${picture(score)}</section>
      ${score.participantScores.length ? tallies(ctx, score) : nothing}${lines(ctx, score)}`}`;

export default {
  title: (params) => (params.path[0] ? t('exercise.one') : t('nav.exercises')),
  every: 15,
  async load(params, api) {
    const [name] = params.path;
    return name ? { score: await api.get(path(name, 'score'), params.query) } : api.get('/v1/ops/exercises');
  },
  view(model, ctx) {
    if (model.score) return one(ctx, model.score);
    const opening = ctx.can('OPERATE') ? html`<p><button type="button" @click=${() => open(ctx)}>${t('exercise.open')}…</button></p>` : nothing;
    return model.exercises.length === 0 ? html`${empty(t('exercise.none'), t('exercise.none-text'))}${opening}`
      : html`${table(ctx, { id: 'exercises', caption: t('nav.exercises'), rows: [...model.exercises].sort((a, b) => b.from.localeCompare(a.from) || b.run - a.run), key: (e) => `${e.exercise}/${e.run}`, columns: columns(ctx), choose: false })}${opening}`;
  },
};
