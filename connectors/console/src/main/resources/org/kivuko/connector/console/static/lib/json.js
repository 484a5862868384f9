// Bodies of messages: folded JSON or XML, with the places marked that are at fault.
import { html, nothing } from './html.js';
import { t } from './i18n.js';

const escape = (name) => String(name).replaceAll('~', '~0').replaceAll('/', '~1');

function mark(faults, pointer) {
  const here = faults.filter((f) => f.pointer === pointer);
  return here.length === 0 ? nothing : html`<span class="fault-mark"><span aria-hidden="true">✕</span>
    ${here.map((f) => html`<span lang="en">${f.code ? html`<bdi>${f.code}</bdi>: ` : nothing}${f.detail}</span>`)}</span>`;
}

const leads = (faults, pointer) => faults.some((f) => f.pointer.startsWith(`${pointer}/`));

function value(v) {
  const kind = v === null ? 'null' : typeof v;
  return html`<span class="v-${kind}">${JSON.stringify(v)}</span>`;
}

function node(name, v, pointer, faults, depth) {
  const label = name === null ? nothing : html`<span class="k">${name}</span>: `;
  if (v === null || typeof v !== 'object') {
    return html`<div class="leaf">${label}${value(v)} ${mark(faults, pointer)}</div>`;
  }
  const list = Array.isArray(v);
  const entries = Object.entries(v);
  if (entries.length === 0) return html`<div class="leaf">${label}${list ? '[]' : '{}'} ${mark(faults, pointer)}</div>`;
  const open = depth > 0 || leads(faults, pointer);
  return html`<details ?open=${open}>
    <summary>${label}<span class="quiet">${list ? `[${entries.length}]` : `{${entries.length}}`}</span> ${mark(faults, pointer)}</summary>
    <div class="inside">${entries.map(([k, one]) => node(list ? `${k}` : k, one, `${pointer}/${escape(k)}`, faults, depth - 1))}</div>
  </details>`;
}

/** JSON as a tree; `faults` are `{pointer, detail, code}`, and what leads to one is unfolded. */
export const jsonView = (document, { faults = [], depth = 2 } = {}) =>
  html`<div class="tree" dir="ltr">${node(null, document, '', faults, depth)}</div>`;

function xmlNode(element, depth) {
  const attributes = [...element.attributes].map((a) => html` <span class="k">${a.name}</span>="<span class="v-string">${a.value}</span>"`);
  const children = [...element.children];
  const head = html`&lt;<span class="k">${element.tagName}</span>${attributes}&gt;`;
  if (children.length === 0) return html`<div class="leaf">${head}<span class="v-string">${element.textContent}</span></div>`;
  return html`<details ?open=${depth > 0}><summary>${head}</summary>
    <div class="inside">${children.map((child) => xmlNode(child, depth - 1))}</div></details>`;
}

/** XML as a tree; a text that is none is shown as it is. */
export function xmlView(text, { depth = 3 } = {}) {
  const parsed = new DOMParser().parseFromString(text, 'application/xml');
  if (parsed.getElementsByTagName('parsererror').length) return rawView(text);
  return html`<div class="tree" dir="ltr">${xmlNode(parsed.documentElement, depth)}</div>`;
}

/** A text as it is, for what can be read as neither. */
export const rawView = (text) => html`<pre class="raw" dir="ltr" tabindex="0" aria-label=${t('body.raw')}>${text}</pre>`;

/** Whatever a body is: JSON, else XML, else text. */
export function bodyView(body, options) {
  if (typeof body !== 'string') return jsonView(body, options);
  const text = body.trim();
  if (text.startsWith('<')) return xmlView(text, options);
  try {
    return jsonView(JSON.parse(text), options);
  } catch {
    return rawView(body);
  }
}
