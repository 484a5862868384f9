// The first hour with a Kivuko hub. Node 18 or newer, without packages.
const env = process.env;
const URL = env.KIVUKO_URL ?? 'http://127.0.0.1:8080';
const [sender, key] = [env.KIVUKO_AGENCY ?? 'KEN.DIS', env.KIVUKO_KEY];
const [recipient, recipientKey] = [env.KIVUKO_PEER ?? 'UGA.DCIC', env.KIVUKO_PEER_KEY];

/** One call, repeated until the hub has an answer of its own: nothing is lost and nothing doubled by it. */
async function call(method, path, by, body) {
  const headers = { Authorization: `Bearer ${by}` };
  if (body) headers['Content-Type'] = 'application/cloudevents+json';
  for (let attempt = 1; attempt < 6; attempt++) {
    let wait = attempt;
    try {
      const answer = await fetch(URL + path, { method, headers, body: body && JSON.stringify(body) });
      const text = await answer.text();
      if (answer.status !== 429 && answer.status !== 503) {
        return { status: answer.status, json: text ? JSON.parse(text) : null };
      }
      wait = Number(answer.headers.get('Retry-After'));
    } catch {
      // No answer: ask again.
    }
    await new Promise((done) => setTimeout(done, wait * 1000));
  }
  throw new Error(`the hub does not answer: ${URL}`);
}

function must(answer, wanted) {
  if (answer.status !== wanted) {
    throw new Error(`${answer.status} instead of ${wanted}: ${JSON.stringify(answer.json, null, 1)}`);
  }
  return answer.json;
}

// 1. A message: a CloudEvent. Its id is yours and names it for ever; times carry their offset.
const message = {
  specversion: '1.0',
  id: crypto.randomUUID(),
  source: `/agencies/${sender}`,
  type: 'kivuko.alert.v1',
  time: new Date().toISOString(),
  expires: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  to: recipient,
  purpose: 'border-check',
  post: 'KEN-BUSIA',
  data: {
    msgType: 'Alert',
    alertType: 'DOC-STOLEN',
    category: ['Security'],
    urgency: 'Expected',
    severity: 'Moderate',
    certainty: 'Observed',
    subject: {
      document: { type: 'PP', issuer: 'TZA', number: 'ZZ0000001' },
      person: { surname: 'SPECIMEN', givenNames: 'MFANO TU' },
    },
  },
};

// 2. Post it. 202: it is on disk. The same once more gives 200 and the first answer: it is not taken twice.
const receipt = must(await call('POST', '/v1/messages', key, message), 202);
console.log('accepted', receipt.id, 'at', receipt.acceptedAt);
must(await call('POST', '/v1/messages', key, message), 200);

// 3. The receipt says what became of it for each recipient. Acknowledge receipts once you have stored them.
let mine;
while (!mine) {
  const { receipts } = must(await call('GET', '/v1/receipts?max=10&wait=PT10S', key), 200);
  for (const each of receipts) {
    if (each.message.data.id === message.id) mine = each.message.data;
    must(await call('POST', `/v1/receipts/${each.delivery}/ack`, key), 204);
  }
}
for (const part of mine.recipients) console.log('for', part.agency, part.outcome, part.reason ?? '');

// 4. The other side fetches, stores, acknowledges. What is not acknowledged within a minute comes again.
let fetched;
while (!fetched) {
  const { deliveries } = must(await call('GET', '/v1/inbox?max=10&wait=PT10S', recipientKey), 200);
  for (const each of deliveries) {
    if (each.message.id === message.id) fetched = each.message;
    must(await call('POST', `/v1/inbox/${each.delivery}/ack`, recipientKey), 204);
  }
}
console.log('fetched', fetched.id, 'number', fetched.linknumber, 'under', fetched.agreement);
console.log('what crossed:', JSON.stringify(fetched.data.subject));

// 5. A refusal: the code is for your program, each entry of errors names a place, type leads to the page of the code.
message.id = crypto.randomUUID();
message.data.urgency = 'Quick';
const problem = must(await call('POST', '/v1/messages', key, message), 422);
console.log('refused', problem.code, 'see', URL + problem.type);
for (const error of problem.errors) console.log(`  at ${error.pointer}: ${error.detail}`);
