# The first hour with a Kivuko hub. Python 3.9 or newer, its standard library alone.
import json
import os
import sys
import time
import uuid
from datetime import datetime, timedelta, timezone
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

URL = os.environ.get("KIVUKO_URL", "http://127.0.0.1:8080")
SENDER, KEY = os.environ.get("KIVUKO_AGENCY", "KEN.DIS"), os.environ["KIVUKO_KEY"]
RECIPIENT, RECIPIENT_KEY = os.environ.get("KIVUKO_PEER", "UGA.DCIC"), os.environ["KIVUKO_PEER_KEY"]


def call(method, path, key, body=None):
    """One call, repeated until the hub has an answer of its own: nothing is lost and nothing doubled by it."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": "Bearer " + key}
    if data is not None:
        headers["Content-Type"] = "application/cloudevents+json"
    for attempt in range(1, 6):
        wait = attempt
        try:
            with urlopen(Request(URL + path, data, headers, method=method), timeout=40) as answer:
                text = answer.read()
                return answer.status, json.loads(text) if text else None
        except HTTPError as answer:  # any status of 300 or more
            problem = json.loads(answer.read())
            if answer.code not in (429, 503):
                return answer.code, problem
            wait = int(answer.headers["Retry-After"])
        except (URLError, TimeoutError):  # no answer
            pass
        time.sleep(wait)
    sys.exit("the hub does not answer: " + URL)


def must(status, wanted, answer):
    if status != wanted:
        sys.exit(f"{status} instead of {wanted}: {json.dumps(answer, indent=1)}")


# 1. A message: a CloudEvent. Its id is yours and names it for ever; times carry their offset.
now = datetime.now(timezone.utc).replace(microsecond=0)
message = {
    "specversion": "1.0",
    "id": str(uuid.uuid4()),
    "source": "/agencies/" + SENDER,
    "type": "kivuko.alert.v1",
    "time": now.isoformat(),
    "expires": (now + timedelta(days=30)).isoformat(),
    "to": RECIPIENT,
    "purpose": "border-check",
    "post": "KEN-BUSIA",
    "data": {
        "msgType": "Alert",
        "alertType": "DOC-STOLEN",
        "category": ["Security"],
        "urgency": "Expected",
        "severity": "Moderate",
        "certainty": "Observed",
        "subject": {
            "document": {"type": "PP", "issuer": "TZA", "number": "ZZ0000001"},
            "person": {"surname": "SPECIMEN", "givenNames": "MFANO TU"},
        },
    },
}

# 2. Post it. 202: it is on disk. The same once more gives 200 and the first answer: it is not taken twice.
status, receipt = call("POST", "/v1/messages", KEY, message)
must(status, 202, receipt)
print("accepted", receipt["id"], "at", receipt["acceptedAt"])
status, again = call("POST", "/v1/messages", KEY, message)
must(status, 200, again)

# 3. The receipt says what became of it for each recipient. Acknowledge receipts once you have stored them.
mine = None
while mine is None:
    status, answer = call("GET", "/v1/receipts?max=10&wait=PT10S", KEY)
    must(status, 200, answer)
    for each in answer["receipts"]:
        if each["message"]["data"].get("id") == message["id"]:
            mine = each["message"]["data"]
        must(*(call("POST", "/v1/receipts/" + each["delivery"] + "/ack", KEY)[0], 204, each["delivery"]))
for part in mine["recipients"]:
    print("for", part["agency"], part["outcome"], part.get("reason", ""))

# 4. The other side fetches, stores, acknowledges. What is not acknowledged within a minute comes again.
fetched = None
while fetched is None:
    status, answer = call("GET", "/v1/inbox?max=10&wait=PT10S", RECIPIENT_KEY)
    must(status, 200, answer)
    for each in answer["deliveries"]:
        if each["message"]["id"] == message["id"]:
            fetched = each["message"]
        must(*(call("POST", "/v1/inbox/" + each["delivery"] + "/ack", RECIPIENT_KEY)[0], 204, each["delivery"]))
print("fetched", fetched["id"], "number", fetched["linknumber"], "under", fetched["agreement"])
print("what crossed:", json.dumps(fetched["data"].get("subject")))

# 5. A refusal: the code is for your program, each entry of errors names a place, type leads to the page of the code.
message["id"] = str(uuid.uuid4())
message["data"]["urgency"] = "Quick"
status, problem = call("POST", "/v1/messages", KEY, message)
must(status, 422, problem)
print("refused", problem["code"], "see", URL + problem["type"])
for error in problem["errors"]:
    print("  at", error["pointer"] + ":", error["detail"])
