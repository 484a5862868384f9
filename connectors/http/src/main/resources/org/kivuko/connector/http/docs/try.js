// The page on which a reader makes a call: what openapi.json says of it, a request, the answer, and the same as a program.
const $ = (id) => document.getElementById(id);
const KEY = 'KIVUKO_KEY';
const EXAMPLES = {
  postMessage: '/schemas/examples/alert-document-stolen.json',
  decide: '/schemas/examples/alert-document-stolen.json',
};
const api = await (await fetch('/openapi.json')).json();
const calls = Object.entries(api.paths).flatMap(([path, methods]) => Object.entries(methods)
  .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })));
const resolve = (node) => (node.$ref ? node.$ref.slice(2).split('/').reduce((at, name) => at[name], api) : node);
let current;

function element(name, attributes, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

function fillCalls() {
  for (const tag of api.tags) {
    const group = element('optgroup', { label: tag.name });
    for (const call of calls.filter((each) => each.operation.tags[0] === tag.name)) {
      group.append(element('option', { value: call.operation.operationId, textContent: `${call.method} ${call.path}` }));
    }
    if (group.children.length) $('call').append(group);
  }
  const wanted = new URLSearchParams(location.search).get('call');
  $('call').value = calls.some((each) => each.operation.operationId === wanted) ? wanted : 'postMessage';
}

async function choose() {
  current = calls.find((each) => each.operation.operationId === $('call').value);
  const { operation } = current;
  $('summary').textContent = [operation.summary, operation.description].filter(Boolean).join('. ');
  $('changes').hidden = current.method === 'GET';
  const parameters = (operation.parameters ?? []).map(resolve);
  $('parameters').hidden = parameters.length === 0;
  $('parameters').querySelectorAll('p').forEach((row) => row.remove());
  for (const parameter of parameters) $('parameters').append(field(parameter));
  const content = operation.requestBody?.content ?? {};
  $('with-body').hidden = !operation.requestBody;
  $('type').replaceChildren(...Object.keys(content).map((type) => element('option', { value: type, textContent: type })));
  $('fresh').hidden = !EXAMPLES[operation.operationId];
  await fillBody();
  show();
}

function field(parameter) {
  const id = `p-${parameter.name}`;
  const values = parameter.schema?.enum;
  const input = values
    ? element('select', { id }, ...['', ...values].map((value) => element('option', { value, textContent: value })))
    : element('input', { id, spellcheck: false });
  input.dataset.name = parameter.name;
  input.dataset.in = parameter.in;
  input.required = parameter.required ?? parameter.in === 'path';
  input.dir = 'ltr';
  const note = element('span', { className: 'quiet', lang: 'en', dir: 'ltr', id: `${id}-note`, textContent: parameter.description ?? '' });
  input.setAttribute('aria-describedby', note.id);
  input.addEventListener('input', show);
  return element('p', {}, element('label', { htmlFor: id, textContent: parameter.name }), input, note);
}

/** An example as it could be sent now: ids are taken once, and instants pass. */
async function fillBody() {
  const { operation } = current;
  const file = EXAMPLES[operation.operationId];
  const example = Object.values(operation.requestBody?.content ?? {})[0]?.example;
  let body = example ?? '';
  if (file) {
    body = await (await fetch(file)).json();
    const now = new Date();
    body.id = crypto.randomUUID?.() ?? `try-${now.getTime()}`;
    body.time = now.toISOString();
    body.expires = new Date(now.getTime() + 86_400_000).toISOString();
  }
  $('body').value = body === '' ? '' : JSON.stringify(body, null, 2);
}

/** What the form asks for, without the key. */
function request() {
  let path = current.path;
  const query = new URLSearchParams();
  for (const input of $('parameters').querySelectorAll('[data-name]')) {
    if (input.dataset.in === 'path') {
      path = path.replace(`{${input.dataset.name}}`, input.value.split('/').map(encodeURIComponent).join('/') || `{${input.dataset.name}}`);
    } else if (input.dataset.in === 'query' && input.value) {
      query.set(input.dataset.name, input.value);
    }
  }
  const search = query.size ?? [...query].length;
  return {
    method: current.method,
    path: path + (search ? `?${query}` : ''),
    type: current.operation.requestBody ? $('type').value : '',
    body: current.operation.requestBody ? $('body').value : '',
    keyed: (current.operation.security ?? []).length > 0,
  };
}

const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const PROGRAMS = {
  curl: ({ method, path, type, body, keyed }) => [
    `curl -sS -i -X ${method} ${quote(location.origin + path)}`,
    ...(keyed ? [`-H "Authorization: Bearer $${KEY}"`] : []),
    ...(body ? [`-H ${quote(`Content-Type: ${type}`)}`, `--data-binary ${quote(body)}`] : []),
  ].join(' \\\n  '),
  Python: ({ method, path, type, body, keyed }) => [
    'import os',
    'from urllib.error import HTTPError',
    'from urllib.request import Request, urlopen',
    '',
    `request = Request(${JSON.stringify(location.origin + path)}, method=${JSON.stringify(method)})`,
    ...(keyed ? [`request.add_header("Authorization", "Bearer " + os.environ["${KEY}"])`] : []),
    ...(body ? [`request.add_header("Content-Type", ${JSON.stringify(type)})`, `request.data = ${JSON.stringify(body)}.encode()`] : []),
    'try:',
    '    answer = urlopen(request)',
    'except HTTPError as refused:',
    '    answer = refused',
    'print(answer.status, answer.read().decode())',
  ].join('\n'),
  JavaScript: ({ method, path, type, body, keyed }) => [
    `const answer = await fetch(${JSON.stringify(location.origin + path)}, {`,
    `  method: ${JSON.stringify(method)},`,
    '  headers: {',
    ...(keyed ? [`    Authorization: \`Bearer \${process.env.${KEY}}\`,`] : []),
    ...(body ? [`    'Content-Type': ${JSON.stringify(type)},`] : []),
    '  },',
    ...(body ? [`  body: ${JSON.stringify(body)},`] : []),
    '});',
    'console.log(answer.status, await answer.text());',
  ].join('\n'),
  Java: ({ method, path, type, body, keyed }) => [
    'import java.net.URI;',
    'import java.net.http.*;',
    '',
    'public class Call {',
    '    public static void main(String[] none) throws Exception {',
    `        var request = HttpRequest.newBuilder(URI.create(${JSON.stringify(location.origin + path)}))`,
    ...(keyed ? [`                .header("Authorization", "Bearer " + System.getenv("${KEY}"))`] : []),
    ...(body ? [`                .header("Content-Type", ${JSON.stringify(type)})`] : []),
    `                .method(${JSON.stringify(method)}, ${body ? `HttpRequest.BodyPublishers.ofString(${JSON.stringify(body)})` : 'HttpRequest.BodyPublishers.noBody()'})`,
    '                .build();',
    '        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());',
    '        System.out.println(answer.statusCode() + " " + answer.body());',
    '    }',
    '}',
  ].join('\n'),
};

function fillLanguages() {
  Object.keys(PROGRAMS).forEach((name, place) => {
    const input = element('input', { type: 'radio', name: 'language', value: name, checked: place === 0 });
    input.addEventListener('change', show);
    $('languages').append(element('label', {}, input, ` ${name}`));
  });
}

function show() {
  const language = document.querySelector('[name=language]:checked').value;
  $('snippet').textContent = PROGRAMS[language](request());
}

async function send(event) {
  event.preventDefault();
  const { method, path, type, body } = request();
  const key = $('key').value.trim();
  const headers = {};
  // Anything but printable ASCII is no key, and no header could carry it.
  if (key && !/^[\x21-\x7e]+$/.test(key)) {
    $('state').textContent = $('state').dataset.fault;
    $('key').focus();
    return;
  }
  if (key) headers.Authorization = `Bearer ${key}`;
  if (body) headers['Content-Type'] = type;
  $('state').textContent = $('state').dataset.sending;
  try {
    const options = { method, headers, body: body || undefined, credentials: 'omit', cache: 'no-store' };
    await answered(await fetch(path, options));
    $('state').textContent = '';
  } catch {
    $('state').textContent = $('state').dataset.failed;
  }
}

async function answered(answer) {
  const goesOn = (answer.headers.get('Content-Type') ?? '').startsWith('text/event-stream');
  const text = goesOn ? await begin(answer) : await answer.text();
  let json = null;
  try {
    json = JSON.parse(text);
  } catch {
    // It is shown as it is.
  }
  $('answer-status').textContent = `HTTP ${answer.status}`;
  $('answer-headers').textContent = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  $('answer-body').textContent = json === null ? text : JSON.stringify(json, null, 2);
  $('answer-code').hidden = !json?.code || answer.ok;
  if (json?.code) $('code-link').href = `/docs/errors/${encodeURIComponent(json.code)}${$('code-link').dataset.query}`;
  $('answer-section').hidden = false;
  $('answer-title').focus();
}

/** Of an answer that never ends, its beginning. */
async function begin(answer) {
  const reader = answer.body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

async function copy() {
  try {
    await navigator.clipboard.writeText($('snippet').textContent);
    $('copied').textContent = $('copy').dataset.copied;
  } catch {
    getSelection().selectAllChildren($('snippet'));
    $('copied').textContent = $('copy').dataset.failed;
  }
}

fillCalls();
fillLanguages();
await choose();
$('call').addEventListener('change', choose);
$('type').addEventListener('change', show);
$('body').addEventListener('input', show);
$('fresh').addEventListener('click', async () => { await fillBody(); show(); });
$('form').addEventListener('submit', send);
$('copy').addEventListener('click', copy);
document.body.dataset.ready = '';
