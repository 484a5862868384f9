package org.kivuko.hub.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.kivuko.hub.client.HubClient;

/**
 * A neighbour at its outbox: makes its moves, holds every answer against what the hub owes it, and sends again what it has no answer
 * for, or was asked to send later, before anything else.
 *
 * <p>For one thread.
 */
final class Poster {
    private static final Duration BREATH = Duration.ofSeconds(1);
    private static final int REMEMBERED = 64;

    /** Others of this agency use the quota up, too. */
    private static final int OFTEN = 3;

    private final Supply supply;
    private final Books books;
    private final Pace pace;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Integer, ObjectNode> messages = new LinkedHashMap<>();
    private final Map<Integer, ObjectNode> updates = new LinkedHashMap<>();
    private Optional<ObjectNode> lastAlert = Optional.empty();
    private Instant notBefore = Instant.MIN;

    /** What is to be posted once more, and why. */
    private record Open(Outgoing message, Promise promise, Cause cause, int times) {}

    private enum Cause {
        NO_ANSWER,
        ASKED_TO_WAIT,
        NOT_AVAILABLE
    }

    Poster(Supply supply, Books books, Pace pace) {
        this.supply = supply;
        this.books = books;
        this.pace = pace;
    }

    /** Whether something is to be sent again before anything new. */
    boolean owes() {
        return !open.isEmpty();
    }

    /** Before this instant nothing is to be posted. */
    Instant notBefore() {
        return notBefore;
    }

    /** Sends again what was left first. */
    void sendAgain(HubClient client) {
        Open first = open.removeFirst();
        post(client, first.message(), first.promise(), Optional.of(first));
    }

    /** What is left is left for good. */
    void giveUp() {
        open.stream()
                .filter(left -> left.cause() == Cause.NO_ANSWER)
                .forEach(left -> books.promise(
                        Promise.ANSWERS_IN_THE_END, false, left.message().id() + " has no answer"));
    }

    /** Makes a move, where it can be made: what follows up a message that was not taken, or is no alert, is left out. */
    void make(Move move, HubClient client, HubClient stranger) throws IOException {
        switch (move.twist()) {
            case PLAIN, HOURS_AHEAD, HOURS_BEHIND -> plain(move, Duration.ofHours(move.hours()), client);
            case MINUTES_AHEAD -> plain(move, Duration.ofMinutes(2), client);
            case FOLLOW_UP -> followUp(move, client);
            case AGAIN -> taken(move).ifPresent(event -> post(client, event, move));
            case CHANGED -> taken(move).ifPresent(event -> post(client, changed(event), move));
            case UPDATE_FIRST -> updateFirst(move, client);
            case UPDATE_AFTERWARDS -> {
                ObjectNode update = updates.remove(move.number());
                if (update != null && taken(move).isPresent()) {
                    post(client, update, move);
                }
            }
            case BROKEN_SIGNATURE ->
                supply.alert(move.number())
                        .map(alert -> BrokenSignature.on(alert, new Random(move.number())))
                        .ifPresent(cap -> post(client, cap, move.twist().promise(), Optional.empty()));
            case WRONG_KEY -> wrongKey(move, stranger);
            case RESTART -> throw new IllegalArgumentException("a restart is cut off");
        }
    }

    /** The message of a move, not posted; its answer is awaited from now on. */
    Outgoing leaveOpen(Move move, Duration away) {
        Outgoing message = Outgoing.json(message(move, Duration.ZERO));
        books.unanswered();
        open.addLast(new Open(message, Promise.TAKES_VALID, Cause.NO_ANSWER, 1));
        notBefore = pace.instant().plus(away);
        return message;
    }

    private void plain(Move move, Duration wrong, HubClient client) {
        ObjectNode event = message(move, wrong);
        post(client, event, move);
        if (Supply.isAlert(event) && books.acceptedAt(id(event)).isPresent()) {
            lastAlert = Optional.of(event);
        }
    }

    private void followUp(Move move, HubClient client) {
        if (lastAlert.isEmpty()) {
            plain(move, Duration.ZERO, client);
            return;
        }
        boolean cancel = move.number() % 2 == 0;
        post(client, supply.followUp(lastAlert.get(), cancel ? "Cancel" : "Update", move.number()), move);
        lastAlert = Optional.empty();
    }

    private void updateFirst(Move move, HubClient client) {
        ObjectNode event = message(move, Duration.ZERO);
        if (Supply.isAlert(event)) {
            ObjectNode update = supply.followUp(event, "Update", move.number());
            updates.put(move.number(), update);
            post(client, update, move);
        }
    }

    private void wrongKey(Move move, HubClient stranger) throws IOException {
        post(stranger, message(move, Duration.ZERO), move);
        HubClient.Answer fetched = stranger.inbox(1, Duration.ZERO, "live");
        if (!fetched.fine()) {
            books.refused(fetched);
        }
        judge(move.twist().promise(), fetched, Optional.empty());
    }

    private ObjectNode message(Move move, Duration wrong) {
        if (messages.size() > REMEMBERED) {
            messages.remove(messages.keySet().iterator().next());
        }
        return messages.computeIfAbsent(move.number(), number -> supply.message(number, wrong));
    }

    /** The message of this number, where the hub has accepted it. */
    private Optional<ObjectNode> taken(Move move) {
        return Optional.ofNullable(messages.get(move.number()))
                .filter(event -> books.acceptedAt(id(event)).isPresent());
    }

    private static ObjectNode changed(ObjectNode event) {
        ObjectNode changed = event.deepCopy();
        String from = event.path(event.has("expires") ? "expires" : "time").asText();
        return changed.put(
                "expires", OffsetDateTime.parse(from).plusHours(1).toInstant().toString());
    }

    private static String id(ObjectNode event) {
        return event.get("id").asText();
    }

    private void post(HubClient client, ObjectNode event, Move move) {
        post(client, Outgoing.json(event), move.twist().promise(), Optional.empty());
    }

    private void post(HubClient client, Outgoing message, Promise promise, Optional<Open> before) {
        Instant begun = pace.instant();
        try {
            HubClient.Answer answer = client.post(message.body(), message.mediaType(), message.query());
            Instant now = pace.instant();
            Optional<String> first = books.acceptedAt(message.id());
            books.answered(message.id(), answer, Duration.between(begun, now), now);
            if (Answers.later(answer)) {
                later(message, promise, answer, before);
            } else {
                before.ifPresent(this::keptAfter);
                judge(promise, answer, first);
            }
        } catch (IOException noAnswer) {
            books.unanswered();
            open.addFirst(new Open(message, promise, Cause.NO_ANSWER, 1));
            notBefore = pace.instant().plus(BREATH);
        }
    }

    private void judge(Promise promise, HubClient.Answer answer, Optional<String> first) {
        if (promise == Promise.REFUSES_BROKEN_SIGNATURE && Answers.taken(answer)) {
            books.brokenSignatureTaken();
        } else {
            books.promise(promise, Answers.keep(promise, answer, first), Answers.found(answer));
        }
    }

    private void later(Outgoing message, Promise promise, HubClient.Answer answer, Optional<Open> before) {
        boolean tooMany = answer.status() == Answers.TOO_MANY;
        Cause cause = tooMany ? Cause.ASKED_TO_WAIT : Cause.NOT_AVAILABLE;
        int times =
                before.filter(open -> open.cause() == cause).map(Open::times).orElse(0) + 1;
        if (tooMany && answer.retryAfter().isEmpty()) {
            books.promise(Promise.NAMES_THE_TIME, false, Answers.found(answer) + " without Retry-After");
        } else if (tooMany && times > OFTEN) {
            books.promise(Promise.NAMES_THE_TIME, false, "429 again after the time that it named, several times");
        }
        open.addFirst(new Open(message, promise, cause, times));
        notBefore = pace.instant().plus(answer.retryAfter().orElse(BREATH));
    }

    private void keptAfter(Open before) {
        switch (before.cause()) {
            case NO_ANSWER -> books.promise(Promise.ANSWERS_IN_THE_END, true, "");
            case ASKED_TO_WAIT -> books.promise(Promise.NAMES_THE_TIME, true, "");
            case NOT_AVAILABLE -> {}
        }
    }
}
