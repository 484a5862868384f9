// The shift: what the last one leaves to the next, who is on call, and what stands still on purpose.
import { html, nothing, ident } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { time } from '../lib/format.js';
import { settings } from '../lib/settings.js';
import { badge, empty } from '../lib/states.js';
import { table } from '../lib/table.js';
import { Problem } from '../lib/api.js';
import { actKey } from '../lib/dialog.js';
import { problemText } from '../lib/states.js';
import { instant } from './parts/zone.js';

async function leave(ctx, event) {
  event.preventDefault();
  const form = event.target;
  const text = String(new FormData(form).get('text')).trim();
  if (!text) {
    form.elements.text.focus();
    return;
  }
  // The same key until it is taken: a note sent twice over a poor link is one note.
  ctx.local.noteKey ??= actKey();
  ctx.local.problem = null;
  try {
    await ctx.api.post('/v1/ops/shift/notes', { text, key: ctx.local.noteKey });
    form.reset();
    ctx.local.noteKey = null;
    await ctx.refresh();
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    ctx.local.problem = failure;
    ctx.rerender();
  }
}

const announce = (ctx) => ctx.act({
  title: t('shift.announce'), body: html`<p>${t('shift.announce-text')}</p>`, confirm: t('shift.announce'), reason: false,
  fields: [
    { name: 'agency', label: t('shift.agency'), value: 'all', note: t('shift.agency-note') },
    { name: 'from', label: t('shift.from', { zone: settings().zone }), type: 'datetime-local' },
    { name: 'until', label: t('shift.until', { zone: settings().zone }), type: 'datetime-local' },
    { name: 'text', label: t('shift.what'), type: 'textarea', note: t('shift.what-note') },
  ],
  run: ({ agency, from, until, text, key }) => ctx.api.post('/v1/ops/maintenance', {
    ...(agency === 'all' ? { all: true } : { agency }), from: instant(from, settings().zone), until: instant(until, settings().zone), text, key,
  }).then(ctx.refresh),
});

const notes = (all) => all.length === 0 ? empty(t('shift.no-notes'), t('shift.no-notes-text')) : html`
  <ol class="notes">${all.map((note) => html`<li><p><bdi>${note.text}</bdi></p><p class="quiet"><bdi>${note.by}</bdi> ${time(note.at)}</p></li>`)}</ol>`;

const writing = (ctx) => !ctx.can('OPERATE') ? nothing : html`
  <form class="note-form" @submit=${(event) => leave(ctx, event)}>
    <div class="field"><label for="note-text">${t('shift.write')}</label>
      <textarea id="note-text" name="text" rows="3" maxlength="2000" aria-describedby="note-note"></textarea>
      <p class="note" id="note-note">${t('shift.write-note')}</p></div>
    <div role="alert">${ctx.local.problem ? html`<p class="fault">${problemText(ctx.local.problem)}</p>` : nothing}</div>
    <button type="submit" class="main">${t('shift.leave')}</button>
  </form>`;

/** Whether a window is now, comes, or is over. Pure. */
export const phase = ({ from, until }, now) => (now < Date.parse(from) ? 'coming' : now < Date.parse(until) ? 'now' : 'over');

const PHASES = { coming: ['info', 'shift.coming'], now: ['paused', 'shift.now'], over: ['off', 'shift.over'] };

const windows = (ctx, all) => table(ctx, {
  id: 'maintenance', caption: t('shift.maintenance'), choose: false, rows: all, key: (w) => w.maintenance ?? `${w.agency}${w.from}`,
  columns: [
    { id: 'agency', label: t('shift.agency'), head: true, cell: (w) => (!w.agency || w.agency === 'all' ? t('shift.everybody') : ident(w.agency)) },
    { id: 'phase', label: t('shift.phase'), cell: (w) => {
      const [kind, key] = PHASES[phase(w, Date.now())];
      return badge(kind, t(key));
    } },
    { id: 'from', label: t('shift.c-from'), cell: (w) => time(w.from) },
    { id: 'until', label: t('shift.c-until'), cell: (w) => time(w.until) },
    { id: 'text', label: t('shift.what'), cell: (w) => html`<bdi>${w.text}</bdi>` },
    { id: 'by', label: t('shift.by'), cell: (w) => html`<bdi>${w.by}</bdi>` },
  ],
});

const onCall = (ctx, all) => table(ctx, {
  id: 'on-call', caption: t('shift.on-call'), choose: false, rows: all, key: (c) => `${c.agency}${c.phone}${c.name}`,
  columns: [
    { id: 'agency', label: t('shift.agency'), head: true, cell: (c) => ident(c.agency) },
    { id: 'name', label: t('shift.desk'), cell: (c) => html`<bdi>${c.name ?? '–'}</bdi>` },
    { id: 'phone', label: t('shift.phone'), cell: (c) => (c.phone ? html`<a href="tel:${c.phone.replace(/[^+\d]/g, '')}">${ident(c.phone)}</a>` : '–') },
  ],
});

export default {
  title: 'nav.shift',
  every: 60,

  async load(params, api) {
    return api.get('/v1/ops/shift');
  },

  view(shift, ctx) {
    return html`
      <section aria-labelledby="notes"><h2 id="notes">${t('shift.notes')}</h2>${writing(ctx)}${notes(shift.notes)}</section>
      ${shift.onCall.length ? onCall(ctx, shift.onCall) : empty(t('shift.no-call'), t('shift.no-call-text'))}
      ${shift.maintenance.length ? windows(ctx, shift.maintenance) : empty(t('shift.no-maintenance'), t('shift.no-maintenance-text'))}
      ${ctx.can('OPERATE') ? html`<p><button type="button" @click=${() => announce(ctx)}>${t('shift.announce')}…</button></p>` : nothing}`;
  },
};
