package org.kivuko.model.travel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;
import org.kivuko.model.travel.Edifact.Segment;

/**
 * Crossing records from passenger lists (UN/EDIFACT PAXLST D.02B and D.05B) of one traveller. What belongs to the flight alone is
 * left out. Stateless.
 */
public final class PaxlstReader {
    /** What may be stated beside a list: the list itself knows neither addressee nor purpose, and no time with an offset. */
    public static final Set<String> NAMES = StatedCrossing.NAMES;

    private static final Set<String> RELEASES = Set.of("02B", "05B");
    private static final Set<String> PERSONS = Set.of("FL", "FM", "DDU", "DDT");
    private static final Set<String> TRAVELLERS = Set.of("FL", "FM");
    private static final Set<String> SEXES = Set.of("M", "F");
    private static final Pattern LONG_DATE = Pattern.compile("\\d{8}");
    private static final Pattern MODE = Pattern.compile("[0-9]");
    private static final String VISA = "V";

    private final List<Segment> segments;
    private final List<Fault> faults = new ArrayList<>();

    private PaxlstReader(List<Segment> segments) {
        this.segments = segments;
    }

    /** Whether bytes look like it. */
    public static boolean fits(byte[] body) {
        int at = 0;
        while (at < body.length && (body[at] == ' ' || body[at] == '\r' || body[at] == '\n')) {
            at++;
        }
        return at + 3 < body.length
                && body[at] == 'U'
                && body[at + 1] == 'N'
                && (body[at + 2] == 'A' || body[at + 2] == 'B');
    }

    /** Reads an interchange into the message that its sender would have posted, with every fault at once. */
    public static Reading<Message> read(byte[] body, AgencyId source, Map<String, String> beside) {
        try {
            return new PaxlstReader(Edifact.read(body)).message(source, new StatedCrossing(beside), body.length);
        } catch (Edifact.Unfit e) {
            return new Reading.Refused<>(List.of(new Fault("", e.code(), e.getMessage())));
        }
    }

    private Reading<Message> message(AgencyId source, StatedCrossing stated, int sizeBytes) {
        envelopes();
        List<Integer> travellers = IntStream.range(0, segments.size())
                .boxed()
                .filter(i -> is(i, "NAD") && PERSONS.contains(segments.get(i).at(1)))
                .toList();
        if (travellers.size() != 1) {
            faults.add(new Fault("", Code.PAX_02, "expected one traveller, found " + travellers.size()));
        }
        if (!faults.isEmpty()) {
            return new Reading.Refused<>(faults);
        }
        int from = travellers.get(0);
        int until = next(from, Set.of("CNT", "UNT"));
        Segment name = segments.get(from);
        if (!TRAVELLERS.contains(name.at(1))) {
            faults.add(new Fault("", Code.PAX_02, "expected somebody who crosses (FL or FM), not one in transit"));
        }
        ObjectNode data = traveller(name, segments.subList(from + 1, until), stated.day());
        find(segments.subList(0, from), "TDT", "20")
                .map(transport -> transport.at(3))
                .filter(mode -> MODE.matcher(mode).matches())
                .ifPresent(mode -> data.put("transport", mode));
        return MessageJson.read(stated.event(source, data), sizeBytes, faults);
    }

    /** What stands around the list: one interchange, one message of a release that is known, counts and references that fit. */
    private void envelopes() {
        int last = segments.size() - 1;
        int message = next(0, Set.of("UNH"));
        int end = next(0, Set.of("UNT"));
        boolean one = last > 3
                && is(0, "UNB")
                && is(last, "UNZ")
                && Stream.of("UNB", "UNZ", "UNH", "UNT").allMatch(tag -> count(tag) == 1)
                && count("UNG") == count("UNE")
                && count("UNG") <= 1
                && message == (count("UNG") == 1 ? 2 : 1)
                && end == last - (count("UNG") == 1 ? 2 : 1)
                && end > message;
        if (!one) {
            faults.add(new Fault(
                    "",
                    Code.PAX_01,
                    "expected one interchange of one message: UNB, UNH, UNT, UNZ, each once and in its place"));
            return;
        }
        Segment head = segments.get(message);
        if (!head.at(2).equals("PAXLST") || !head.at(2, 1).equals("D") || !RELEASES.contains(head.at(2, 2))) {
            faults.add(new Fault("", Code.PAX_01, "expected PAXLST of D.02B or D.05B"));
        }
        Segment tail = segments.get(end);
        fits(tail.at(1).equals(String.valueOf(end - message + 1)), "UNT counts other segments than there are");
        fits(tail.at(2).equals(head.at(1)), "UNT names another message than UNH");
        Segment close = segments.get(last);
        fits(close.at(1).equals("1"), "UNZ counts other than one");
        fits(close.at(2).equals(segments.get(0).at(5)), "UNZ names another interchange than UNB");
        if (count("UNG") == 1) {
            fits(is(1, "UNG") && is(last - 1, "UNE"), "UNG and UNE stand out of their places");
            fits(segments.get(last - 1).at(1).equals("1"), "UNE counts other than one");
            fits(segments.get(last - 1).at(2).equals(segments.get(1).at(5)), "UNE names another group than UNG");
        }
        segments.stream()
                .filter(segment ->
                        segment.tag().equals("CNT") && Set.of("41", "42").contains(segment.at(1)))
                .forEach(total -> fits(total.at(1, 1).equals("1"), "CNT counts other than one traveller"));
    }

    private void fits(boolean fits, String detail) {
        if (!fits) {
            faults.add(new Fault("", Code.PAX_03, detail));
        }
    }

    private ObjectNode traveller(Segment name, List<Segment> of, LocalDate day) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        String given = (name.at(4, 1) + " " + name.at(4, 2)).strip();
        putText(data, "surname", name.at(4).strip());
        putText(data, "givenNames", given.isEmpty() ? name.at(4).strip() : given);
        find(of, "ATT", "2").ifPresent(sex -> {
            String word = sex.at(3).isEmpty() ? sex.at(3, 3) : sex.at(3);
            data.put("sex", SEXES.contains(word) ? word : "X");
        });
        date(of, "329", "/data/dateOfBirth", text -> ShortDate.birth(text, day), date -> data.put("dateOfBirth", date));
        find(of, "NAT", "2").ifPresent(nationality -> putText(data, "nationality", nationality.at(2)));
        document(of, day, data);
        data.put("mrzCheck", "NONE");
        return data;
    }

    /** The document that is no visa; what follows it up to the next one is its own. */
    private void document(List<Segment> of, LocalDate day, ObjectNode data) {
        List<Integer> documents = IntStream.range(0, of.size())
                .boxed()
                .filter(i -> of.get(i).tag().equals("DOC") && !of.get(i).at(1).equals(VISA))
                .toList();
        if (documents.size() != 1) {
            faults.add(new Fault(
                    "/data/docNumber",
                    Code.PAX_02,
                    "expected one travel document beside visas, found " + documents.size()));
            return;
        }
        int from = documents.get(0);
        List<Segment> own = of.subList(from + 1, of.size()).stream()
                .takeWhile(segment -> !segment.tag().equals("DOC"))
                .toList();
        putText(data, "docType", of.get(from).at(1));
        putText(data, "docNumber", of.get(from).at(2));
        find(own, "LOC", "91").ifPresent(issuer -> putText(data, "docIssuer", issuer.at(2)));
        date(own, "36", "/data/docExpiry", text -> ShortDate.expiry(text, day), date -> data.put("docExpiry", date));
    }

    private void date(
            List<Segment> of,
            String qualifier,
            String pointer,
            Function<String, Optional<String>> shortDate,
            Consumer<String> into) {
        find(of, "DTM", qualifier).map(segment -> segment.at(1, 1)).ifPresent(text -> (LONG_DATE
                                .matcher(text)
                                .matches()
                        ? Optional.of(dashed(text))
                        : shortDate.apply(text))
                .ifPresentOrElse(
                        into, () -> faults.add(new Fault(pointer, Code.MRZ_05, "expected YYMMDD or CCYYMMDD"))));
    }

    private static String dashed(String date) {
        return date.substring(0, 4) + "-" + date.substring(4, 6) + "-" + date.substring(6);
    }

    private static void putText(ObjectNode data, String name, String value) {
        if (!value.isEmpty()) {
            data.put(name, value);
        }
    }

    /** The segment of this tag and qualifier; the first, where there are several. */
    private static Optional<Segment> find(List<Segment> among, String tag, String qualifier) {
        return among.stream()
                .filter(segment -> segment.tag().equals(tag) && segment.at(1).equals(qualifier))
                .findFirst();
    }

    private boolean is(int at, String tag) {
        return at >= 0 && at < segments.size() && segments.get(at).tag().equals(tag);
    }

    private long count(String tag) {
        return segments.stream().filter(segment -> segment.tag().equals(tag)).count();
    }

    /** The place of the first of these from there on, or the end. */
    private int next(int from, Set<String> tags) {
        int at = from;
        while (at < segments.size() && !tags.contains(segments.get(at).tag())) {
            at++;
        }
        return at;
    }
}
