// Dialogs. An act names what it does, to how many, and why; nothing happens on one key or one click.
import { html, nothing, render } from './html.js';
import { t } from './i18n.js';
import { problemText } from './states.js';
import { Problem } from './api.js';

/** A key that makes an act happen once, however often it is sent; also where the page is no secure context. */
export function actKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  const hex = [...b].map((x) => x.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Opens a dialog; `content(close)` draws it. Resolves with what it was closed with, undefined where it was left. */
export function open(content, { label, wide = false } = {}) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', label);
  if (wide) dialog.classList.add('wide');
  document.body.append(dialog);
  return new Promise((resolve) => {
    let result;
    const close = (value) => {
      result = value;
      dialog.close();
    };
    const draw = () => render(content({ close, draw, dialog }), dialog);
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(result);
    });
    draw();
    dialog.showModal();
    dialog.querySelector('[autofocus]')?.focus();
  });
}

const field = (f, fault) => html`
  <div class="field">
    <label for="act-${f.name}">${f.label}</label>
    ${f.type === 'textarea'
      ? html`<textarea id="act-${f.name}" name=${f.name} rows=${f.rows ?? 3} maxlength=${f.max ?? 500} .value=${f.value ?? ''}
          ?required=${!f.optional} ?autofocus=${f.first} spellcheck=${f.code ? 'false' : 'true'} class=${f.code ? 'code' : ''}
          aria-describedby="act-${f.name}-note" aria-invalid=${fault ? 'true' : 'false'}></textarea>`
      : f.type === 'select'
        ? html`<select id="act-${f.name}" name=${f.name} ?autofocus=${f.first} aria-describedby="act-${f.name}-note">
            ${f.options.map(([value, text]) => html`<option value=${value} ?selected=${value === f.value}>${text}</option>`)}
          </select>`
        : html`<input id="act-${f.name}" name=${f.name} type=${f.type ?? 'text'} .value=${f.value ?? ''} ?required=${!f.optional}
            ?autofocus=${f.first} autocomplete="off" inputmode=${f.inputmode ?? 'text'} min=${f.min ?? nothing} max=${f.most ?? nothing}
            aria-describedby="act-${f.name}-note" aria-invalid=${fault ? 'true' : 'false'}>`}
    <p class="note ${fault ? 'fault' : ''}" id="act-${f.name}-note">${fault ?? f.note ?? ''}</p>
  </div>`;

function faultsOf(form, { fields, typed }) {
  const faults = {};
  for (const f of fields) {
    const value = String(form.get(f.name) ?? '').trim();
    if (!value && !f.optional) faults[f.name] = t('act.required');
  }
  if (typed && String(form.get('typed')).trim() !== String(typed.expect)) faults.typed = t('act.typed-differs');
  return faults;
}

/**
 * Asks for what an act needs and does it.
 *
 * @param title what it does, a sentence
 * @param body what it means, for whom
 * @param typed `{label, expect}`: a count or a name that has to be typed
 * @param fields further ones, `{name, label, type, value, note, optional}`
 * @param reason false where no reason is asked for
 * @param run called with the fields, `reason` and `key`; a Problem is shown and the same key sent again on the next try
 */
export function act({ title, body, typed, fields = [], reason = true, confirm, danger = false, run }) {
  const key = actKey();
  let faults = {};
  let failed = null;
  let busy = false;
  const all = [...fields];
  if (reason) all.push({ name: 'reason', label: t('act.reason'), type: 'textarea', note: t('act.reason-note') });
  if (all.length) all[0] = { ...all[0], first: true };
  const typedField = typed && { name: 'typed', label: typed.label, note: t('act.typed-note'), first: !all.length };
  return open(({ close, draw }) => {
    const submit = async (event) => {
      event.preventDefault();
      if (busy) return;
      const form = new FormData(event.target);
      faults = faultsOf(form, { fields: all, typed });
      failed = null;
      if (Object.keys(faults).length) {
        draw();
        event.target.querySelector('[aria-invalid=true]')?.focus();
        return;
      }
      busy = true;
      draw();
      try {
        const values = Object.fromEntries([...form].map(([name, value]) => [name, String(value).trim()]));
        delete values.typed;
        close({ done: true, answer: await run({ ...values, key }) });
      } catch (failure) {
        if (!(failure instanceof Problem)) throw failure;
        failed = failure;
      } finally {
        busy = false;
        draw();
      }
    };
    return html`
      <form method="dialog" novalidate @submit=${submit}>
        <h2>${title}</h2>
        ${body ? html`<div class="body">${body}</div>` : nothing}
        ${all.map((f) => field(f, faults[f.name]))}
        ${typedField ? field(typedField, faults.typed) : nothing}
        <div role="alert">${failed ? html`<p class="fault">${problemText(failed)}</p>` : nothing}</div>
        <div class="buttons">
          <button type="button" @click=${() => close()}>${t('act.leave')}</button>
          <button type="submit" class=${danger ? 'danger' : 'main'} aria-disabled=${busy}>${busy ? t('act.busy') : confirm}</button>
        </div>
      </form>`;
  }, { label: title });
}
