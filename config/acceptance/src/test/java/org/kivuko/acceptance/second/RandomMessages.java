package org.kivuko.acceptance.second;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;

/**
 * Alerts and crossing records with nested objects, lists in lists, and canaries: parts of names and numbers of the message stand
 * in its free texts, with case, marks and separators changed.
 */
final class RandomMessages {
    private static final List<String> ALERT_TYPES = List.of(
            "DOC-LOST",
            "DOC-STOLEN",
            "VEH-STOLEN",
            "PER-ARREST",
            "PER-CHECK",
            "PER-MISSING",
            "PER-AT-RISK",
            "PER-REFUSE-ENTRY",
            "PROT-REFERRAL",
            "HEALTH-EVENT",
            "CUST-RISK",
            "THREAT-IMMINENT");
    private static final List<String> SURNAMES = List.of(
            "Nakato", "OKELLO OCHIENG", "Müller", "O'Brien", "Al Ba", "Çelik-Yıldız", "Tesfaye", "Abdi", "Nguyễn");
    private static final List<String> GIVEN =
            List.of("Mary Anne", "Joseph", "Zoé", "Li", "Abdullahi Ahmed", "Sarah-Jane");
    private static final List<String> NUMBERS = List.of("AB123456", "A1", "C98X<76", "KAA123B", "UBA7", "X4447771");
    private static final List<String> FILLERS = List.of(
            "seen near the bridge", "Marya", "at 14:30", "a white lorry", "123", "Nakatowa", "the abdication", "19");
    private static final List<String> PLACES =
            List.of("Busia market", "gate 2", "Mary's shop", "the road to Abdi", "Okello", "Ochieng road");
    private static final List<String> NOBODYS = List.of("XXA", "XXB", "XXC", "XXX", "UNO");
    private static final List<String> DOCUMENT_TYPES = List.of("PP", "PP", "P", "PR", "PS", "XA", "XI", "PL");

    private final Dice dice;
    private final Directory directory;
    private final List<String> stage;
    private final List<String> said = new ArrayList<>();

    private RandomMessages(Dice dice, Directory directory, List<String> stage) {
        this.dice = dice;
        this.directory = directory;
        this.stage = stage;
    }

    static ObjectNode event(Dice dice, Directory directory, List<String> stage) {
        return new RandomMessages(dice, directory, stage).event();
    }

    /** An agency of the first state most often, else of another of the stage, now and then of any. */
    static String agency(Dice dice, Directory directory, List<String> stage, int usual) {
        var state = dice.percent(75) ? stage.get(usual) : dice.one(dice.percent(80) ? stage : RandomWorld.STATES);
        return dice.one(directory.state(state).orElseThrow().agencies()).id().toString();
    }

    private ObjectNode event() {
        var sender = agency(dice, directory, stage, 0);
        var event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put("id", "m-" + dice.from(1, 1_000_000));
        event.put("source", "/agencies/" + sender);
        var alert = dice.percent(75);
        event.put("type", alert ? "kivuko.alert.v1" : "kivuko.crossing-record.v1");
        event.put("time", dice.one(List.of("2026-11-01T07:00:00Z", "2026-11-01T10:00:00+03:00")));
        event.put("to", String.join(" ", addresses()));
        event.put("purpose", dice.one(List.of(Purpose.values())).code());
        maybe(event, "status", 30, () -> dice.one(List.of("actual", "exercise", "test")));
        maybe(event, "handling", 25, () -> dice.one(List.of("H0", "H1", "H1", "H2", "H3")));
        var post = post(sender);
        if (!alert || dice.percent(40)) {
            event.put("post", post);
        }
        if (alert) {
            event.put("expires", "2026-11-05T00:00:00Z");
        } else if (dice.percent(50)) {
            event.remove("post");
        }
        event.set("data", alert ? alert() : crossingRecord(post));
        return event;
    }

    private Set<String> addresses() {
        var crossing = dice.one(List.copyOf(directory.crossings())).id();
        return dice.few(
                2,
                List.of(
                        "*",
                        stage.get(1),
                        dice.one(stage),
                        agency(dice, directory, stage, 1),
                        agency(dice, directory, stage, 0),
                        stage.get(1) + ":" + dice.one(List.of(Role.values())).code(),
                        "post:" + crossing,
                        "committee:" + crossing));
    }

    private String post(String sender) {
        return dice.one(directory.crossings().stream()
                .flatMap(crossing -> crossing.sides().stream())
                .filter(side -> side.state().equals(AgencyId.of(sender).state()))
                .map(Directory.Side::post)
                .toList());
    }

    private ObjectNode alert() {
        var data = JsonNodeFactory.instance.objectNode();
        var type = dice.one(ALERT_TYPES);
        var kind = dice.percent(80) ? "Alert" : dice.one(List.of("Update", "Cancel", "Ack"));
        data.put("msgType", kind);
        if (!"Alert".equals(kind)) {
            data.putArray("references").add("KEN.IMM/m-1");
        }
        data.put("alertType", type);
        data.putArray("category").add("Security").add("Safety");
        data.put("urgency", dice.one(List.of("Immediate", "Expected", "Future", "Unknown")));
        data.put("severity", dice.one(List.of("Extreme", "Severe", "Moderate", "Minor", "Unknown")));
        data.put("certainty", "Likely");
        maybe(data, "onset", 30, () -> "2026-11-01T06:00:00Z");
        maybe(data, "evaluation", 50, () -> "B2");
        if (dice.percent(75)) {
            data.set("subject", subject(type));
        }
        maybe(data, "capSender", 20, () -> said("desk" + dice.from(10, 99) + "@posts.example"));
        lists(data);
        maybe(data, "case", 30, this::prose);
        return data;
    }

    private void lists(ObjectNode data) {
        if (dice.percent(60)) {
            var texts = data.putArray("texts");
            for (var language : dice.few(3, List.of("en", "sw", "fr", "en-KE"))) {
                var text = texts.addObject().put("language", language);
                List.of("event", "headline", "description", "instruction")
                        .forEach(name -> maybe(text, name, 50, this::prose));
            }
        }
        if (dice.percent(50)) {
            var areas = data.putArray("areas");
            for (int left = dice.from(1, 3); left > 0; left--) {
                var area = areas.addObject();
                maybe(area, "name", 60, () -> dice.percent(50) ? dice.one(PLACES) : prose());
                maybe(area, "unlocode", 40, () -> "KEBUS");
                if (dice.percent(40)) {
                    area.putArray("circles").add("0.46,34.11 5").add("1,2 3");
                }
                if (area.isEmpty() || dice.percent(50)) {
                    area.putArray("geocodes")
                            .addObject()
                            .put("valueName", "kivuko:post")
                            .put("value", prose());
                }
            }
        }
        for (var name : List.of("parameters", "eventCodes")) {
            if (dice.percent(40)) {
                var pairs = data.putArray(name);
                for (int left = dice.from(1, 3); left > 0; left--) {
                    pairs.addObject()
                            .put("valueName", dice.percent(80) ? "n" + left : prose())
                            .put("value", prose());
                }
            }
        }
        if (dice.percent(20)) {
            var resource = data.putArray("resources").addObject();
            resource.put("resourceDesc", prose()).put("mimeType", "image/png").put("size", dice.from(1, 999));
        }
    }

    private ObjectNode subject(String type) {
        var subject = JsonNodeFactory.instance.objectNode();
        if (!"PROT-REFERRAL".equals(type) && dice.percent(75)) {
            subject.set("person", person());
        }
        if (dice.percent(50)) {
            var document = JsonNodeFactory.instance.objectNode();
            maybe(document, "type", 80, () -> dice.one(DOCUMENT_TYPES));
            maybe(document, "issuer", 70, this::nationality);
            document.put("number", said(dice.one(NUMBERS)));
            maybe(document, "expiry", 40, () -> said("2029-03-2" + dice.from(0, 9)));
            subject.set("document", document);
        }
        if (dice.percent(30)) {
            var vehicle = subject.putObject("vehicle").put("registration", said(dice.one(NUMBERS)));
            maybe(vehicle, "country", 50, this::nationality);
            maybe(vehicle, "model", 50, () -> said(dice.one(List.of("Corolla", "Land Cruiser 70"))));
            maybe(vehicle, "vin", 30, () -> said("JT" + dice.from(100_000, 999_999)));
        }
        if (dice.percent(20)) {
            subject.putObject("object").put("serial", said("S-" + dice.from(100, 99_999)));
        }
        if (dice.percent(20)) {
            subject.putObject("consignment").put("goods", said("ivory tusks")).put("quantity", dice.from(1, 50));
        }
        if (subject.isEmpty() || dice.percent(20)) {
            subject.putObject("event").put("kind", "surge").put("count", dice.from(1, 5000));
        }
        return subject;
    }

    private ObjectNode person() {
        var person = JsonNodeFactory.instance.objectNode();
        maybe(person, "surname", 85, () -> said(dice.one(SURNAMES)));
        maybe(person, "givenNames", 70, () -> said(dice.one(GIVEN)));
        maybe(person, "dateOfBirth", 70, () -> said(birth()));
        maybe(person, "nationality", 75, this::nationality);
        maybe(person, "sex", 50, () -> "F");
        if (dice.percent(15)) {
            var signs = person.putArray("protection");
            dice.few(2, List.of("asylum-seeker", "refugee", "victim", "witness", "stateless"))
                    .forEach(signs::add);
        }
        if (person.isEmpty() || dice.percent(12)) {
            person.put("minor", dice.percent(60));
        }
        return person;
    }

    private ObjectNode crossingRecord(String post) {
        var data = JsonNodeFactory.instance.objectNode();
        data.put("recordId", "r-" + dice.from(1, 999_999));
        data.put("post", post);
        data.put("direction", dice.one(List.of("ENTRY", "EXIT")));
        data.put("crossedAt", "2026-11-01T06:30:00+03:00");
        data.put("surname", dice.one(SURNAMES));
        data.put("givenNames", dice.one(GIVEN));
        data.put("dateOfBirth", birth());
        data.put("nationality", nationality());
        data.put("sex", "X");
        data.put("docType", dice.one(DOCUMENT_TYPES));
        data.put("docIssuer", nationality());
        data.put("docNumber", dice.one(NUMBERS));
        maybe(data, "docExpiry", 50, () -> "2030-01-31");
        maybe(data, "transport", 50, () -> "3");
        maybe(data, "vehicleRegistration", 30, () -> dice.one(NUMBERS));
        data.put("outcome", dice.one(List.of("ADMITTED", "DEPARTED", "REFUSED", "REFERRED")));
        maybe(data, "mrzCheck", 30, () -> "PASS");
        return data;
    }

    private String nationality() {
        if (dice.percent(15)) {
            return dice.one(NOBODYS);
        }
        return dice.percent(80) ? dice.one(stage) : dice.one(List.of("FRA", "ERI", "COD"));
    }

    /** Round the eighteenth birthday now and then. */
    private String birth() {
        return dice.one(List.of(
                "1990-05-17",
                "1961",
                "1984-02",
                "2008-11-01",
                "2008-11-02",
                "2008-11",
                "2008",
                "2019-07-07",
                "1966-11-01",
                "2023-01"));
    }

    private String said(String value) {
        said.add(value);
        return value;
    }

    /** Filler, and often a part of something that the message says elsewhere. */
    private String prose() {
        var words = new ArrayList<String>();
        words.add(dice.one(FILLERS));
        if (!said.isEmpty() && dice.percent(35)) {
            words.add(disguised(dice.one(said)));
            words.add(dice.one(FILLERS));
        }
        return String.join(" ", words);
    }

    private String disguised(String value) {
        var parts = List.of(value.split("[ '@-]", -1)).stream()
                .filter(part -> !part.isEmpty())
                .toList();
        var part = dice.percent(50) ? value : dice.one(parts);
        var ways = new HashMap<Integer, String>(Map.of(
                0, part,
                1, part.toUpperCase(Locale.ROOT),
                2, part.toLowerCase(Locale.ROOT),
                3, part.replace("ü", "u").replace("é", "e").replace("Ç", "C"),
                4, part.replace("-", "").replace(" ", ""),
                5, part.length() < 4 ? part : part.substring(0, 2) + "-" + part.substring(2),
                6, "(" + part + ")",
                7, "x" + part,
                8, part.replace("a", "á")));
        return ways.get(dice.from(0, ways.size() - 1));
    }

    private void maybe(ObjectNode object, String name, int chance, Supplier<String> value) {
        dice.maybe(chance, value).ifPresent(text -> object.put(name, text));
    }
}
