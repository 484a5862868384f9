// What was received beside what was delivered, as lines of one tree. Pure.

const isTree = value => value !== null && typeof value === 'object';

const keysOf = (a, b) => [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])];

const text = value => value === undefined || isTree(value) ? '' : JSON.stringify(value);

function mark(left, right) {
    if (right === undefined) {
        return 'gone';
    }
    if (left === undefined) {
        return 'added';
    }
    return isTree(left) || isTree(right) || left === right ? 'same' : 'changed';
}

/**
 * Lines `{path, key, depth, left, right, mark}` in the order of the received document; mark is `same`, `gone`, `changed`
 * or `added`. Of a tree only its key is told; its leaves follow.
 */
export function lines(left, right, path = '', depth = 0) {
    return keysOf(left, right).flatMap(key => {
        const a = left?.[key], b = right?.[key];
        const here = Array.isArray(left ?? right) ? `${path}[${key}]` : path ? `${path}.${key}` : key;
        const line = {path: here, key, depth, left: text(a), right: text(b), mark: mark(a, b), tree: isTree(a) || isTree(b)};
        return line.tree
            ? [line, ...lines(isTree(a) ? a : undefined, isTree(b) ? b : undefined, here, depth + 1)]
            : [line];
    });
}

/** How many leaves have each mark. */
export function counts(all) {
    const found = {same: 0, gone: 0, changed: 0, added: 0};
    all.filter(line => !line.tree).forEach(line => found[line.mark]++);
    return found;
}
