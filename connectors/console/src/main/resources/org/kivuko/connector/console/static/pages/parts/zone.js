// Between instants and what people type into a field for date and time. Pure but for the browser's time zone data.

const FIELDS = {year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit'};

function wall(millis, zone) {
    const parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {...FIELDS, hourCycle: 'h23', timeZone: zone})
        .formatToParts(millis);
    return Object.fromEntries(parts.map(part => [part.type, part.value]));
}

function offset(millis, zone) {
    const {year, month, day, hour, minute, second} = wall(millis, zone);
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(millis / 1000) * 1000;
}

/** `2026-11-26T09:15` in a zone as an instant in UTC; nothing where it is no time. */
export function instant(local, zone) {
    const asUtc = Date.parse(`${local}Z`);
    if (Number.isNaN(asUtc)) {
        return '';
    }
    // Twice, because the first guess can lie on the other side of a change of the clocks.
    const guess = asUtc - offset(asUtc, zone);
    return new Date(asUtc - offset(guess, zone)).toISOString().replace('.000Z', 'Z');
}

/** An instant as a field for date and time takes it. */
export function local(text, zone) {
    const millis = Date.parse(text ?? '');
    if (Number.isNaN(millis)) {
        return '';
    }
    const {year, month, day, hour, minute} = wall(millis, zone);
    return `${year}-${month}-${day}T${hour}:${minute}`;
}
