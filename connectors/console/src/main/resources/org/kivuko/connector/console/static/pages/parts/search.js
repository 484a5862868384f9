// The search of messages: its box, its filters with open ends of time, what is set, and what there is to choose from.
import { html, nothing } from '../../lib/html.js';
import { t, word } from '../../lib/i18n.js';
import { dateTime, number } from '../../lib/format.js';
import { settings } from '../../lib/settings.js';
import { instant, local } from './zone.js';

const TIMES = ['since', 'until'];
const TEXTS = ['agency', 'from', 'to', 'pair', 'type', 'alertType', 'outcome', 'reason', 'status', 'case'];
const FACETS = ['agency', 'pair', 'type', 'outcome', 'reason'];
const RANGES = [['hour', 3600], ['day', 86_400], ['week', 604_800]];
const CHOICES = {
  type: ['alert', 'flow-report', 'crossing-record', 'request', 'reply', 'recall', 'correction', 'consent'].map((name) => `kivuko.${name}.v1`),
  outcome: ['released', 'reduced', 'held', 'refused'],
  status: ['actual', 'exercise', 'test'],
};

/** Every parameter that narrows the search. */
export const FILTERS = ['q', ...TEXTS, ...TIMES];

/** What of a query narrows the search. */
export const filterOf = (query) => Object.fromEntries(FILTERS.filter((name) => query[name]).map((name) => [name, query[name]]));

const shownValue = (name, value) => (TIMES.includes(name) ? dateTime(value) : CHOICES[name] ? word(name, value) : value);

function submit(ctx, event) {
  event.preventDefault();
  const given = Object.fromEntries(new FormData(event.target));
  for (const name of TIMES) given[name] = given[name] ? instant(given[name], settings().zone) : '';
  ctx.go({ ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.trim()])), after: '' });
}

function field(query, name) {
  const id = `f-${name}`;
  const label = html`<label for=${id}>${t(`filter.${name}`)}</label>`;
  if (CHOICES[name]) {
    return html`<div class="field">${label}<select id=${id} name=${name}>
      <option value="">${t('messages.any')}</option>
      ${CHOICES[name].map((value) => html`<option value=${value} ?selected=${query[name] === value}>${word(name, value)}</option>`)}
    </select></div>`;
  }
  return html`<div class="field">${label}<input id=${id} name=${name} dir="ltr" autocomplete="off" spellcheck="false" .value=${query[name] ?? ''}></div>`;
}

const timeField = (query, name) => html`<div class="field"><label for="f-${name}">${t(`filter.${name}`)}</label>
  <input id="f-${name}" name=${name} type="datetime-local" .value=${local(query[name], settings().zone)}></div>`;

/** The form: the box first, the rest folded until something of it is set. */
export function searchForm(ctx, extra = nothing) {
  const { query } = ctx.params;
  const narrowed = [...TEXTS, ...TIMES].some((name) => query[name]);
  return html`
    <form class="search" role="search" @submit=${(event) => submit(ctx, event)}>
      <div class="filters">
        <div class="field wide"><label for="f-q">${t('filter.q')}</label>
          <input id="f-q" name="q" type="search" dir="ltr" autocomplete="off" spellcheck="false" .value=${query.q ?? ''}></div>
        <button type="submit" class="main">${t('messages.search')}</button>
        ${extra}
      </div>
      <details ?open=${narrowed}>
        <summary>${t('messages.more-filters')}</summary>
        <div class="filters">
          ${TEXTS.map((name) => field(query, name))}
          ${TIMES.map((name) => timeField(query, name))}
          <button type="submit">${t('table.filter')}</button>
        </div>
        <p class="quiet">${t('messages.open-ends', { zone: settings().zone })}</p>
      </details>
      <p class="ranges">${RANGES.map(([name, seconds]) => html`
        <button type="button" @click=${() => ctx.go({ since: new Date(Date.now() - seconds * 1000).toISOString().replace(/\.\d+/, ''), until: '', after: '' })}>
          ${t(`range.${name}`)}</button>`)}</p>
    </form>
    ${chips(ctx)}`;
}

/** What is set, each with a way to leave it off. */
function chips(ctx) {
  const set = Object.entries(filterOf(ctx.params.query));
  return set.length === 0 ? nothing : html`
    <ul class="chips" aria-label=${t('messages.set')}>
      ${set.map(([name, value]) => html`<li><span>${t(`filter.${name}`)}: <bdi>${shownValue(name, value)}</bdi></span>
        <a href=${ctx.href({ [name]: '', after: '' })}><span aria-hidden="true">✕</span><span class="hidden">${t('messages.leave-off', { name: t(`filter.${name}`) })}</span></a></li>`)}
      <li><a href=${ctx.href(Object.fromEntries([...FILTERS, 'after'].map((name) => [name, ''])))}>${t('table.clear')}</a></li>
    </ul>`;
}

const facetList = (ctx, name, values) => !values?.length ? nothing : html`
  <section><h3 id="facet-${name}">${t(`filter.${name}`)}</h3>
    <ul aria-labelledby="facet-${name}">${values.slice(0, 8).map(({ value, count }) => html`
      <li><a href=${ctx.href({ [name]: value, after: '' })} aria-current=${ctx.params.query[name] === value ? 'true' : nothing}>
        <bdi>${shownValue(name, value)}</bdi></a> <span class="quiet">${number(count)}</span></li>`)}</ul></section>`;

/** What there is, counted; each count is a link that narrows the search. */
export function facets(ctx, counted) {
  if (!counted) return nothing;
  const by = counted.facets ?? counted;
  return html`<details class="facets"><summary>${t('messages.facets')}</summary>
    ${counted.complete === false ? html`<p class="quiet">${t('messages.counted-newest', { n: counted.messages })}</p>` : nothing}
    <div class="columns-of">${FACETS.map((name) => facetList(ctx, name, by[name]))}</div></details>`;
}
