// Messages: searched, narrowed, sorted and paged by the hub.
import { html, nothing, ident } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { time } from '../lib/format.js';
import { empty } from '../lib/states.js';
import { table } from '../lib/table.js';
import { facets, filterOf, searchForm } from './parts/search.js';
import { idents, kindOf, outcomes, reality, reasons } from './parts/marks.js';

const SORT = '-acceptedAt';

const columns = () => [
  { id: 'id', label: t('messages.c-message'), head: true,
    cell: (m) => html`<a class="long-id" title=${m.id} href="/console/message/${encodeURIComponent(m.agency)}/${encodeURIComponent(m.id)}">${ident(m.id)}</a>` },
  { id: 'acceptedAt', label: t('messages.c-accepted'), sort: 'acceptedAt', cell: (m) => time(m.acceptedAt) },
  { id: 'agency', label: t('messages.c-sender'), sort: 'agency', cell: (m) => ident(m.agency) },
  { id: 'type', label: t('messages.c-type'), cell: kindOf },
  { id: 'recipients', label: t('messages.c-outcomes'), cell: (m) => outcomes(m.recipients) },
  { id: 'reasons', label: t('messages.c-reasons'), cell: (m) => reasons(m.reasons) },
  { id: 'status', label: t('messages.c-status'), cell: reality },
  { id: 'lane', label: t('messages.c-lane'), optional: true, cell: (m) => word('lane', m.lane) },
  { id: 'door', label: t('messages.c-door'), optional: true, cell: (m) => idents(m.door ? [m.door] : []) },
  { id: 'person', label: t('messages.c-person'), optional: true, cell: (m) => t(m.person ? 'messages.about-person' : 'messages.no-person') },
  { id: 'state', label: t('messages.c-state'), optional: true, cell: (m) => word('delivery', m.state) },
];

function saveView(ctx) {
  const query = new URLSearchParams(filterOf(ctx.params.query)).toString();
  return ctx.act({
    title: t('messages.save-view'),
    body: html`<p>${t('messages.save-view-text')}</p>`,
    reason: false,
    confirm: t('messages.save'),
    fields: [
      { name: 'name', label: t('messages.view-name') },
      { name: 'shared', label: t('messages.view-shared'), type: 'select', value: 'no', options: [['no', t('messages.view-mine')], ['yes', t('messages.view-all')]] },
    ],
    run: async ({ name, shared, key }) => {
      await ctx.api.post('/v1/ops/views', { view: key, name, page: 'messages', query, shared: shared === 'yes' });
      ctx.refresh();
    },
  });
}

const removeView = (ctx, view) => ctx.act({
  title: t('messages.view-remove', { name: view.name }), confirm: t('messages.remove'), reason: false,
  run: () => ctx.api.post(`/v1/ops/views/${encodeURIComponent(view.view)}/remove`).then(ctx.refresh),
});

const savedViews = (ctx, views) => html`
  <div class="views">
    ${views?.views?.length
      ? html`<nav aria-label=${t('messages.views')}><ul class="chips">${views.views.filter((view) => view.page === 'messages').map((view) => html`
          <li><a href="/console/messages?${view.query}">${view.name}</a>${view.shared ? html` <span class="quiet">${t('messages.view-is-shared')}</span>` : nothing}
            ${view.own ? html`<button type="button" class="bare" @click=${() => removeView(ctx, view)}><span aria-hidden="true">✕</span><span class="hidden">${t('messages.view-remove', { name: view.name })}</span></button>` : nothing}</li>`)}</ul></nav>`
      : nothing}
    <button type="button" @click=${() => saveView(ctx)}>${t('messages.save-view')}</button>
  </div>`;

function exportLinks(ctx) {
  if (!ctx.can('EXPORT')) return nothing;
  const filter = { ...filterOf(ctx.params.query), sort: ctx.params.query.sort };
  return html`<p class="export">${t('messages.export')}
    ${['csv', 'json'].map((form) => html`<a class="button" download href=${ctx.api.address(`/v1/ops/messages.${form}`, filter)}>${form.toUpperCase()}</a>`)}</p>`;
}

/** The hub stopped looking before the end, so that a question about what is rare never reads the whole ledger at once. */
const lookedUntil = (ctx, list) => !list.lookedUntil ? nothing : html`<p class="notice">${t('messages.looked-until')} ${time(list.lookedUntil)}
  ${list.next ? html`<a class="button" href=${ctx.href({ after: list.next })}>${t('messages.look-further')}</a>` : nothing}</p>`;

const nothingFound = (ctx) => Object.keys(filterOf(ctx.params.query)).length
  ? empty(t('messages.none-found'), t('messages.none-found-text'), html`<p><a class="button" href="/console/messages">${t('table.clear')}</a></p>`)
  : empty(t('messages.none'), t('messages.none-text'));

export default {
  title: 'nav.messages',
  every: 15,
  sort: SORT,

  async load({ query }, api) {
    const list = await api.get('/v1/ops/messages', { ...filterOf(query), sort: query.sort, after: query.after });
    const parts = await api.parts({
      facets: api.get('/v1/ops/facets', { since: query.since, until: query.until }),
      views: api.get('/v1/ops/views'),
    });
    return { list, facets: parts.facets.value, views: parts.views.value };
  },

  view({ list, facets: counted, views }, ctx) {
    return html`
      ${searchForm(ctx)}
      ${savedViews(ctx, views)}
      ${facets(ctx, counted)}
      ${lookedUntil(ctx, list)}
      ${list.messages.length === 0
        ? list.lookedUntil ? nothing : nothingFound(ctx)
        : html`${table(ctx, {
            id: 'messages', caption: t('messages.caption'), rows: list.messages, key: (m) => `${m.agency}/${m.id}`, columns: columns(), next: list.next,
          })}${exportLinks(ctx)}`}`;
  },
};
