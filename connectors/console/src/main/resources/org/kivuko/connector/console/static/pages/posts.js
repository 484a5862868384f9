// Posts: the crossings on a map and as a list, with the traffic both ways.
import { html, nothing, svg, ident } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { number, time } from '../lib/format.js';
import { badge, empty } from '../lib/states.js';
import { filters, table } from '../lib/table.js';
import { direction, idents } from './parts/marks.js';
import { at, frame, ground, loadRegion } from './parts/region.js';

const KINDS = { open: 'ok', unknown: 'attention' };

const status = (code) => badge(KINDS[code] ?? 'off', word('postStatus', code));

const states = (crossing) => crossing.sides.map((side) => side.state);

/** Where a crossing is drawn: at its first side whose place is known. */
const point = (crossing) => crossing.sides.find((side) => side.point)?.point;

const sum = (crossing) => Object.values(crossing.traffic24h ?? {}).reduce((all, one) => all + one, 0);

/** When anything was last heard from either side. */
export const lastReport = (crossing) => crossing.sides.map((side) => side.lastReport).filter(Boolean).sort().at(-1);

/** A circle where messages came, a triangle where it is silent: the shape tells, not the colour. */
const shape = (kind, { x, y }, size) => (kind === 'triangle'
  ? svg`<path d="M${x} ${y - size}L${x + size} ${y + size}L${x - size} ${y + size}z"/>`
  : svg`<circle cx=${x} cy=${y} r=${size}/>`);

const symbol = (region, crossing, chosen, scale) => {
  const kind = crossing.status === 'open' ? 'circle' : 'triangle';
  const place = at(region, point(crossing));
  const label = t('posts.on-map', { name: crossing.crossing, status: word('postStatus', crossing.status), n: sum(crossing) });
  return svg`<a href=${`/console/posts?crossing=${encodeURIComponent(crossing.crossing)}`} class="post ${kind} ${chosen ? 'chosen' : ''}" aria-label=${label}>
    <title>${label}</title>${chosen ? svg`<circle class="halo" cx=${place.x} cy=${place.y} r=${18 * scale}/>` : nothing}${shape(kind, place, scale * (6 + Math.min(5, Math.round(Math.log10(1 + sum(crossing)) * 2))))}</a>`;
};

function map(region, crossings, ctx) {
  const shown = crossings.filter(point);
  const part = frame(region, ctx.params.query.state ? shown.map((crossing) => at(region, point(crossing))) : []);
  const scale = part.size / region.width;
  return html`
  <figure class="map">
    <svg viewBox="${part.x} ${part.y} ${part.size} ${part.height}" role="group" aria-label=${t('posts.map')} direction="ltr">
      ${ground(region)}
      ${shown.map((crossing) => symbol(region, crossing, ctx.params.query.crossing === crossing.crossing, scale))}
    </svg>
    <figcaption class="quiet">
      <ul class="legend">${Object.keys(KINDS).map((code) => html`<li>${status(code)}</li>`)}</ul>
      <p>${t('posts.neutral')}</p><p>${t('posts.source')}</p></figcaption>
  </figure>`;
}

const traffic = (crossing) => Object.entries(crossing.traffic24h ?? {}).map(([way, count]) => {
  const [from, to] = way.split('->');
  return html`<div class="way" title=${way}>${direction(from.slice(0, 3), to.slice(0, 3))} <strong>${number(count)}</strong></div>`;
});

const side = (one) => html`<div class="side">${ident(one.post)} ${one.unlocode ? html`<span class="quiet">${ident(one.unlocode)}</span>` : nothing}
  ${one.operatedBy ? html`<span class="quiet">${t('posts.operated-by', { name: one.operatedBy })}</span>` : nothing}
  ${one.lastReport ? time(one.lastReport) : html`<span class="quiet">${t('posts.never')}</span>`}</div>`;

const columns = () => [
  { id: 'crossing', label: t('posts.c-crossing'), head: true, cell: (c) => html`<a href="/console/posts?crossing=${encodeURIComponent(c.crossing)}">${ident(c.crossing)}</a> <bdi>${c.name ?? ''}</bdi>
    ${c.oneStop ? html` ${badge('info', t('posts.one-stop'))}` : nothing}` },
  { id: 'status', label: t('posts.c-status'), cell: (c) => status(c.status) },
  { id: 'traffic', label: t('posts.c-traffic'), cell: (c) => (sum(c) === 0 && !Object.keys(c.traffic24h ?? {}).length ? html`<span class="quiet">–</span>` : traffic(c)) },
  { id: 'sides', label: t('posts.c-sides'), cell: (c) => c.sides.map(side) },
  { id: 'agencies', label: t('posts.c-agencies'), optional: true, cell: (c) => idents([...new Set(c.sides.flatMap((s) => s.agencies))]) },
];

/** What of the crossings the query asks for. Pure. */
export const chosen = (crossings, { state, status: wanted, crossing }) => crossings.filter((c) => (!state || states(c).includes(state))
  && (!wanted || c.status === wanted) && (!crossing || c.crossing === crossing));

const asked = (ctx, crossings) => filters(ctx, [
  { name: 'state', label: t('posts.f-state'), options: [['', t('posts.any')], ...[...new Set(crossings.flatMap(states))].sort().map((s) => [s, s])] },
  { name: 'status', label: t('posts.c-status'), options: [['', t('posts.any')], ...Object.keys(KINDS).map((code) => [code, word('postStatus', code)])] },
  { name: 'crossing', label: t('posts.c-crossing'), options: [['', t('posts.any')], ...crossings.map((c) => [c.crossing, c.crossing])] },
], html`<a class="button" href=${ctx.href({ map: ctx.params.query.map === 'no' ? '' : 'no' })}>${t(ctx.params.query.map === 'no' ? 'posts.show-map' : 'posts.hide-map')}</a>`);

export default {
  title: 'nav.posts',
  every: 60,

  async load({ query }, api, { base }) {
    const [list, region] = await Promise.all([api.get('/v1/ops/posts'), query.map === 'no' ? null : loadRegion(base)]);
    return { crossings: list.crossings, region };
  },

  view({ crossings, region }, ctx) {
    if (crossings.length === 0) return empty(t('posts.none'), t('posts.none-text'));
    const rows = chosen(crossings, ctx.params.query);
    const shown = ctx.params.query.crossing ? chosen(crossings, { ...ctx.params.query, crossing: '' }) : rows;
    return html`
      ${asked(ctx, crossings)}
      <div class="beside-map">
        ${region ? map(region, shown, ctx) : nothing}
        ${rows.length
          ? table(ctx, { id: 'posts', caption: t('posts.caption'), rows, total: rows.length, key: (c) => c.crossing, columns: columns() })
          : empty(t('posts.no-match'), t('posts.no-match-text'))}
      </div>`;
  },
};
