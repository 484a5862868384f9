package org.kivuko.model;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The form of the attributes (CloudEvents 1.0, structured JSON), and of {@code data} by their {@code type}. */
final class EnvelopeForm {
    private static final Kind<String> VERSION = Kinds.oneOf("1.0");
    private static final Kind<String> CONTENT_TYPE = Kinds.oneOf("application/json");
    private static final Kind<MessageType> TYPE = Kinds.parsed(
            "one of "
                    + Arrays.stream(MessageType.values())
                            .filter(MessageType::fromAgencies)
                            .map(MessageType::code)
                            .collect(Collectors.joining(", ")),
            text -> Coded.find(MessageType.class, text).filter(MessageType::fromAgencies));
    private static final Kind<Purpose> PURPOSE = Kinds.word(Purpose.class);
    private static final Kind<Status> STATUS = Kinds.word(Status.class);
    private static final Kind<Handling> HANDLING = Kinds.word(Handling.class);
    private static final Kind<String> TRACE =
            Kinds.text(Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"), "a W3C trace context");

    /** What an address looks like, whoever it names. */
    private static final String WORD = "(\\*|[A-Z]{3}|[A-Z]{3}\\.[A-Z][A-Z0-9]{0,15}|[A-Z]{3}:[a-z][a-z-]{0,31}"
            + "|(post|committee):[A-Za-z0-9-]{1,140}/[A-Za-z0-9-]{1,140})";

    private static final Kind<String> TO =
            Kinds.text(Pattern.compile(WORD + "( " + WORD + "){0,199}"), "1 to 200 addresses, one space between");

    private EnvelopeForm() {}

    /** Envelope and data; what is null in them was noted as a fault. */
    record Event(Envelope envelope, Payload payload) {}

    static Event read(Members event) {
        event.need("specversion", VERSION);
        event.may("datacontenttype", CONTENT_TYPE);
        String id = event.need("id", Forms.ID);
        AgencyId source = event.need("source", Forms.SOURCE);
        MessageType type = event.need("type", TYPE);
        OffsetDateTime time = event.need("time", Kinds.INSTANT);
        Status status = event.may("status", STATUS).orElse(Status.ACTUAL);
        Envelope envelope = new Envelope(
                id == null || source == null ? null : new MessageKey(source, id),
                type,
                time,
                addresses(event),
                event.need("purpose", PURPOSE),
                status,
                event.may("post", Forms.POST),
                event.may("handling", HANDLING).orElse(Handling.H0),
                expires(event, type, time),
                event.may("traceparent", TRACE),
                exercise(event, status));
        Payload payload = data(event, type);
        consistent(event, source, envelope.post(), payload, "data");
        return new Event(envelope, payload);
    }

    /** What attributes and data must say alike; the data of a correction is its replacement. */
    private static void consistent(
            Members event, AgencyId source, Optional<String> post, Payload payload, String... place) {
        String ownPost = null;
        if (payload instanceof Correction correction) {
            consistent(event, source, post, correction.replacement(), "data", Correction.REPLACEMENT);
        } else if (payload instanceof FlowReport report) {
            ownPost = report.post();
            if (report.reporter() != null
                    && source != null
                    && !report.reporter().equals(source)) {
                event.faultBelow("reporter", "expected the agency of source", place);
            }
        } else if (payload instanceof CrossingRecord record) {
            ownPost = record.post();
        }
        if (post.isPresent() && ownPost != null && !ownPost.equals(post.get())) {
            event.faultBelow("post", "expected the same post as the attribute post", place);
        }
    }

    /** What is real belongs to no exercise, and what is a test of a line neither. */
    private static Optional<String> exercise(Members event, Status status) {
        Optional<String> exercise = event.may("exercise", Forms.EXERCISE);
        if (exercise.isPresent() && status != Status.EXERCISE) {
            event.fault("exercise", Code.SCHEMA_VIOLATION, "expected the status exercise beside it");
        }
        return exercise;
    }

    private static Optional<OffsetDateTime> expires(Members event, MessageType type, OffsetDateTime time) {
        Optional<OffsetDateTime> expires = type == MessageType.ALERT
                ? Optional.ofNullable(event.need("expires", Kinds.INSTANT, Code.CAP_13))
                : event.may("expires", Kinds.INSTANT);
        if (time != null && expires.filter(end -> !end.isAfter(time)).isPresent()) {
            event.fault("expires", Code.SCHEMA_VIOLATION, "expected an instant after time");
        }
        return expires;
    }

    private static List<Address> addresses(Members event) {
        String to = event.need("to", TO);
        if (to == null) {
            return List.of();
        }
        List<Address> addresses = new ArrayList<>();
        for (String word : to.split(" ", -1)) {
            Address.parse(word)
                    .ifPresentOrElse(
                            addresses::add,
                            () -> event.fault(
                                    "to", Code.UNKNOWN_ADDRESS, "an address names a role that does not exist"));
        }
        return addresses;
    }

    private static Payload data(Members event, MessageType type) {
        if (type == null) {
            event.need("data", (node, place, faults) -> node);
            return null;
        }
        return event.need(
                "data",
                switch (type) {
                    case ALERT -> AlertForm.ALERT;
                    case FLOW_REPORT -> FlowReportForm.FLOW_REPORT;
                    case CROSSING_RECORD -> CrossingRecordForm.CROSSING_RECORD;
                    case REQUEST -> RequestForm.REQUEST;
                    case REPLY -> ReplyForm.REPLY;
                    case RECALL -> FollowingForms.RECALL;
                    case CORRECTION -> FollowingForms.CORRECTION;
                    case CONSENT -> FollowingForms.CONSENT;
                    case RECEIPT, NOTICE, VOID -> throw new IllegalStateException("no agency sends " + type);
                });
    }
}
