package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Finds by dry run what the target's agreements let cross, before any case is asked. */
final class Finder {
    private static final int MOST_POSTS = 4;

    /** What is tried, with the purpose that goes with it. */
    private static final List<List<String>> ALERTS = List.of(
            List.of("DOC-STOLEN", "border-check"),
            List.of("DOC-LOST", "immigration"),
            List.of("VEH-STOLEN", "crime"),
            List.of("POST-STATUS", "post-operation"),
            List.of("CUST-RISK", "customs"),
            List.of("FLOW-SURGE", "immigration"),
            List.of("PUBLIC-WARNING", "protection"),
            List.of("THREAT-IMMINENT", "crime"),
            List.of("ANIMAL-HEALTH", "health"));

    private static final List<List<String>> TRAINING = List.of(
            List.of("DOC-STOLEN", "border-check"),
            List.of("POST-STATUS", "training"),
            List.of("FLOW-SURGE", "training"),
            List.of("POST-STATUS", "post-operation"));

    private final Party sender;
    private final Stamp stamp;
    private final Random dice;
    private final Map<Kind, ObjectNode> permitted = new EnumMap<>(Kind.class);
    private final Map<Kind, String> reasons = new EnumMap<>(Kind.class);

    Finder(Party sender, Stamp stamp, Random dice) {
        this.sender = sender;
        this.stamp = stamp;
        this.dice = dice;
    }

    /**
     * Asks.
     *
     * @param partner the recipient's code; empty for any
     * @param givenPost a post of the sender's state; empty where the target is to be asked
     * @param noPartner why nothing can be asked on the recipient's side
     */
    Found find(String partner, String givenPost, String noPartner) throws IOException {
        String addressee = partner.isEmpty() ? anyState() : partner;
        List<String> posts = givenPost.isEmpty() ? posts() : List.of(givenPost);
        if (!addressee.isEmpty()) {
            kinds(new Drafts(sender.agency(), addressee, dice), posts);
        }
        return new Found(addressee, posts, permitted, reasons, noPartner);
    }

    private void kinds(Drafts drafts, List<String> posts) throws IOException {
        search(Kind.ALERT, alerts(drafts, posts, ALERTS, UnaryOperator.identity()));
        search(Kind.EXERCISE, alerts(drafts, posts, TRAINING, message -> message.put("status", "exercise")));
        search(Kind.TEST, alerts(drafts, posts, TRAINING, message -> message.put("status", "test")));
        search(Kind.FLOW, each(posts, post -> drafts.flow("statistics", post, stamp.next("FLOW"))));
        search(
                Kind.RECORD,
                each(posts, post -> drafts.record("border-check", post, stamp.next("RECORD"), stamp.time())));
        ObjectNode alert = permitted.get(Kind.ALERT);
        if (alert != null) {
            whole(alert);
            search(Kind.URGENT, List.of(urgent(alert)));
            search(Kind.PERSON, List.of(Drafts.withPerson(alert)));
        }
        nobody(drafts, posts);
    }

    private static ObjectNode urgent(ObjectNode alert) {
        ObjectNode urgent = alert.deepCopy();
        ((ObjectNode) urgent.path("data")).put("urgency", "Immediate");
        return urgent;
    }

    private static List<ObjectNode> alerts(
            Drafts drafts, List<String> posts, List<List<String>> tried, UnaryOperator<ObjectNode> change) {
        var alerts = new ArrayList<ObjectNode>();
        for (String post : posts.isEmpty() ? List.of("") : posts) {
            tried.forEach(words -> alerts.add(change.apply(drafts.alert(words.get(0), words.get(1), post))));
        }
        return alerts;
    }

    private static List<ObjectNode> each(List<String> posts, Function<String, ObjectNode> draft) {
        return posts.stream().map(draft).toList();
    }

    /** The first that crosses whole; else the first that crosses. */
    private void search(Kind kind, List<ObjectNode> drafts) throws IOException {
        for (ObjectNode draft : drafts) {
            Optional<JsonNode> decision = decision(kind, draft);
            String outcome =
                    decision.map(found -> found.path("outcome").asText()).orElse("");
            if (outcome.equals("released")) {
                permitted.put(kind, draft);
                return;
            }
            if (outcome.equals("reduced")) {
                permitted.putIfAbsent(kind, draft);
            } else {
                decision.ifPresent(found ->
                        reasons.put(kind, outcome + " " + found.path("reason").asText()));
            }
        }
    }

    private void whole(ObjectNode alert) throws IOException {
        String outcome = decision(Kind.WHOLE, alert)
                .map(decision -> decision.path("outcome").asText())
                .orElse("");
        if (outcome.equals("released")) {
            permitted.put(Kind.WHOLE, alert);
        } else {
            reasons.put(Kind.WHOLE, outcome);
        }
    }

    private void nobody(Drafts drafts, List<String> posts) throws IOException {
        String post = posts.isEmpty() ? "" : posts.get(0);
        for (String purpose : List.of("evidence", "trafficking", "statistics", "training")) {
            ObjectNode draft = drafts.alert("DOC-STOLEN", purpose, post);
            Reply reply = sender.post("/v1/decisions", stamp.fresh(draft, "FIND"));
            if (reply.status() == 200 && all(reply.json().path("decisions"), "refused")) {
                permitted.put(Kind.NOBODY, draft);
                return;
            }
        }
    }

    private static boolean all(JsonNode decisions, String outcome) {
        for (JsonNode decision : decisions) {
            if (!decision.path("outcome").asText().equals(outcome)) {
                return false;
            }
        }
        return !decisions.isEmpty();
    }

    private Optional<JsonNode> decision(Kind kind, ObjectNode draft) throws IOException {
        Reply reply = sender.post("/v1/decisions", stamp.fresh(draft, "FIND"));
        if (reply.status() != 200) {
            reasons.put(kind, reply.toString());
            return Optional.empty();
        }
        JsonNode decisions = reply.json().path("decisions");
        return decisions.isEmpty() ? Optional.empty() : Optional.of(decisions.path(0));
    }

    private List<String> posts() throws IOException {
        Reply reply = sender.get("/v1/posts");
        if (reply.status() != 200) {
            return List.of();
        }
        var posts = new ArrayList<String>();
        for (JsonNode feature : reply.json().path("features")) {
            String post = feature.path("id").asText();
            if (post.startsWith(sender.state() + "-") && posts.size() < MOST_POSTS) {
                posts.add(post);
            }
        }
        return posts;
    }

    /** A state that is party to an agreement with the sender's. */
    private String anyState() throws IOException {
        Reply reply = sender.get("/v1/agreements");
        if (reply.status() != 200) {
            return "";
        }
        for (JsonNode agreement : reply.json().path("agreements")) {
            for (JsonNode party : agreement.path("parties")) {
                if (!party.asText().equals(sender.state())) {
                    return party.asText();
                }
            }
        }
        return "";
    }
}
