// uPlot, which only the pages with a chart load.
let library;

function load(base) {
  library ??= new Promise((resolve, reject) => {
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = `${base}/vendor/uplot/uPlot.min.css`;
    const script = document.createElement('script');
    script.src = `${base}/vendor/uplot/uPlot.iife.min.js`;
    script.addEventListener('load', () => resolve(globalThis.uPlot));
    script.addEventListener('error', () => {
      library = undefined;
      reject(new Error('no chart'));
    });
    document.head.append(style, script);
  });
  return library;
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * Draws a chart of lines over time into an element; draws anew when it was drawn before.
 *
 * @param seconds how long the time is that is shown, up to now, however little of it is known
 * @param lines `[{label, values, colour: '--accent', scale, least, write}]`, values beside `instants`; an axis begins at nothing and
 *     goes up to `least` where the values stay below
 * @param timeLabel the word for the instant in the legend
 * @param writeTime how the person writes times
 */
export async function chart(base, element, { instants, seconds, lines, timeLabel, writeTime }) {
  let Plot;
  try {
    Plot = await load(base);
  } catch {
    return;
  }
  if (!element.isConnected) return;
  element.plot?.destroy();
  const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line'), width: 1 } };
  const scales = [...new Set(lines.map((l) => l.scale))];
  const first = (scale) => lines.find((l) => l.scale === scale);
  const now = Date.now() / 1000;
  element.plot = new Plot({
    width: Math.max(280, element.clientWidth - 20),
    height: 240,
    scales: {
      x: { range: () => [now - seconds, now] },
      ...Object.fromEntries(scales.map((scale) => [scale, { range: (_, __, most) => [0, Math.max(first(scale).least, most ?? 0) * 1.05] }])),
    },
    series: [
      { label: timeLabel, value: (_, v) => (v === null ? '–' : writeTime(v * 1000)) },
      ...lines.map((l) => ({ label: l.label, stroke: colour(l.colour), width: 2, scale: l.scale, dash: l.dash, value: (_, v) => (v === null ? '–' : l.write(v)) })),
    ],
    axes: [
      { ...axis, values: (_, ticks) => ticks.map((v) => writeTime(v * 1000)) },
      ...scales.map((scale, i) => ({ ...axis, scale, side: i === 0 ? 3 : 1, grid: i === 0 ? axis.grid : { show: false }, values: (_, ticks) => ticks.map(first(scale).write) })),
    ],
  }, [instants.map((at) => new Date(at).getTime() / 1000), ...lines.map((l) => l.values)], element);
}
