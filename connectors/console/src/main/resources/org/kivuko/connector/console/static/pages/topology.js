// Topology: states, what went between them in a day, their agencies and what waits there. A picture that stands still.
import { html, nothing, svg, ident } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { number, time } from '../lib/format.js';
import { badge, empty } from '../lib/states.js';
import { filters, table } from '../lib/table.js';
import { direction, idents } from './parts/marks.js';
import { curve, places, strength } from './parts/star.js';

const SIZE = 640, RADIUS = 235, NODE = 40;

const crossed = (pair) => pair.released24h + pair.reduced24h;

const all = (pair) => crossed(pair) + pair.refused24h + pair.held24h;

const waiting = (state) => state.agencies.reduce((sum, agency) => sum + agency.queues.waiting, 0);

const unattended = (state) => state.agencies.reduce((sum, agency) => sum + agency.queues.unattended, 0);

/** Which of four ways a pair is drawn. Pure. */
export const kindOf = (pair) => (pair.suspended ? 'suspended' : all(pair) === 0 ? 'quiet' : crossed(pair) === 0 ? 'refused' : 'flowing');

function arrow(pair, from, to, most, chosen) {
  const kind = kindOf(pair);
  const label = t('topology.arrow', { from: pair.from, to: pair.to, n: crossed(pair), how: word('pairKind', kind) });
  const away = chosen && pair.from !== chosen && pair.to !== chosen;
  return svg`<a href=${`/console/pair/${pair.from}/${pair.to}`} class="arrow ${kind} w${strength(crossed(pair), most)} ${away ? 'away' : ''}" aria-label=${label}>
    <title>${label}</title><path class="hit" d=${curve(from, to, NODE)}/><path class="drawn" d=${curve(from, to, NODE)} marker-end="url(#head)"/></a>`;
}

function node(state, place, chosen) {
  const label = t('topology.node', { name: state.name, waiting: waiting(state), n: state.agencies.length });
  return svg`<a href=${`/console/topology?state=${state.state}`} class="node ${chosen === state.state ? 'chosen' : ''} ${unattended(state) ? 'alone' : ''}" aria-label=${label}>
    <title>${label}</title><circle cx=${place.x} cy=${place.y} r=${NODE}/>
    <text x=${place.x} y=${place.y - 3} text-anchor="middle">${state.state}</text>
    <text class="small" x=${place.x} y=${place.y + 16} text-anchor="middle">${number(waiting(state))}${unattended(state) ? ' ▲' : ''}</text></a>`;
}

function picture({ states, pairs }, chosen) {
  const where = new Map(places(states.map((s) => s.state), SIZE / 2, RADIUS).map((place) => [place.state, place]));
  const most = Math.max(1, ...pairs.map(crossed));
  const known = pairs.filter((pair) => pair.from !== pair.to && where.has(pair.from) && where.has(pair.to));
  return html`<figure class="topology">
    <svg viewBox="0 0 ${SIZE} ${SIZE}" role="group" aria-label=${t('topology.picture')} direction="ltr">
      <defs><marker id="head" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="11" markerHeight="11" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 1L9 5L0 9z"/></marker></defs>
      ${known.map((pair) => arrow(pair, where.get(pair.from), where.get(pair.to), most, chosen))}
      ${states.map((state) => node(state, where.get(state.state), chosen))}
    </svg>
    <figcaption class="quiet"><ul class="legend">${['flowing', 'refused', 'suspended', 'quiet'].map((kind) => html`<li><svg class="sample" viewBox="0 0 40 10" aria-hidden="true"><g class="arrow ${kind} w3"><path class="drawn" d="M1 5H39"/></g></svg> ${word('pairKind', kind)}</li>`)}</ul>
      <p>${t('topology.how')}</p></figcaption></figure>`;
}

const pairColumns = () => [
  { id: 'pair', label: t('topology.c-pair'), head: true, cell: (p) => html`<a href="/console/pair/${p.from}/${p.to}">${direction(p.from, p.to)}</a>` },
  { id: 'kind', label: t('topology.c-kind'), cell: (p) => html`${badge({ flowing: 'ok', refused: 'bad', suspended: 'paused', quiet: 'off' }[kindOf(p)], word('pairKind', kindOf(p)))}${!p.suspended && p.suspendedAgreements?.length
      ? html` ${badge('paused', t('agreements.suspended'))} ${idents(p.suspendedAgreements)}` : nothing}` },
  ...['released', 'reduced', 'held', 'refused'].map((name) => ({ id: name, label: word('outcome', name), end: true,
    cell: (p) => (p[`${name}24h`] ? html`<a href="/console/messages?pair=${p.from}-${p.to}&outcome=${name}">${number(p[`${name}24h`])}</a>` : number(0)) })),
];

const agencyColumns = () => [
  { id: 'agency', label: t('topology.c-agency'), head: true, cell: (a) => html`${ident(a.agency)} <bdi>${a.name}</bdi>` },
  { id: 'roles', label: t('topology.c-roles'), cell: (a) => idents(a.roles) },
  { id: 'waiting', label: t('topology.c-waiting'), end: true, cell: (a) => html`<a href="/console/queues?agency=${a.agency}">${number(a.queues.waiting)}</a>` },
  { id: 'unattended', label: t('topology.c-unattended'), cell: (a) => (a.queues.unattended ? badge('attention', t('topology.nobody', { n: a.queues.unattended })) : badge('ok', t('topology.attended'))) },
  { id: 'lastSeen', label: t('topology.c-last-seen'), cell: (a) => (a.lastSeen ? time(a.lastSeen) : html`<span class="quiet">${t('topology.never')}</span>`) },
];

export default {
  title: 'nav.topology',
  topics: ['queues'],
  every: 30,

  async load(params, api) {
    return api.get('/v1/ops/topology');
  },

  view(model, ctx) {
    const { state: chosen } = ctx.params.query;
    if (model.states.length === 0) return empty(t('topology.none'), t('topology.none-text'));
    const states = model.states.filter((s) => !chosen || s.state === chosen);
    const pairs = model.pairs.filter((p) => p.from !== p.to && (!chosen || p.from === chosen || p.to === chosen));
    return html`
      ${filters(ctx, [{ name: 'state', label: t('posts.f-state'), options: [['', t('posts.any')], ...model.states.map((s) => [s.state, s.name])] }])}
      <div class="beside-map">
        ${picture(model, chosen)}
        ${table(ctx, { id: 'pairs', caption: t('topology.pairs'), rows: pairs, total: pairs.length, key: (p) => `${p.from}-${p.to}`, columns: pairColumns() })}
      </div>
      ${table(ctx, { id: 'agencies', caption: t('topology.agencies'), rows: states.flatMap((s) => s.agencies), key: (a) => a.agency, columns: agencyColumns() })}`;
  },
};
