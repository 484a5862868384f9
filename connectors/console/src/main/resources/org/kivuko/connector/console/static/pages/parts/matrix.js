// The matrix of the agreements in force.

/** Rows `{from, to, message, rules, reason?}` of all ordered pairs, without what each permit lets cross. */
export const loadMatrix = async (api) => (await api.get('/v1/agreements/matrix', { brief: 'true' })).rows;

/** Whole rows of one ordered pair. */
export const loadPair = async (api, from, to) => (await api.get('/v1/agreements/matrix', { from, to })).rows;

/** `KEN-UGA.osbp@3/K-U-1` as `{agreement, version, rule}`; nothing where it is none. */
export function parseRule(name) {
  const found = /^(.+)@(\d+)\/(.+)$/.exec(name);
  return found ? { agreement: found[1], version: Number(found[2]), rule: found[3] } : null;
}

/** The address of the page of a rule; nothing where the name is none. */
export function ruleHref(name) {
  const found = parseRule(name);
  return found && `/console/rule/${encodeURIComponent(found.agreement)}/${encodeURIComponent(found.rule)}`;
}
