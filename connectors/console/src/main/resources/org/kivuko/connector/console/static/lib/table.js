// Lists: sorted and paged by the hub, with a caption, columns to choose, and rows that do not move under the mouse.
import { html, nothing, repeat } from './html.js';
import { t } from './i18n.js';
import { number } from './format.js';
import { choose, settings } from './settings.js';

/** The columns that this person wants to see. */
function shownColumns(id, columns) {
  const chosen = settings().columns[id];
  return columns.filter((c) => c.head || (chosen ? chosen.includes(c.id) : !c.optional));
}

function toggleColumn(ctx, id, columns, column, on) {
  const now = shownColumns(id, columns).map((c) => c.id).filter((one) => one !== column);
  choose({ columns: { ...settings().columns, [id]: on ? [...now, column] : now } });
  ctx.rerender();
}

const chooser = (ctx, id, columns) => html`
  <details class="columns">
    <summary>${t('table.columns')}</summary>
    <fieldset>
      <legend class="hidden">${t('table.columns')}</legend>
      ${columns.filter((c) => !c.head).map((c) => html`
        <label><input type="checkbox" .checked=${shownColumns(id, columns).includes(c)}
          @change=${(e) => toggleColumn(ctx, id, columns, c.id, e.target.checked)}> ${c.label}</label>`)}
    </fieldset>
  </details>`;

function headCell(ctx, column) {
  const classes = column.end ? 'end' : '';
  if (!column.sort) return html`<th scope="col" class=${classes}>${column.label}</th>`;
  const now = ctx.params.query.sort ?? ctx.sort ?? '';
  const order = now === column.sort ? 'ascending' : now === `-${column.sort}` ? 'descending' : 'none';
  // The first click on a figure shows the largest first: that is what operators look for.
  const first = column.end ? `-${column.sort}` : column.sort;
  const next = now === first ? (column.end ? column.sort : `-${column.sort}`) : first;
  const arrow = { ascending: '▲', descending: '▼', none: '' }[order];
  return html`<th scope="col" class=${classes} aria-sort=${order}>
    <a href=${ctx.href({ sort: next, after: '' })}>${column.label}<span class="arrow" aria-hidden="true">${arrow}</span></a></th>`;
}

/**
 * The order in which rows stand: while somebody points at the table or stands in it, the order stays, values change in place,
 * and a banner offers the new order.
 */
function settled(ctx, id, rows, key) {
  const kept = (ctx.local[`table.${id}`] ??= {});
  const fresh = rows.map(key);
  if (kept.keys && kept.rows !== rows && String(kept.keys) !== String(fresh) && isInUse(id)) {
    const byKey = new Map(rows.map((row) => [key(row), row]));
    kept.held = kept.keys.map((k, i) => byKey.get(k) ?? { ...kept.shown[i], gone: true });
    kept.waiting = rows;
  } else if (kept.waiting !== rows || !isInUse(id)) {
    kept.keys = fresh;
    kept.held = kept.waiting = null;
  }
  kept.rows = rows;
  kept.shown = kept.held ?? rows;
  return kept;
}

function isInUse(id) {
  const element = document.getElementById(`table-${id}`);
  return Boolean(element && (element.matches(':hover') || element.contains(document.activeElement)));
}

const heldBanner = (ctx, kept) => html`
  <p class="notice" role="status">${t('table.changed')}
    <button type="button" @click=${() => {
      kept.keys = kept.shown = kept.held = kept.waiting = null;
      ctx.rerender();
    }}>${t('table.show-new')}</button></p>`;

const pager = (ctx, next) => !next && !ctx.params.query.after ? nothing : html`
  <nav class="pager" aria-label=${t('table.pages')}>
    ${ctx.params.query.after ? html`<a href=${ctx.href({ after: '' })}>${t('table.first')}</a>` : nothing}
    ${next ? html`<a rel="next" href=${ctx.href({ after: next })}>${t('table.next')}</a>` : nothing}
  </nav>`;

function picker(ctx, select, rows, key) {
  const keys = rows.filter((row) => !row.gone).map(key);
  const every = keys.length > 0 && keys.every((k) => select.chosen.has(k));
  return html`<th scope="col" class="pick"><input type="checkbox" aria-label=${t('table.all')} .checked=${every}
    @change=${(e) => {
      keys.forEach((k) => (e.target.checked ? select.chosen.add(k) : select.chosen.delete(k)));
      ctx.rerender();
    }}></th>`;
}

const pick = (ctx, select, row, key) => html`<td class="pick"><input type="checkbox"
  aria-label=${t('table.one', { name: select.label(row) })} .checked=${select.chosen.has(key(row))}
  @change=${(e) => {
    if (e.target.checked) select.chosen.add(key(row));
    else select.chosen.delete(key(row));
    ctx.rerender();
  }}></td>`;

/**
 * A table.
 *
 * @param ctx of the page
 * @param spec `{id, caption, rows, key, columns, next, total, select, rowClass, choose}`; a column is
 *     `{id, label, cell(row), sort, end, head, optional}`: `sort` the hub's name of it, `end` for figures, `head` names the row
 */
export function table(ctx, { id, caption, rows, key, columns, next, total, select, rowClass, choose: choosing = true }) {
  const kept = settled(ctx, id, rows, key);
  const shown = shownColumns(id, columns);
  return html`
    <div class="table">
      ${choosing ? chooser(ctx, id, columns) : nothing}
      ${kept.held ? heldBanner(ctx, kept) : nothing}
      <div class="scroll" tabindex="0" role="region" aria-labelledby="caption-${id}">
        <table id="table-${id}">
          <caption id="caption-${id}">${caption}${total === undefined ? nothing : html` <span class="quiet">${number(total)}</span>`}</caption>
          <thead><tr>${select ? picker(ctx, select, kept.shown, key) : nothing}${shown.map((c) => headCell(ctx, c))}</tr></thead>
          <tbody>${repeat(kept.shown, key, (row) => html`
            <tr class="${rowClass?.(row) ?? ''} ${row.gone ? 'gone' : ''}">
              ${select ? pick(ctx, select, row, key) : nothing}
              ${shown.map((c) => (c.head
                ? html`<th scope="row">${c.cell(row)}</th>`
                : html`<td class=${c.end ? 'end' : ''}>${c.cell(row)}</td>`))}
            </tr>`)}</tbody>
        </table>
      </div>
      ${pager(ctx, next)}
    </div>`;
}

/** A form of filters whose values stand in the URL; an empty one is left out. */
export function filters(ctx, fields, extra = nothing) {
  const submit = (event) => {
    event.preventDefault();
    ctx.go({ ...Object.fromEntries(new FormData(event.target)), after: '' });
  };
  const set = fields.some((f) => ctx.params.query[f.name]);
  return html`
    <form class="filters" role="search" @submit=${submit}>
      ${fields.map((f) => html`<div class="field ${f.class ?? ''}"><label for="f-${f.name}">${f.label}</label>
        ${f.options
          ? html`<select id="f-${f.name}" name=${f.name} @change=${(e) => e.target.form.requestSubmit()}>
              ${f.options.map(([value, text]) => html`<option value=${value} ?selected=${value === (ctx.params.query[f.name] ?? '')}>${text}</option>`)}
            </select>`
          : html`<input id="f-${f.name}" name=${f.name} type=${f.type ?? 'search'} .value=${ctx.params.query[f.name] ?? ''}
              autocomplete="off" placeholder=${f.hint ?? nothing}>`}</div>`)}
      <button type="submit">${t('table.filter')}</button>
      ${set ? html`<a class="button" href=${ctx.href(Object.fromEntries([...fields.map((f) => [f.name, '']), ['after', '']]))}>${t('table.clear')}</a>` : nothing}
      ${extra}
    </form>`;
}
