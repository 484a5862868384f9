# The first hour with a Kivuko hub, by hand: a shell and curl.
KIVUKO_URL=${KIVUKO_URL:-http://127.0.0.1:8080}
id=$(cat /proc/sys/kernel/random/uuid)
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)

# 1. A message: a CloudEvent. Its id is yours and names it for ever; times carry their offset.
cat >message.json <<END
{"specversion": "1.0", "id": "$id", "source": "/agencies/${KIVUKO_AGENCY:-KEN.DIS}", "type": "kivuko.alert.v1",
 "time": "$now", "expires": "$(date -u -d '+30 days' +%Y-%m-%dT%H:%M:%SZ)", "to": "${KIVUKO_PEER:-UGA.DCIC}",
 "purpose": "border-check", "post": "KEN-BUSIA",
 "data": {"msgType": "Alert", "alertType": "DOC-STOLEN", "category": ["Security"], "urgency": "Expected",
          "severity": "Moderate", "certainty": "Observed",
          "subject": {"document": {"type": "PP", "issuer": "TZA", "number": "ZZ0000001"}}}}
END

# 2. Post it. 202: it is on disk. The same once more gives 200 and the first answer: it is not taken twice.
curl -sS -w '\n%{http_code}\n' -H "Authorization: Bearer $KIVUKO_KEY" \
  -H "Content-Type: application/cloudevents+json" --data-binary @message.json "$KIVUKO_URL/v1/messages"

# 3. What became of it for each recipient; receipts say the same by themselves.
sleep 2
curl -sS -H "Authorization: Bearer $KIVUKO_KEY" "$KIVUKO_URL/v1/messages/$id"
echo

# 4. The other side fetches, stores, and acknowledges each "delivery". What is not acknowledged within a minute comes again.
curl -sS -H "Authorization: Bearer $KIVUKO_PEER_KEY" "$KIVUKO_URL/v1/inbox?max=10&wait=PT10S" | tee fetched.json
echo
for delivery in $(grep -o '"delivery" *: *"[^"]*"' fetched.json | cut -d'"' -f4); do
  curl -sS -w '%{http_code}\n' -H "Authorization: Bearer $KIVUKO_PEER_KEY" -X POST "$KIVUKO_URL/v1/inbox/$delivery/ack"
done

# 5. A refusal: "code" is for your program, each entry of "errors" names a place, "type" leads to the page of the code.
sed -i 's/Expected/Quick/' message.json
curl -sS -w '\n%{http_code}\n' -H "Authorization: Bearer $KIVUKO_KEY" \
  -H "Content-Type: application/cloudevents+json" --data-binary @message.json "$KIVUKO_URL/v1/messages"
