// The parts of lit-html that the pages use, in one place: a page imports from here and from nowhere else.
export { html, svg, render, nothing } from '../vendor/lit/lit-html.js';
export { repeat } from '../vendor/lit/directives/repeat.js';
export { live } from '../vendor/lit/directives/live.js';

import { html } from '../vendor/lit/lit-html.js';

/** An identifier: never translated, never turned round, whatever stands beside it. */
export const ident = (text) => html`<bdi dir="ltr" class="ident">${text}</bdi>`;

/** A lasting code of the hub; what it means stands behind the link. */
export const code = (text) => html`<a href="/docs#${text}" rel="external"><bdi dir="ltr" class="ident">${text}</bdi></a>`;
