// Makes static/data/region.json: the region as SVG paths, out of Natural Earth 1:50m (public domain).
// Run once by hand, never by the build: npm install world-atlas@2.0.2 topojson-client@3.1.0 topojson-simplify@3.0.3
// in a folder of its own, then `node region.mjs FOLDER/node_modules > region.json`.
import {createRequire} from 'node:module';

const load = createRequire(process.argv[2] + '/');
const {feature, mesh, merge} = load('topojson-client');
const {presimplify, simplify} = load('topojson-simplify');

const WEST = 21, NORTH = 23, EAST = 52.5, SOUTH = -5.5, SCALE = 32;
const OURS = {'262': 'DJI', '231': 'ETH', '404': 'KEN', '706': 'SOM', '729': 'SDN', '728': 'SSD', '800': 'UGA'};
const NAMED = {Somaliland: 'SOM', 'N. Cyprus': ''};
const OTHERS = {'232': 'ERI', '818': 'EGY'};
// Lines that are undetermined, provisional or contested, wholly or in part: dashed along their whole length.
const UNSETTLED = new Set([
    'SDN-SSD', 'EGY-SDN', 'KEN-SSD', 'ETH-SOM', 'SOM-SOM', 'ERI-ETH', 'DJI-ERI', 'ETH-SDN', 'SSD-UGA', 'ETH-SSD']);

const world = simplify(presimplify(load('world-atlas/countries-50m.json')), 0.006);
const all = world.objects.countries.geometries;
const state = each => NAMED[each.properties.name] ?? OURS[each.id] ?? OTHERS[each.id];
const ours = new Set(Object.values(OURS));
const isOurs = each => ours.has(state(each));

const project = ([lon, lat]) => [(lon - WEST) * SCALE, (NORTH - lat) * SCALE];
const width = Math.round((EAST - WEST) * SCALE), height = Math.round((NORTH - SOUTH) * SCALE);

/** Sutherland and Hodgman: the part of a ring that lies in the box. */
function clip(ring) {
    const sides = [
        [p => p[0] >= 0, (a, b) => cut(a, b, 0, 0)], [p => p[0] <= width, (a, b) => cut(a, b, 0, width)],
        [p => p[1] >= 0, (a, b) => cut(a, b, 1, 0)], [p => p[1] <= height, (a, b) => cut(a, b, 1, height)]];
    return sides.reduce((points, [inside, at]) => points.flatMap((point, i) => {
        const before = points[(i + points.length - 1) % points.length];
        if (inside(point)) {
            return inside(before) ? [point] : [at(before, point), point];
        }
        return inside(before) ? [at(before, point)] : [];
    }), ring);
}

function cut(a, b, axis, at) {
    const part = (at - a[axis]) / (b[axis] - a[axis]);
    const point = [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
    point[axis] = at;
    return point;
}

function path(points, closed) {
    const whole = points.map(point => point.map(Math.round));
    const kept = whole.filter((p, i) => i === 0 || p[0] !== whole[i - 1][0] || p[1] !== whole[i - 1][1]);
    if (kept.length < (closed ? 3 : 2)) {
        return '';
    }
    const steps = kept.slice(1).map((p, i) => [p[0] - kept[i][0], p[1] - kept[i][1]]);
    const numbers = steps.flat().reduce((text, n) => text + (n < 0 || text === '' ? '' : ' ') + n, '');
    return `M${kept[0][0]} ${kept[0][1]}l${numbers}${closed ? 'z' : ''}`;
}

const area = geometry => geometry.coordinates
    .flatMap(polygon => polygon.map(ring => path(clip(ring.slice(0, -1).map(project)), true))).join('');

const outside = ([x, y]) => x < 0 || y < 0 || x > width || y > height;

function lines(geometry) {
    return geometry.coordinates.map(line => line.map(project)).map(line => {
        const first = line.findIndex(p => !outside(p));
        const last = line.findLastIndex(p => !outside(p));
        return first < 0 ? '' : path(line.slice(Math.max(0, first - 1), last + 2), false);
    }).join('');
}

const pair = (a, b) => [state(a) ?? '?', state(b) ?? '?'].sort().join('-');
const border = wanted => lines(mesh(world, world.objects.countries,
    (a, b) => a !== b && (isOurs(a) || isOurs(b)) && wanted(pair(a, b))));
const states = Object.fromEntries([...ours].sort().map(code =>
    [code, area(merge(world, all.filter(each => state(each) === code)))]));

process.stdout.write(JSON.stringify({
    source: 'Natural Earth 1:50m, public domain (world-atlas 2.0.2), simplified',
    note: 'No view on the status of any territory or line is expressed. Dashed lines are undetermined, provisional or contested, wholly or in part.',
    width, height, west: WEST, north: NORTH, scale: SCALE,
    land: area(merge(world, all.filter(each => !isOurs(each)))),
    states,
    settled: border(name => !UNSETTLED.has(name)),
    unsettled: border(name => UNSETTLED.has(name)),
}, null, 1) + '\n');
