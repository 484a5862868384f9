package org.kivuko.flow.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.flow.matching.Travellers.NOON;
import static org.kivuko.flow.matching.Travellers.entry;
import static org.kivuko.flow.matching.Travellers.exit;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.flow.Rhythm;
import org.kivuko.flow.Span;
import org.kivuko.flow.Way;
import org.kivuko.model.AgencyId;
import org.kivuko.model.CrossingRecord;
import org.kivuko.model.Direction;

/** What is kept holds no name; what is told tells nobody about people under protection. */
class PrivacyTest {
    private static final Terms TERMS = Terms.STANDARD;
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(3);
    private static final int LEAST = 5;
    private static final Instant LATER = NOON.plus(Duration.ofDays(7));

    private static Tokens tokens() {
        return new Tokens(
                (crossing, epoch) -> "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII), TERMS);
    }

    /** Everything that is told in the end, about these records. */
    private record Told(Map<Span, Tally> tallies, List<Unmatched> ofKenya, List<Unmatched> ofUganda) {
        static Told of(Collection<Travellers> travellers) {
            var matcher = new Matcher(TERMS, new OpenInMemory());
            var matches = new ArrayList<Match>();
            travellers.forEach(it -> it.marks(tokens()).flatMap(matcher::arrive).ifPresent(matches::add));
            matches.addAll(matcher.settle(LATER));
            var unmatched = matcher.expire(LATER);
            return new Told(
                    Tally.of(Travellers.WAY, Rhythm.DAY, ZONE, TERMS, matches, unmatched),
                    Unmatched.of(Travellers.KENYA, unmatched, Rhythm.DAY, ZONE, LEAST, LATER),
                    Unmatched.of(Travellers.UGANDA, unmatched, Rhythm.DAY, ZONE, LEAST, LATER));
        }

        Tally.Shown shown(Direction side) {
            return tallies.values().iterator().next().shownTo(side, LEAST);
        }
    }

    private static Stream<Travellers> both(int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(i -> Stream.of(
                        exit("x" + i).document("PP", "KEN", "K" + i),
                        entry("n" + i).document("PP", "KEN", "K" + i)));
    }

    private static Stream<Travellers> onlyEntries(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> entry("o" + i).document("PP", "UGA", "U" + i).born("19" + (10 + i) + "-02-03"));
    }

    @ParameterizedTest
    @CsvSource({"XXA, PP, KEN", "XXB, PP, KEN", "XXC, PP, KEN", "UGA, PR, KEN", "UGA, PS, KEN", "UGA, XA, KEN"})
    void nothingThatIsToldDependsOnARecordThatShowsProtection(String nationality, String type, String issuer) {
        List<Travellers> ordinary =
                Stream.concat(both(0, 40), onlyEntries(0, 8)).toList();
        var with = new ArrayList<>(ordinary);
        // Uganda's own record of the same person, and one that a name would match.
        Travellers person =
                exit("p").nationality(nationality).document(type, issuer, "U3").born("1913-02-03");
        with.add(0, person);
        with.add(exit("q").nationality(nationality).document(type, issuer, "K7"));

        assertThat(person.marks(tokens())).isEmpty();
        assertThat(Told.of(with)).isEqualTo(Told.of(ordinary));
    }

    @Test
    void amongManyTravellersNothingThatIsToldDependsOnThoseWhoShowProtection() {
        var random = new Random(20261127);
        List<Crossings.Arrival> ordinary = new Crossings(1_500, 7).arrivals();
        var with = new ArrayList<Crossings.Arrival>();
        for (Crossings.Arrival arrival : ordinary) {
            with.add(arrival);
            if (random.nextInt(10) == 0) {
                with.add(random.nextInt(with.size()), protectedTwin(arrival));
            }
        }
        assertThat(with).hasSizeGreaterThan(ordinary.size() + 100);
        assertThat(told(with)).isEqualTo(told(ordinary));
    }

    /** Somebody just like another traveller of the same time, but under protection. */
    private static Crossings.Arrival protectedTwin(Crossings.Arrival arrival) {
        CrossingRecord it = arrival.record();
        var record = new CrossingRecord(
                "p" + it.recordId(),
                it.post(),
                it.direction(),
                it.crossedAt(),
                it.surname(),
                it.givenNames(),
                it.dateOfBirth(),
                it.nationality(),
                it.sex(),
                "PR",
                it.docIssuer(),
                it.docNumber(),
                it.docExpiry(),
                it.transport(),
                it.vehicleRegistration(),
                it.outcome(),
                it.mrzCheck());
        return new Crossings.Arrival(arrival.sender(), arrival.way(), record, arrival.at());
    }

    /** What each state sees of each day and way, and which of its records it sees without counterpart. */
    private static List<Object> told(List<Crossings.Arrival> arrivals) {
        var matcher = new Matcher(TERMS, new OpenInMemory());
        var matches = new ArrayList<Match>();
        arrivals.forEach(it -> tokens().of(it.sender(), it.way(), it.record())
                .flatMap(matcher::arrive)
                .ifPresent(matches::add));
        Instant end = Crossings.START.plus(Duration.ofDays(30));
        matches.addAll(matcher.settle(end));
        var unmatched = matcher.expire(end);
        var told = new ArrayList<Object>();
        for (Way way : List.of(Crossings.OUT, Crossings.BACK, Crossings.NORTH, Crossings.SOUTH)) {
            Tally.of(way, Rhythm.DAY, ZONE, TERMS, matches, unmatched).forEach((day, tally) -> {
                told.add(tally.shownTo(Direction.EXIT, LEAST));
                told.add(tally.shownTo(Direction.ENTRY, LEAST));
            });
        }
        for (String agency : List.of("KEN.IMM", "UGA.IMM", "ETH.IMM")) {
            told.addAll(Unmatched.of(AgencyId.parse(agency).orElseThrow(), unmatched, Rhythm.WEEK, ZONE, LEAST, end));
        }
        assertThat(told).hasSizeGreaterThan(60);
        return told;
    }

    @Test
    void aRecordWhoseCounterpartShowsProtectionLooksLikeOneWhoseCounterpartIsLost() {
        Travellers theirs = entry("theirs").nationality("UGA").document("PP", "UGA", "Z9");
        Travellers shows = exit("shows").nationality("UGA").document("PR", "KEN", "R1");
        List<Travellers> others = Stream.concat(both(0, 40), onlyEntries(0, 8)).toList();

        var protectedThere =
                Told.of(Stream.concat(others.stream(), Stream.of(shows, theirs)).toList());
        var lostThere =
                Told.of(Stream.concat(others.stream(), Stream.of(theirs)).toList());

        assertThat(protectedThere).isEqualTo(lostThere);
    }

    @Test
    void fewWithoutCounterpartAreNeitherListedNorCounted() {
        var few = Told.of(Stream.concat(both(0, 40), onlyEntries(0, LEAST - 1)).toList());
        var enough = Told.of(Stream.concat(both(0, 40), onlyEntries(0, LEAST)).toList());

        assertThat(few.ofUganda()).isEmpty();
        assertThat(few.shown(Direction.ENTRY).unmatched()).isEmpty();
        assertThat(few.shown(Direction.ENTRY).matched()).isEmpty();
        assertThat(enough.ofUganda()).hasSize(LEAST).allSatisfy(it -> assertThat(it.age())
                .hasDays(6));
        assertThat(enough.shown(Direction.ENTRY).unmatched()).hasValue(LEAST);
        assertThat(enough.shown(Direction.ENTRY).matched()).hasValue(40);
    }

    @Test
    void whoIsListedIsTheSendersOwnAndCountedAmongTheRecordsOfTheSendersState() {
        AgencyId customs = AgencyId.parse("UGA.URA").orElseThrow();
        var unmatched = new ArrayList<Marks>();
        onlyEntries(0, 3).forEach(it -> unmatched.add(it.marks(tokens()).orElseThrow()));
        onlyEntries(3, 5).forEach(it -> unmatched.add(of(customs, it)));
        assertThat(Unmatched.of(customs, unmatched, Rhythm.DAY, ZONE, LEAST, LATER))
                .extracting(Unmatched::recordId)
                .containsExactly("o3", "o4");

        unmatched.remove(0);
        onlyEntries(5, 9).forEach(it -> unmatched.add(of(Travellers.KENYA, it)));
        assertThat(Unmatched.of(customs, unmatched, Rhythm.DAY, ZONE, LEAST, LATER))
                .isEmpty();
    }

    private static Marks of(AgencyId sender, Travellers traveller) {
        return tokens().of(sender, Travellers.WAY, traveller.record()).orElseThrow();
    }

    @Test
    void nobodySeesWhichOfTheOthersRecordsHaveNoCounterpartNorHowMany() {
        var told = Told.of(Stream.concat(both(0, 40), onlyEntries(0, 8)).toList());

        assertThat(told.ofKenya()).isEmpty();
        assertThat(told.shown(Direction.EXIT))
                .isEqualTo(new Tally.Shown(
                        OptionalLong.of(40),
                        OptionalLong.of(0),
                        OptionalInt.of(95),
                        OptionalInt.of(80),
                        OptionalLong.of(0)));
    }

    @Test
    void oneRecordMoreOrLessWithoutCounterpartHardlyEverShowsInTheRateOfTheOther() {
        var rates = new HashSet<OptionalInt>();
        for (int unmatched = 0; unmatched < 100; unmatched++) {
            var tally = new Tally(
                    Travellers.WAY,
                    Rhythm.DAY.around(NOON.atZone(ZONE).toLocalDate()),
                    Map.of(Direction.EXIT, 900L, Direction.ENTRY, 900L),
                    Map.of(Direction.ENTRY, (long) unmatched),
                    0);
            rates.add(tally.shownTo(Direction.EXIT, LEAST).rateOfOther());
        }
        assertThat(rates).isEqualTo(Set.of(OptionalInt.of(95), OptionalInt.of(90)));
    }

    @Test
    void whatIsKeptAndWhatIsPrintedHoldsNoNameNumberOrDate() {
        var traveller =
                exit("x").named("CANARYBIRD", "YELLOWHAMMER").born("1987-06-05").document("PP", "KEN", "CANARY77");
        Marks marks = traveller.marks(tokens()).orElseThrow();
        Marks other =
                entry("n").named("CANARYBIRD", "YELLOWHAMMER").marks(tokens()).orElseThrow();
        var match = new Match(marks, other, true);

        var texts = new ArrayList<String>();
        values(marks, texts);
        Stream.of(
                        marks,
                        match,
                        marks.faces(),
                        marks.faces().get(0),
                        tokens(),
                        BirthDate.of("1987-06-05"),
                        new OpenInMemory(),
                        traveller.record())
                .map(Object::toString)
                .forEach(texts::add);

        assertThat(texts).isNotEmpty().allSatisfy(text -> assertThat(text.toUpperCase(Locale.ROOT))
                .doesNotContain("CANARY", "YELLOW", "KNR", "1987", "06-05", "YLHM"));
        long token = marks.faces().get(0).document();
        assertThat(texts.subList(texts.size() - 8, texts.size()))
                .noneMatch(text -> text.contains(Long.toString(token)) || text.contains(Long.toHexString(token)));
    }

    /** Every text and number in it, however deep; numbers also as the text that their bytes would be. */
    private static void values(Object value, List<String> texts) {
        if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                try {
                    values(component.getAccessor().invoke(value), texts);
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError(component.getName(), e);
                }
            }
        } else if (value instanceof Collection<?> all) {
            all.forEach(each -> values(each, texts));
        } else if (value instanceof long[] tokens) {
            for (long token : tokens) {
                texts.add(new String(ByteBuffer.allocate(8).putLong(token).array(), StandardCharsets.ISO_8859_1));
            }
        } else {
            texts.add(String.valueOf(value));
        }
    }

    @Test
    void whatIsMatchedLeavesTheTokenOfItsDocumentAloneAndThatNotForLong() {
        var open = new OpenInMemory();
        var matcher = new Matcher(TERMS, open);
        Marks left = exit("x").marks(tokens()).orElseThrow();
        Marks entered = entry("n").marks(tokens()).orElseThrow();
        matcher.arrive(left);
        assertThat(matcher.arrive(entered)).isPresent();

        assertThat(travelling(open, left)).singleElement().isEqualTo(1);
        assertThat(travelling(open, entered)).singleElement().isEqualTo(1);
        for (long token : left.faces().get(0).wanted()) {
            assertThat(open.bearing(Direction.EXIT, token, 9)).isEmpty();
        }
        matcher.expire(LATER);
        assertThat(travelling(open, left)).isEmpty();
        assertThat(travelling(open, entered)).isEmpty();
    }

    /** How many tokens are kept of each record with the document. */
    private static List<Integer> travelling(OpenRecords open, Marks marks) {
        return open.travelling(marks.direction(), marks.faces().get(0).document()).stream()
                .map(kept -> kept.faces().get(0).tokens().length)
                .toList();
    }

    @Test
    void withoutTheKeyATokenCannotBeMadeAgain() {
        var one = new Tokens((crossing, epoch) -> new byte[32], TERMS);
        var traveller = exit("x");

        assertThat(traveller.marks(one).orElseThrow().faces())
                .isNotEqualTo(traveller.marks(tokens()).orElseThrow().faces());
        assertThat(traveller.marks(one)).isEqualTo(traveller.marks(one));
    }

    @Test
    void noTokenIsOfOneParticularAlone() {
        Set<Long> ofOne = new HashSet<>();
        for (long token : exit("x").marks(tokens()).orElseThrow().faces().get(0).tokens()) {
            ofOne.add(token);
        }
        // The same name with another date of birth, the same date with another name.
        for (Travellers other : List.of(exit("a").born("1980-01-09"), exit("b").named("OTIENO", "JOHN"))) {
            for (long token : other.document("PP", "KEN", "9")
                    .marks(tokens())
                    .orElseThrow()
                    .faces()
                    .get(0)
                    .tokens()) {
                assertThat(ofOne).doesNotContain(token);
            }
        }
    }
}
