// The content of a message as received and as delivered, side by side, after a purpose was stated.
import { html, nothing, ident } from '../../lib/html.js';
import { t } from '../../lib/i18n.js';
import { bodyView } from '../../lib/json.js';
import { badge } from '../../lib/states.js';
import { counts, lines } from './compare.js';

const MARKS = { same: '', gone: '−', changed: '~', added: '+' };

function ask(ctx, path) {
  return ctx.act({
    title: t('content.open'),
    body: html`<p>${t('content.open-text')}</p>`,
    confirm: t('content.open'),
    fields: [{ name: 'purpose', label: t('content.purpose'), note: t('content.purpose-note') }],
    run: async ({ purpose, reason }) => {
      ctx.local.content = await ctx.api.post(`${path}/content`, { purpose, reason });
      ctx.rerender();
      document.getElementById('content')?.scrollIntoView();
    },
  });
}

const cell = (line, side) => line.tree
  ? html`<span class="k">${line.key}</span>`
  : line[side] === '' ? nothing : html`<span class="k">${line.key}</span>: ${line[side]}`;

function beside(agency, received, delivered) {
  const all = lines(received, delivered);
  const n = counts(all);
  return html`
    <div class="scroll" tabindex="0" role="region" aria-labelledby="beside-${agency}">
      <table class="beside">
        <caption id="beside-${agency}">${t('content.beside')} ${ident(agency)}
          <span class="quiet">${t('content.counts', { gone: n.gone, changed: n.changed, added: n.added, same: n.same })}</span></caption>
        <thead><tr><th scope="col">${t('content.mark')}</th><th scope="col">${t('content.received')}</th><th scope="col">${t('content.delivered')}</th></tr></thead>
        <tbody>${all.map((line) => html`<tr class="m-${line.mark}">
          <td>${line.mark === 'same' ? nothing : html`<span aria-hidden="true">${MARKS[line.mark]}</span> ${t(`mark.${line.mark}`)}`}</td>
          <td dir="ltr" class="d${Math.min(line.depth, 6)}">${line.mark === 'added' ? nothing : cell(line, 'left')}</td>
          <td dir="ltr" class="d${Math.min(line.depth, 6)}">${line.mark === 'gone' ? nothing : cell(line, 'right')}</td></tr>`)}</tbody>
      </table>
    </div>`;
}

function opened(content) {
  const delivered = Object.entries(content.delivered ?? {});
  return html`
    ${content.gone ? html`<p class="notice">${badge('off', t('content.gone'))} <span lang="en">${content.gone}</span></p>` : nothing}
    ${Object.entries(content.missing ?? {}).map(([agency, why]) => html`<p>${ident(agency)} ${badge('off', t('content.missing'))} <span lang="en" dir="ltr">${why}</span></p>`)}
    ${content.received && delivered.length === 0 ? html`<h3>${t('content.received')}</h3>${bodyView(content.received)}` : nothing}
    ${delivered.map(([agency, document]) => (content.received
      ? beside(agency, content.received, document)
      : html`<h3>${t('content.delivered')} ${ident(agency)}</h3>${bodyView(document)}`))}`;
}

/** The part of the page; `path` is the message's own call. */
export function contentPart(ctx, path) {
  const { content } = ctx.local;
  return html`<section aria-labelledby="content"><h2 id="content">${t('content.title')}</h2>
    ${content
      ? html`<p class="notice">${t('content.seen')}
          <button type="button" class="no-print" @click=${() => {
            ctx.local.content = undefined;
            ctx.rerender();
          }}>${t('content.close')}</button></p>${opened(content)}`
      : ctx.can('OPEN_CONTENT')
        ? html`<p>${t('content.closed')}</p><p><button type="button" class="no-print" @click=${() => ask(ctx, path)}>${t('content.open')}…</button></p>`
        : html`<p>${t('content.no-right')}</p>`}
  </section>`;
}
