// Where states stand and how their traffic is drawn: a static layout, the same for the same states. Pure.

const round = number => Math.round(number * 10) / 10;

/** Places `{state, x, y}` on a circle, the first one on top, clockwise. */
export function places(states, middle, radius) {
    return states.map((state, i) => {
        const angle = i / states.length * 2 * Math.PI - Math.PI / 2;
        return {state, x: round(middle + radius * Math.cos(angle)), y: round(middle + radius * Math.sin(angle))};
    });
}

/** A curve from one place to another that leaves room for the one back; `gap` keeps it off the nodes. */
export function curve(from, to, gap) {
    const dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy);
    const ux = dx / length, uy = dy / length;
    const bend = length * 0.12;
    const mx = (from.x + to.x) / 2 - uy * bend, my = (from.y + to.y) / 2 + ux * bend;
    const start = towards(from, mx, my, gap), end = towards(to, mx, my, gap + 6);
    return `M${round(start.x)} ${round(start.y)}Q${round(mx)} ${round(my)} ${round(end.x)} ${round(end.y)}`;
}

function towards(place, x, y, gap) {
    const length = Math.hypot(x - place.x, y - place.y);
    return {x: place.x + (x - place.x) / length * gap, y: place.y + (y - place.y) / length * gap};
}

/** 1 for little up to 6 for the most; 0 where nothing went. */
export const strength = (count, most) =>
    count <= 0 ? 0 : Math.max(1, Math.round(6 * Math.log1p(count) / Math.log1p(Math.max(count, most))));
