package org.kivuko.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms of the {@code data} of what follows another message: recall, correction, consent. */
final class FollowingForms {
    static final Kind<Payload> RECALL = Kinds.object(FollowingForms::recall);
    static final Kind<Payload> CORRECTION = Kinds.object(FollowingForms::correction);
    static final Kind<Payload> CONSENT = Kinds.object(FollowingForms::consent);

    private static final Kind<List<MessageKey>> ONE_REFERENCE = Kinds.list(1, 1, Forms.KEY);
    private static final Kind<ChangeReason> REASON = Kinds.word(ChangeReason.class);
    private static final Kind<Consent.Act> ACT = Kinds.word(Consent.Act.class);
    private static final Kind<Purpose> PURPOSE = Kinds.word(Purpose.class);
    private static final int MOST_RECIPIENTS = 200;

    /** Data whose type is not known is not looked into. */
    private static final Kind<Payload> ANYTHING = (node, place, faults) -> null;

    /** What a correction may replace, each with the form of its data. */
    private static final Map<MessageType, Kind<Payload>> REPLACEABLE = new EnumMap<>(Map.of(
            MessageType.ALERT, AlertForm.ALERT,
            MessageType.FLOW_REPORT, FlowReportForm.FLOW_REPORT,
            MessageType.CROSSING_RECORD, CrossingRecordForm.CROSSING_RECORD,
            MessageType.REQUEST, RequestForm.REQUEST,
            MessageType.REPLY, ReplyForm.REPLY));

    private static final Kind<MessageType> REPLACEMENT_TYPE = Kinds.parsed(
            "one of " + REPLACEABLE.keySet().stream().map(MessageType::code).collect(Collectors.joining(", ")),
            text -> Coded.find(MessageType.class, text).filter(REPLACEABLE::containsKey));

    private static final Kind<Address> STATE_OR_AGENCY =
            Kinds.parsed("the code of a state or of an agency", text -> Address.parse(text)
                    .filter(address -> address instanceof Address.OfState || address instanceof Address.OfAgency));

    private static final Kind<List<Address>> SOME_RECIPIENTS = Kinds.distinct(1, MOST_RECIPIENTS, STATE_OR_AGENCY);

    private FollowingForms() {}

    private static Recall recall(Members data) {
        return new Recall(data.needList("references", ONE_REFERENCE), data.need("reason", REASON));
    }

    private static Correction correction(Members data) {
        MessageType type = data.need("replacementType", REPLACEMENT_TYPE);
        return new Correction(
                data.needList("references", ONE_REFERENCE),
                data.need("reason", REASON),
                type,
                data.need(Correction.REPLACEMENT, type == null ? ANYTHING : REPLACEABLE.get(type)));
    }

    private static Consent consent(Members data) {
        Consent.Act act = data.need("act", ACT);
        boolean opens = act == Consent.Act.ASK || act == Consent.Act.GRANT;
        return new Consent(
                data.needList("references", ONE_REFERENCE),
                act,
                opens ? data.needList("recipients", SOME_RECIPIENTS) : data.list("recipients", SOME_RECIPIENTS),
                data.may("purpose", PURPOSE),
                act == Consent.Act.GRANT
                        ? Optional.ofNullable(data.need("until", Kinds.INSTANT))
                        : data.may("until", Kinds.INSTANT),
                data.may("within", Forms.WITHIN));
    }
}
