// The ground of the map: the region as paths, loaded only where a map is shown.
import { svg } from '../../lib/html.js';

let loading;

/** The region; null where it cannot be had: then there is a list and no map. */
export function loadRegion(base) {
  loading ??= fetch(`${base}/data/region.json`).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null)
    .then((region) => {
      if (!region) loading = undefined;
      return region;
    });
  return loading;
}

/** Where `[latitude, longitude]` lies on the drawing. Pure. */
export const at = (region, [latitude, longitude]) => ({
  x: Math.round((longitude - region.west) * region.scale),
  y: Math.round((region.north - latitude) * region.scale),
});

/** Land, states and lines, without a view on any of them: what is not settled is dashed. */
export const ground = (region) => svg`<g class="ground" aria-hidden="true">
  <rect class="sea" x=${-region.width} y=${-region.height} width=${3 * region.width} height=${3 * region.height}/>
  <path class="land" d=${region.land}/>
  ${Object.values(region.states).map((path) => svg`<path class="state" d=${path}/>`)}
  <path class="line" d=${region.settled}/>
  <path class="line dashed" d=${region.unsettled}/>
</g>`;

const MARGIN = 70, LEAST = 240;

/** The part of the drawing that holds these places, never too close; all of it where there are none. Pure. */
export function frame(region, all) {
  if (all.length === 0) return { x: 0, y: 0, size: region.width, height: region.height };
  const xs = all.map((place) => place.x), ys = all.map((place) => place.y);
  const size = Math.max(LEAST, Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)) + 2 * MARGIN;
  const middle = (values) => Math.round((Math.min(...values) + Math.max(...values) - size) / 2);
  return { x: middle(xs), y: middle(ys), size, height: size };
}
