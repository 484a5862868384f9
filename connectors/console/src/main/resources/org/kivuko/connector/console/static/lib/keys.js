// Keys and the command palette. They lead to places and change how things look; none of them acts on the hub.
import { html, live, nothing } from './html.js';
import { t } from './i18n.js';
import { open } from './dialog.js';
import { address, PLACES } from './places.js';
import { choose, THEMES } from './settings.js';

const WAIT_FOR_LETTER_MS = 1500;

const isTyping = (target) => target.closest?.('input, textarea, select, [contenteditable]');

/** Begins to listen; `frame` gives `may(right)`, `goTo(url)`, `refresh()`. */
export function listen(frame) {
  let waits = 0;
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) palette(frame);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
    if (!frame.signedIn()) return;
    if (Date.now() < waits) {
      waits = 0;
      const place = PLACES.find((p) => p.letter === event.key && frame.may(p.right));
      if (place) {
        event.preventDefault();
        frame.goTo(address(place.page));
      }
      return;
    }
    if (event.key === 'g') waits = Date.now() + WAIT_FOR_LETTER_MS;
    if (event.key === '?') help(frame);
    if (event.key === '/') {
      event.preventDefault();
      const box = document.querySelector('form.filters input');
      if (box) box.focus();
      else palette(frame);
    }
  });
}

function commands(frame, typed) {
  const text = typed.trim();
  const found = [];
  for (const place of PLACES.filter((p) => frame.may(p.right))) {
    found.push({ label: t(`nav.${place.page}`), keys: `g ${place.letter}`, run: () => frame.goTo(address(place.page)) });
  }
  found.push({ label: t('palette.refresh'), run: frame.refresh });
  for (const theme of THEMES) found.push({ label: t(`palette.theme-${theme}`), run: () => choose({ theme }) });
  found.push({ label: t('palette.keys'), keys: '?', run: () => help(frame) });
  const fitting = found.filter((c) => c.label.toLocaleLowerCase().includes(text.toLocaleLowerCase()));
  if (!text || !frame.may('SEE')) return fitting;
  return [
    ...fitting,
    { label: t('palette.messages', { text }), run: () => frame.goTo(address('messages', [], { q: text })) },
    { label: t('palette.queues', { text }), run: () => frame.goTo(address('queues', [], { q: text })) },
  ];
}

/** A box to type where to go. */
export function palette(frame) {
  let typed = '';
  let at = 0;
  return open(({ close, draw, dialog }) => {
    const list = commands(frame, typed);
    at = Math.min(at, Math.max(0, list.length - 1));
    const take = (command) => {
      close();
      command?.run();
    };
    const key = (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        at = (at + step + list.length) % list.length;
        draw();
        dialog.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
      } else if (event.key === 'Enter') {
        event.preventDefault();
        take(list[at]);
      }
    };
    return html`<div class="palette">
      <input type="text" role="combobox" autofocus autocomplete="off" aria-label=${t('palette.title')} aria-expanded="true"
        aria-controls="palette-list" aria-activedescendant=${list.length ? `palette-${at}` : nothing}
        placeholder=${t('palette.hint')} .value=${live(typed)} @keydown=${key}
        @input=${(e) => {
          typed = e.target.value;
          at = 0;
          draw();
        }}>
      <ul id="palette-list" role="listbox" aria-label=${t('palette.title')}>
        ${list.map((c, i) => html`<li id="palette-${i}" role="option" aria-selected=${i === at} @click=${() => take(c)}>
          <span>${c.label}</span>${c.keys ? html`<kbd dir="ltr">${c.keys}</kbd>` : nothing}</li>`)}
      </ul>
    </div>`;
  }, { label: t('palette.title') });
}

/** All keys on one sheet. */
export function help(frame) {
  const rows = [
    ['Ctrl K', t('palette.title')],
    ['/', t('help.search')],
    ['?', t('help.help')],
    ['Esc', t('help.leave')],
    ...PLACES.filter((p) => frame.may(p.right)).map((p) => [`g ${p.letter}`, t(`nav.${p.page}`)]),
  ];
  return open(({ close }) => html`
    <h2>${t('help.title')}</h2>
    <p>${t('help.text')}</p>
    <dl class="keys">${rows.map(([key, text]) => html`<div><dt><kbd dir="ltr">${key}</kbd></dt><dd>${text}</dd></div>`)}</dl>
    <div class="buttons"><button type="button" autofocus @click=${() => close()}>${t('act.close')}</button></div>`,
  { label: t('help.title') });
}
