package org.kivuko.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.kivuko.agreement.Hold;
import org.kivuko.agreement.Obligations;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Passing;
import org.kivuko.agreement.Ruling;
import org.kivuko.exchange.Claim;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.Digest;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.Header;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Handling;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.MsgType;
import org.kivuko.model.Status;

/** Agencies that no other test knows, and what they send: tests may share a ledger that keeps everything. */
public final class LedgerCast {
    private static final AtomicInteger CASTS = new AtomicInteger();

    /** When everything happens unless a test says otherwise. */
    public static final Instant NOON = Instant.parse("2026-11-01T12:00:00.123456Z");

    /** What stands for a message that was sealed. */
    public static final Optional<SealedContent> CONTENT =
            Optional.of(new SealedContent(new byte[] {1, 2, 3}, new byte[] {0, -1, 39, 92}));

    public final AgencyId sender;
    public final AgencyId receiver;
    public final AgencyId second;
    public final Outbox outbox;
    public final Outbox urgentOutbox;

    public LedgerCast() {
        // Distinct in every run too: a ledger may outlive the tests.
        String name = Integer.toString(CASTS.incrementAndGet(), 36).toUpperCase(Locale.ROOT)
                + UUID.randomUUID().toString().substring(0, 6).toUpperCase(Locale.ROOT);
        sender = AgencyId.of("KEN.S" + name);
        receiver = AgencyId.of("UGA.R" + name);
        second = AgencyId.of("UGA.Q" + name);
        outbox = new Outbox(sender, Channel.LIVE, Lane.BULK);
        urgentOutbox = new Outbox(sender, Channel.LIVE, Lane.URGENT);
    }

    public MessageKey key(String id) {
        return new MessageKey(sender, id);
    }

    /** The digest of some content: equal for equal names. */
    public static Digest digest(String content) {
        return new Digest(String.format("%064x", content.hashCode() & 0xffffffffL));
    }

    public static Header header() {
        return header(Handling.H0);
    }

    private static Header header(Handling handling) {
        return new Header(
                MessageType.ALERT,
                Status.ACTUAL,
                Optional.of(AlertType.DOC_STOLEN),
                Optional.of(MsgType.ALERT),
                List.of(),
                false,
                false,
                handling,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Claim claim(String id, String content) {
        return claim(id, content, NOON);
    }

    public Claim claim(String id, String content, Instant at) {
        return new Claim(key(id), digest(content), outbox, header(), at);
    }

    /** A message that is released to the receiver. */
    public Entry.Judged message(String id, String content) {
        return message(id, content, NOON, released(receiver));
    }

    public Entry.Judged message(String id, String content, Instant at, Delivery... deliveries) {
        return new Entry.Judged(
                key(id), digest(content), header(), Door.BROKER, at, Arrays.asList(deliveries), Set.of(), CONTENT);
    }

    /** A message that is kept for recipients that ask for it again. */
    public Entry.Judged kept(String id, Instant until, Delivery... deliveries) {
        return kept(id, header(), until, deliveries);
    }

    /** A correction of a message of the sender, kept likewise. */
    public Entry.Judged correction(String id, MessageKey corrected, Instant until, Delivery... deliveries) {
        var header = new Header(
                MessageType.CORRECTION,
                Status.ACTUAL,
                Optional.empty(),
                Optional.empty(),
                List.of(corrected),
                false,
                false);
        return kept(id, header, until, deliveries);
    }

    private Entry.Judged kept(String id, Header header, Instant until, Delivery... deliveries) {
        return new Entry.Judged(
                key(id),
                digest(id),
                header,
                Door.BROKER,
                NOON,
                Arrays.asList(deliveries),
                Set.of(),
                CONTENT,
                Optional.of(until));
    }

    /** A message under this code. */
    public Entry.Judged message(String id, Handling handling, Delivery... deliveries) {
        return new Entry.Judged(
                key(id), digest(id), header(handling), Door.BROKER, NOON, Arrays.asList(deliveries), Set.of(), CONTENT);
    }

    /** A recall of a message of the sender. */
    public Entry.Judged recall(String id, MessageKey recalled, Instant at, Delivery... deliveries) {
        var header = new Header(
                MessageType.RECALL, Status.ACTUAL, Optional.empty(), Optional.empty(), List.of(recalled), false, false);
        return new Entry.Judged(
                key(id), digest(id), header, Door.BROKER, at, Arrays.asList(deliveries), Set.of(), CONTENT);
    }

    /** A version of an alert: the first one, or one that changes others. */
    public Entry.Judged version(String id, MsgType msgType, Instant sent, MessageKey... references) {
        var header = new Header(
                MessageType.ALERT,
                Status.ACTUAL,
                Optional.of(AlertType.DOC_STOLEN),
                Optional.of(msgType),
                List.of(references),
                false,
                false,
                Handling.H0,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(sent));
        return entry(key(id), header, NOON, released(receiver));
    }

    /** The same version where it came late. */
    public Entry.Judged overtaken(Entry.Judged version) {
        return entry(version.key(), version.header(), version.at(), refused(receiver, Code.OVERTAKEN));
    }

    /** An acknowledgement by the receiver of a message that it got. */
    public Entry.Judged ack(String id, MessageKey answered, Instant at) {
        var header = new Header(
                MessageType.ALERT,
                Status.ACTUAL,
                Optional.of(AlertType.DOC_STOLEN),
                Optional.of(MsgType.ACK),
                List.of(answered),
                false,
                false);
        return new Entry.Judged(
                new MessageKey(receiver, id),
                digest(id),
                header,
                Door.BROKER,
                at,
                List.of(released(sender)),
                Set.of(),
                CONTENT);
    }

    /** A question of the sender, to be answered within a time. */
    public Entry.Judged question(String id, Duration within, Delivery... deliveries) {
        return entry(key(id), questionHeader(within), NOON, deliveries);
    }

    /** What the receiver replies to a question of the sender. */
    public Entry.Judged reply(String id, Instant at, String question, Delivery... deliveries) {
        return entry(new MessageKey(receiver, id), replyHeader(key(question)), at, deliveries);
    }

    private static Entry.Judged entry(MessageKey key, Header header, Instant at, Delivery... deliveries) {
        return new Entry.Judged(
                key, digest(key.id()), header, Door.BROKER, at, Arrays.asList(deliveries), Set.of(), Optional.empty());
    }

    /** The same about somebody of whom others spoke before. */
    public Entry.Judged questionAboutSomebody(String id, Duration within, Delivery... deliveries) {
        return entry(key(id), questionHeader(within, true), NOON, deliveries);
    }

    static Header questionHeader(Duration within) {
        return questionHeader(within, false);
    }

    private static Header questionHeader(Duration within, boolean ofOthers) {
        return new Header(
                MessageType.REQUEST,
                Status.ACTUAL,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                ofOthers,
                false,
                Handling.H0,
                ofOthers,
                Optional.of(within),
                Optional.empty(),
                Optional.empty());
    }

    static Header replyHeader(MessageKey... references) {
        return new Header(
                MessageType.REPLY,
                Status.ACTUAL,
                Optional.empty(),
                Optional.empty(),
                List.of(references),
                false,
                false);
    }

    public Outbox receiversOutbox() {
        return new Outbox(receiver, Channel.LIVE, Lane.BULK);
    }

    public Entry.Turned turned(boolean quarantined, Code code, List<Fault> faults) {
        return new Entry.Turned(sender, Optional.empty(), Door.BROKER, NOON, quarantined, code, faults);
    }

    /** One that lay in quarantine before, went through the hub again, and failed again. */
    public Entry.Turned failedAgain(Entry.Turned before) {
        return new Entry.Turned(
                sender,
                Optional.empty(),
                before.door(),
                NOON,
                true,
                before.code(),
                before.faults(),
                UUID.randomUUID(),
                Optional.of(before.copy()));
    }

    public static Delivery released(AgencyId recipient) {
        return delivery(recipient, Outcome.RELEASED, Optional.empty());
    }

    public static Delivery refused(AgencyId recipient, Code reason) {
        return delivery(recipient, Outcome.REFUSED, Optional.of(reason));
    }

    /** A delivery that waits for an officer. */
    public static Delivery held(AgencyId recipient, Instant until) {
        return new Delivery(
                UUID.randomUUID(),
                ruling(
                        recipient,
                        Outcome.HELD,
                        Optional.of(Code.REVIEW_REQUIRED),
                        Obligations.of(Handling.H0),
                        Optional.of(new Hold(Hold.Cause.REVIEW, until))));
    }

    /** A delivery whose recipient has to acknowledge it. */
    public static Delivery owing(AgencyId recipient, Instant acknowledgeBy) {
        var owed = new Obligations(Handling.H0, Passing.PROHIBITED, Optional.of(acknowledgeBy), Optional.empty());
        return new Delivery(
                UUID.randomUUID(), ruling(recipient, Outcome.RELEASED, Optional.empty(), owed, Optional.empty()));
    }

    public static Delivery delivery(AgencyId recipient, Outcome outcome, Optional<Code> reason) {
        Optional<Hold> hold = outcome == Outcome.HELD
                ? Optional.of(new Hold(Hold.Cause.REVIEW, NOON.plus(Hold.DEFAULT)))
                : Optional.empty();
        return new Delivery(UUID.randomUUID(), ruling(recipient, outcome, reason, Obligations.of(Handling.H0), hold));
    }

    private static Ruling ruling(
            AgencyId recipient, Outcome outcome, Optional<Code> reason, Obligations obligations, Optional<Hold> hold) {
        boolean reduced = outcome == Outcome.REDUCED;
        return new Ruling(
                recipient,
                outcome,
                reason,
                List.of("KEN-UGA.osbp@3/K-U-1", "KEN-UGA.osbp@3/K-U-2"),
                List.of("KEN-UGA.osbp@3"),
                reduced ? List.of("subject.person.givenNames", "subject.person.surname") : List.of(),
                reduced ? List.of("subject.person.dateOfBirth") : List.of(),
                obligations,
                hold,
                Optional.empty());
    }
}
