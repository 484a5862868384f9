package org.kivuko.model.travel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/**
 * Crossing records from the lines of a travel document. Before them may stand what the lines do not say, {@code name: value} on a
 * line each, and an empty line; the same may be stated beside the document and then holds. Stateless.
 */
public final class MrzReader {
    /** Media type of the lines, with or without a head. */
    public static final String MEDIA_TYPE = "text/vnd.kivuko.mrz";

    private static final String CHECK = "mrzCheck";

    /** What may be stated beside the lines, or in their head. */
    public static final Set<String> NAMES =
            Stream.concat(StatedCrossing.NAMES.stream(), Stream.of(CHECK)).collect(Collectors.toUnmodifiableSet());

    private static final int MOST_BYTES = 16_384;
    private static final int MOST_LINES = 100;

    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, String> head = new HashMap<>();
    private final List<String> zone = new ArrayList<>();

    private MrzReader() {}

    /** Whether bytes look like it: nothing but printable ASCII, and a line of a machine-readable zone at the end. */
    public static boolean fits(byte[] body) {
        if (body.length > MOST_BYTES) {
            return false;
        }
        List<String> lines =
                new String(body, StandardCharsets.US_ASCII).strip().lines().toList();
        return !lines.isEmpty()
                && lines.get(lines.size() - 1).strip().matches("[A-Z0-9<]{30}|[A-Z0-9<]{36}|[A-Z0-9<]{44}");
    }

    /** Reads a document into the message that its sender would have posted, with every fault at once. */
    public static Reading<Message> read(byte[] body, AgencyId source, Map<String, String> beside) {
        return new MrzReader().message(body, source, beside);
    }

    private Reading<Message> message(byte[] body, AgencyId source, Map<String, String> beside) {
        if (body.length > MOST_BYTES) {
            return whole(Code.TOO_LARGE, "expected at most " + MOST_BYTES + " bytes");
        }
        for (byte b : body) {
            if (b < ' ' && b != '\n' && b != '\r') {
                return whole(Code.UNREADABLE, "expected lines of printable ASCII");
            }
        }
        split(new String(body, StandardCharsets.US_ASCII));
        head.putAll(beside);
        var stated = new StatedCrossing(head);
        Optional<MrzZone> read = MrzZone.of(zone);
        if (read.isEmpty()) {
            return whole(
                    Code.MRZ_06,
                    "expected three lines of 30, two of 36 or two of 44 of A-Z, 0-9 and <, of a document that is no visa");
        }
        ObjectNode traveller = traveller(read.get(), stated);
        return MessageJson.read(stated.event(source, traveller), body.length, faults);
    }

    private static Reading<Message> whole(Code code, String detail) {
        return new Reading.Refused<>(List.of(new Fault("", code, detail)));
    }

    /** The head ends at the first line without a colon, which no zone has. */
    private void split(String text) {
        List<String> lines = text.lines().map(String::strip).limit(MOST_LINES).toList();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (zone.isEmpty() && colon > 0) {
                headLine(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            } else if (!line.isEmpty()) {
                zone.add(line);
            }
        }
    }

    private void headLine(String name, String value) {
        if (!NAMES.contains(name)) {
            fault("", Code.SCHEMA_VIOLATION, "a line of the head has a name that nothing here has");
        } else if (head.putIfAbsent(name, value) != null) {
            fault("", Code.SCHEMA_VIOLATION, "a name stands twice in the head");
        }
    }

    private ObjectNode traveller(MrzZone of, StatedCrossing stated) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("surname", of.surname());
        data.put("givenNames", of.givenNames());
        ShortDate.birth(of.birth(), stated.day())
                .ifPresentOrElse(
                        date -> data.put("dateOfBirth", date),
                        () -> fault("/data/dateOfBirth", Code.MRZ_05, "expected YYMMDD, YYMM<< or YY<<<<"));
        data.put("nationality", of.nationality());
        switch (of.sex()) {
            case "F", "M" -> data.put("sex", of.sex());
            case "<" -> data.put("sex", "X");
            default -> fault("/data/sex", Code.MRZ_06, "expected F, M or <");
        }
        data.put("docType", of.type());
        data.put("docIssuer", of.issuer());
        data.put("docNumber", of.number());
        if (!MrzZone.isEmpty(of.expiry())) {
            ShortDate.expiry(of.expiry(), stated.day())
                    .ifPresentOrElse(
                            date -> data.put("docExpiry", date),
                            () -> fault("/data/docExpiry", Code.MRZ_05, "expected YYMMDD, or fillers alone"));
        }
        data.put(CHECK, check(of, stated));
        return data;
    }

    /** A zone whose check digits do not fit was misread, or tampered with; the officer who saw that it stands so says so. */
    private String check(MrzZone of, StatedCrossing stated) {
        boolean fits = of.broken().isEmpty();
        Optional<String> said = stated.get(CHECK);
        if (!fits && said.isEmpty()) {
            fault(
                    "/data/mrzCheck",
                    Code.MRZ_07,
                    "does not fit: " + String.join(", ", of.broken())
                            + "; read the lines again, or state mrzCheck FAIL where the document has them so");
        } else if (said.isPresent() && !said.get().equals(fits ? "PASS" : "FAIL")) {
            fault("/data/mrzCheck", Code.SCHEMA_VIOLATION, "expected what the lines say of themselves, or nothing");
        }
        return fits ? "PASS" : "FAIL";
    }

    private void fault(String pointer, Code code, String detail) {
        if (faults.size() < MOST_LINES) {
            faults.add(new Fault(pointer, code, detail));
        }
    }
}
