package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a case works with: a sender, perhaps a recipient, and messages that nobody has seen before. For one thread. */
final class Bench {
    private static final Duration STEP = Duration.ofMillis(60);

    private final Target target;
    private final Party sender;
    private final Optional<Inboxes> inboxes;
    private final Found found;
    private final Stamp stamp;
    private final Queue receipts;
    private final List<String> accepted = new ArrayList<>();
    private String about = "";

    Bench(Target target, Party sender, Optional<Inboxes> inboxes, Found found, Stamp stamp) {
        this.target = target;
        this.sender = sender;
        this.inboxes = inboxes;
        this.found = found;
        this.stamp = stamp;
        receipts = Queue.receipts(sender);
    }

    /** The recipient's side. */
    record Inboxes(Party partner, Queue live, Queue exercise) {
        static Inboxes of(Party partner) {
            return new Inboxes(partner, Queue.inbox(partner, "live"), Queue.inbox(partner, "exercise"));
        }
    }

    /** From now on this case is asked. */
    void begin(Case one) {
        about = one.id();
    }

    Target target() {
        return target;
    }

    Party sender() {
        return sender;
    }

    Optional<Inboxes> inboxes() {
        return inboxes;
    }

    Party partner() {
        return inboxes.orElseThrow().partner();
    }

    Queue live() {
        return inboxes.orElseThrow().live();
    }

    Queue exercise() {
        return inboxes.orElseThrow().exercise();
    }

    Queue receipts() {
        return receipts;
    }

    Found found() {
        return found;
    }

    Stamp stamp() {
        return stamp;
    }

    void pause(Duration time) throws IOException {
        target.pause(time);
    }

    /** An id that nobody has used. */
    String freshId() {
        return stamp.next(about);
    }

    /** A message of a kind that crosses. */
    ObjectNode message(Kind kind) {
        return stamp.fresh(found.permitted().get(kind), about);
    }

    /** An alert that is well-formed, whatever becomes of it. */
    ObjectNode alert() {
        return stamp.fresh(
                found.has(Kind.ALERT)
                        ? found.permitted().get(Kind.ALERT)
                        : drafts().alert("DOC-STOLEN", "border-check", ""),
                about);
    }

    /** A flow report that is well-formed, whatever becomes of it. */
    ObjectNode flow() {
        return stamp.fresh(drafts().flow("statistics", found.posts().get(0), freshId()), about);
    }

    /** A crossing record that is well-formed, whatever becomes of it. */
    ObjectNode crossing() {
        return stamp.fresh(drafts().record("border-check", found.posts().get(0), freshId(), stamp.time()), about);
    }

    private Drafts drafts() {
        return new Drafts(sender.agency(), found.addressee(), new Random(1));
    }

    Reply post(JsonNode message) throws IOException {
        return post(Json.write(message), Party.JSON);
    }

    Reply post(byte[] body, String mediaType, String... query) throws IOException {
        Reply reply = sender.post("/v1/messages" + String.join("", query), body, mediaType);
        if (reply.status() == 202) {
            accepted.add(idIn(body));
        }
        return reply;
    }

    /** Posts what has to be accepted. */
    String give(ObjectNode message) throws IOException {
        Expect.status(post(message), 202);
        return message.path("id").asText();
    }

    /** Of what was posted as JSON; a CAP document is known by what it delivers. */
    private static String idIn(byte[] body) {
        try {
            return Json.read(body).path("id").asText();
        } catch (IOException notJson) {
            return "";
        }
    }

    Reply status(String id) throws IOException {
        return sender.get("/v1/messages/" + id);
    }

    /** The status of a message once every recipient is judged. */
    JsonNode judged(String id) throws IOException {
        return status(id, "judged");
    }

    /** What became of a message for the first of its recipients, once every one is judged. */
    JsonNode outcome(String id) throws IOException {
        return firstRecipient(judged(id));
    }

    private static JsonNode firstRecipient(JsonNode status) {
        return status.path("recipients").path(0);
    }

    /** The status once this stands in it: as the whole's, or as the state of the first recipient. */
    JsonNode status(String id, String word) throws IOException {
        JsonNode last = Json.object();
        for (int step = 0; step < target.attempts(STEP); step++) {
            last = Expect.status(status(id), 200).json();
            if (last.path("status").asText().equals(word)
                    || firstRecipient(last).path("state").asText().equals(word)) {
                return last;
            }
            pause(STEP);
        }
        throw new Deviation(
                word + " in GET /v1/messages/{id} within " + target.patience().toSeconds() + " seconds",
                "status " + last.path("status").asText("none") + ", state "
                        + firstRecipient(last).path("state").asText("none"));
    }

    /** The decisions of a dry run. */
    JsonNode decide(JsonNode message) throws IOException {
        Reply reply = Expect.status(sender.post("/v1/decisions", Json.write(message), Party.JSON), 200);
        return Expect.member(reply.json(), "decisions", "the answer to POST /v1/decisions");
    }

    /** Gives messages and leases them at the recipient, in the order in which they are handed out. */
    List<JsonNode> deliver(Queue inbox, ObjectNode... messages) throws IOException {
        var ids = new ArrayList<String>();
        for (ObjectNode message : messages) {
            ids.add(give(message));
        }
        for (String id : ids) {
            judged(id);
        }
        return inbox.await(ids.size(), item -> ids.contains(idOf(item)));
    }

    /** The same in the live inbox, taken over. */
    List<JsonNode> handOver(ObjectNode... messages) throws IOException {
        return takenOver(deliver(live(), messages));
    }

    /** What is leased in the live inbox, taken over. */
    List<JsonNode> takenOver(List<JsonNode> items) throws IOException {
        for (JsonNode item : items) {
            live().takeOver(item);
        }
        return items;
    }

    /** Of the message in a delivery. */
    static String idOf(JsonNode item) {
        return item.path("message").path("id").asText();
    }

    /** What one case leaves is no concern of the next. */
    void tidy() throws IOException {
        if (inboxes.isPresent()) {
            live().tidy();
            exercise().tidy();
        }
        receipts.tidy();
    }

    /** Nothing stays behind: everything that was accepted is waited for, and what waits is taken over. */
    void leave() throws IOException {
        for (String id : accepted) {
            if (!id.isEmpty() && status(id).status() == 200) {
                judged(id);
            }
        }
        if (inboxes.isPresent()) {
            live().empty();
            exercise().empty();
        }
        receipts.empty();
    }
}
