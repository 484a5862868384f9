package org.kivuko.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The form of an alert's {@code data}: CAP 1.2's words, and a typed subject. */
final class AlertForm {
    static final Kind<Payload> ALERT = Kinds.object(AlertForm::read);

    private static final Set<MsgType> STATES_A_CASE = EnumSet.of(MsgType.ALERT, MsgType.UPDATE);

    private static final Kind<MsgType> MSG_TYPE = Kinds.word(MsgType.class);
    private static final Kind<AlertType> ALERT_TYPE = Kinds.word(AlertType.class);
    private static final Kind<Urgency> URGENCY = Kinds.word(Urgency.class);
    private static final Kind<Severity> SEVERITY = Kinds.word(Severity.class);
    private static final Kind<Certainty> CERTAINTY = Kinds.word(Certainty.class);
    private static final Kind<List<Category>> CATEGORIES = Kinds.distinct(1, 12, Kinds.word(Category.class));
    private static final Kind<List<ResponseType>> RESPONSES = Kinds.distinct(0, 9, Kinds.word(ResponseType.class));
    private static final Kind<List<MessageKey>> REFERENCES = Kinds.distinct(0, Forms.MOST_REFERENCES, Forms.KEY);
    private static final Kind<List<MessageKey>> SOME_REFERENCES = Kinds.distinct(1, Forms.MOST_REFERENCES, Forms.KEY);
    private static final Kind<List<Alert.Text>> TEXTS = Forms.objects(AlertForm::text);
    private static final Kind<List<Alert.NameValue>> PAIRS = Forms.objects(AreaForm::pair);
    private static final Kind<List<Alert.Resource>> RESOURCES = Forms.objects(AlertForm::resource);
    private static final Kind<String> EVALUATION =
            Kinds.text(Pattern.compile("[ABCX][1-4]"), "A, B, C or X and a digit from 1 to 4");
    private static final Kind<String> ABSOLUTE =
            Kinds.text(Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,31}:[^\\x00-\\x20\\x7F]{1,4000}"), "an absolute URI");

    private AlertForm() {}

    private static Alert read(Members data) {
        MsgType msgType = data.need("msgType", MSG_TYPE);
        AlertType alertType = data.need("alertType", ALERT_TYPE);
        boolean needed = STATES_A_CASE.contains(msgType);
        return new Alert(
                msgType,
                references(data, msgType),
                alertType,
                Set.copyOf(unlessFaulty(needed(data, "category", CATEGORIES, needed))),
                needed(data, "urgency", URGENCY, needed),
                needed(data, "severity", SEVERITY, needed),
                needed(data, "certainty", CERTAINTY, needed),
                Set.copyOf(data.list("responseType", RESPONSES)),
                data.may("onset", Kinds.INSTANT),
                data.list("texts", TEXTS),
                data.list("areas", AreaForm.AREAS),
                data.list("parameters", PAIRS),
                data.list("eventCodes", PAIRS),
                data.list("resources", RESOURCES),
                data.may("capSender", Forms.TEXT_LINE),
                data.may("subject", SubjectForm.of(alertType)),
                data.may("evaluation", EVALUATION),
                data.may("case", Forms.TEXT_LINE),
                data.may("cap", CarriedCapForm.CAP).isPresent());
    }

    private static List<MessageKey> references(Members data, MsgType msgType) {
        return msgType == null || msgType == MsgType.ALERT
                ? data.list("references", REFERENCES)
                : data.needList("references", SOME_REFERENCES);
    }

    private static <T> Optional<T> needed(Members data, String name, Kind<T> kind, boolean needed) {
        return needed ? Optional.ofNullable(data.need(name, kind)) : data.may(name, kind);
    }

    private static <T> List<T> unlessFaulty(Optional<List<T>> list) {
        return list.orElse(List.of());
    }

    private static Alert.Text text(Members text) {
        return new Alert.Text(
                text.need("language", Forms.LANGUAGE),
                text.may("event", Forms.TEXT),
                text.may("headline", Forms.TEXT),
                text.may("description", Forms.TEXT),
                text.may("instruction", Forms.TEXT));
    }

    private static Alert.Resource resource(Members resource) {
        return new Alert.Resource(
                resource.need("resourceDesc", Forms.TEXT),
                resource.need("mimeType", Forms.NAME),
                AreaForm.asLong(resource.may("size", Forms.COUNT)),
                resource.may("uri", recoded(ABSOLUTE, Code.CAP_17)),
                resource.may("digest", Forms.NAME));
    }

    /** The same kind under the code of a CAP rule. */
    static <T> Kind<T> recoded(Kind<T> kind, Code code) {
        return (node, place, faults) -> {
            Faults own = new Faults();
            T value = kind.read(node, place, own);
            own.list().forEach(fault -> faults.add(place, code, fault.detail()));
            return value;
        };
    }
}
