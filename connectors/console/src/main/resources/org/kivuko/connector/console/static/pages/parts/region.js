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
  <rect class="sea" width=${region.width} height=${region.height}/>
  <path class="land" d=${region.land}/>
  ${Object.values(region.states).map((path) => svg`<path class="state" d=${path}/>`)}
  <path class="line" d=${region.settled}/>
  <path class="line dashed" d=${region.unsettled}/>
</g>`;
