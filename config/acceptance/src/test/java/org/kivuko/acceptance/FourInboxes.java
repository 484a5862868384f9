package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.kivuko.model.MessageJson;

/** Four agencies of one state whom one rule gives the same: one fetches over HTTP, one at the broker, one in its folder, and to one is pushed. */
final class FourInboxes implements AutoCloseable {
    static final String SENDER = "KEN.DIS";
    static final String OVER_HTTP = "UGA.DCIC";
    static final String AT_BROKER = "UGA.MAAIF";
    static final String IN_FOLDER = "UGA.URA";
    static final String PUSHED = "UGA.UNBS";

    /** The fifth is refused by judgement, not at the door. */
    static final String ALL = String.join(" ", OVER_HTTP, AT_BROKER, IN_FOLDER, PUSHED, "UGA.MOH");

    static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SECRET = "deploy/secrets/pushed";
    private static final List<String> OF_THE_RUN =
            List.of("ruling", "linknumber", "linkepoch", "retainuntil", "ackby", "id", "to");

    private final Receiver receiver;
    private final Path exchange;
    private final TestHub hub;

    private FourInboxes(Receiver receiver, Path exchange, TestHub hub) {
        this.receiver = receiver;
        this.exchange = exchange;
        this.hub = hub;
    }

    static FourInboxes start(Path folder) throws IOException {
        var receiver = new Receiver();
        Path exchange = folder.resolve("exchange");
        Map<String, UnaryOperator<String>> changes = Map.of(
                "states/UGA.yaml",
                text -> text.replace("roles: [customs]}", "roles: [customs], inbox: files}")
                        .replace("roles: [agriculture]}", "roles: [agriculture], inbox: broker}")
                        .replace(
                                "roles: [standards]}",
                                "roles: [standards], inbox: push, push: {url: \"" + receiver.url() + "\", secretFile: "
                                        + SECRET + ", ownNetwork: true}}"),
                "deploy/hub.yaml",
                text -> text + "\nfiles: {folder: " + exchange + ", every: PT1S, agencies: [" + SENDER + ", "
                        + IN_FOLDER + "]}\n",
                // The rule names these two by their codes. One door would use up what is left for the next.
                "agreements/KEN-UGA.osbp.yaml",
                text -> text.replace(
                                "KEN.KRA]\n    recipients: [\":immigration\", \":customs\"",
                                "KEN.KRA]\n    recipients: [\":immigration\", \":customs\", " + AT_BROKER + ", "
                                        + PUSHED)
                        .replace("rateCap: 200/PT1H", "rateCap: 100000/PT1H")
                        .replace("used: {K-U-1: 200}", "used: {K-U-1: 100000}"));
        TestHub hub = TestHub.startIn(folder.resolve("hub"), changes);
        Path secret = hub.config().resolve(SECRET);
        Files.createDirectories(secret.getParent());
        Files.writeString(secret, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
        return new FourInboxes(receiver, exchange, hub);
    }

    TestHub hub() {
        return hub;
    }

    /** The sender before its folder. */
    DropFolder folder() {
        return new DropFolder(exchange, SENDER);
    }

    /**
     * What each of the four was handed of a script, in its order, without what hangs on when it was and who it is.
     *
     * @param page fetches at the broker
     */
    Map<String, List<String>> taken(Script script, ClientPage page) throws IOException {
        int good = script.good().size();
        var taken = new TreeMap<String, List<JsonNode>>();
        taken.put(AT_BROKER, messages(page.takeAll(hub, AT_BROKER, "inbox", good)));
        taken.put(OVER_HTTP, overHttp());
        taken.put(IN_FOLDER, new DropFolder(exchange, IN_FOLDER).takeAll(good));
        await().atMost(PATIENCE).until(() -> pushed(script).size() >= good);
        taken.put(PUSHED, pushed(script));
        var contents = new TreeMap<String, List<String>>();
        taken.forEach((agency, messages) -> contents.put(agency, contents(agency, messages)));
        return contents;
    }

    static List<JsonNode> messages(List<String> lines) {
        return lines.stream()
                .map(line -> MessageJson.tree(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private List<JsonNode> overHttp() {
        return hub.desk(OVER_HTTP).fetchAll();
    }

    private List<JsonNode> pushed(Script script) {
        return receiver.taken("kivuko.alert.v1").stream()
                .filter(message -> message.get("id").asText().startsWith(script.prefix()))
                .toList();
    }

    private static List<String> contents(String agency, List<JsonNode> messages) {
        var contents = new ArrayList<String>();
        long last = 0;
        for (JsonNode message : messages) {
            assertThat(message.get("to").asText()).isEqualTo(agency);
            long number = message.get("linknumber").asLong();
            assertThat(last == 0 || number == last + 1)
                    .as(agency + ": " + number + " after " + last)
                    .isTrue();
            last = number;
            contents.add(Script.number(message.get("id").asText()) + " "
                    + ((ObjectNode) message.deepCopy()).without(OF_THE_RUN));
        }
        return contents;
    }

    /** What the ledger has of each message that was accepted, once it knows that the four have theirs. */
    Map<String, String> ledger(Script script) {
        var ledger = new TreeMap<String, String>();
        for (String id : script.good()) {
            await().pollDelay(Duration.ZERO).atMost(PATIENCE).until(() -> acknowledged(id) == 4);
            ledger.put(Script.number(id), outcomes(id).toString());
        }
        return ledger;
    }

    private long acknowledged(String id) {
        return outcomes(id).values().stream()
                .filter(outcome -> outcome.contains("\"acknowledged\""))
                .count();
    }

    private Map<String, String> outcomes(String id) {
        return TwoDoors.outcomes(Desk.json(hub.get(SENDER, "/v1/messages/" + id)));
    }

    @Override
    public void close() {
        hub.close();
        receiver.close();
    }
}
