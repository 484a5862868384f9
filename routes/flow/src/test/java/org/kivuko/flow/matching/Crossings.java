package org.kivuko.flow.matching;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.kivuko.flow.Way;
import org.kivuko.model.AgencyId;
import org.kivuko.model.CrossingOutcome;
import org.kivuko.model.CrossingRecord;
import org.kivuko.model.Direction;
import org.kivuko.model.Sex;

/**
 * Crossings of a week at two crossings, each as two offices write it down, and which two records belong together. Travellers come
 * alone, as families of one family name, as twins and with children in their parents' passport; some cross three times a day.
 * Offices spell by their own ways, swap the order of names, leave one out, cut them, mistype them, know dates in part, are shown
 * another document, misread its number, have clocks that differ, send late and lose records.
 */
final class Crossings {
    /** A record with where and when it arrives at the hub. */
    record Arrival(AgencyId sender, Way way, CrossingRecord record, Instant at) {}

    static final Way OUT = new Way("KEN-BUSIA/UGA-BUSIA", "KEN-BUSIA", "UGA-BUSIA");
    static final Way BACK = new Way("KEN-BUSIA/UGA-BUSIA", "UGA-BUSIA", "KEN-BUSIA");
    static final Way NORTH = new Way("KEN-MOYALE/ETH-MOYALE", "KEN-MOYALE", "ETH-MOYALE");
    static final Way SOUTH = new Way("KEN-MOYALE/ETH-MOYALE", "ETH-MOYALE", "KEN-MOYALE");
    static final Instant START = Instant.parse("2026-10-05T00:00:00Z");

    private static final List<Way> WAYS = List.of(OUT, BACK, NORTH, SOUTH);
    private static final int WEEK = 7 * 24 * 3600;

    /** A person as the person's papers have it. */
    private record Person(
            List<List<String>> names, LocalDate born, Sex sex, String state, String number, boolean knowsYearOnly) {}

    private final Random random;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Map<String, String> truth = new HashMap<>();
    private int crossings;
    private int numbers;

    Crossings(int many, long seed) {
        random = new Random(seed);
        while (crossings < many) {
            party();
        }
        Collections.shuffle(arrivals, random);
        arrivals.sort(Comparator.comparing(Arrival::at));
    }

    /** In the order in which they come. */
    List<Arrival> arrivals() {
        return arrivals;
    }

    /** Exit record to entry record, of those crossings of which both were recorded. */
    Map<String, String> truth() {
        return truth;
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private void party() {
        Way way = WAYS.get(random.nextInt(WAYS.size()));
        long second = random.nextInt(WEEK);
        Person person = person(NamePools.any(random));
        cross(person, way, second);
        if (chance(0.05)) {
            cross(person, way, second + 3 * 3600 + random.nextInt(3600));
            cross(person, way, second + 6 * 3600 + random.nextInt(3600));
        } else if (chance(0.25)) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                cross(relative(person), way, second + random.nextInt(300));
            }
        }
    }

    private Person person(NamePools pool) {
        LocalDate born = LocalDate.of(1950, 1, 1).plusDays(random.nextInt(365 * 72));
        return new Person(pool.person(random), born, sex(), pool.state, number(), chance(0.12));
    }

    private Sex sex() {
        return chance(0.5) ? Sex.F : Sex.M;
    }

    private String number() {
        return (char) ('A' + random.nextInt(26)) + String.valueOf(1_000_000 + numbers++ * 7919L % 8_999_993);
    }

    /** A sister or brother, now and then a twin, now and then in the same passport. */
    private Person relative(Person person) {
        NamePools pool = NamePools.of(person.state());
        var names = new ArrayList<>(person.names());
        names.set(0, pool.name(random));
        boolean twin = chance(0.03);
        return new Person(
                names,
                twin ? person.born() : person.born().plusDays(300 + random.nextInt(3000)),
                sex(),
                person.state(),
                chance(0.04) ? person.number() : number(),
                person.knowsYearOnly());
    }

    private void cross(Person person, Way way, long second) {
        String id = "c" + crossings++;
        long minutes = 4 + Math.round(Math.exp(2 + random.nextGaussian()));
        var exit = record("x" + id, person, way, Direction.EXIT, second);
        var entry = record("n" + id, person, way, Direction.ENTRY, second + Math.min(minutes, 20 * 60) * 60);
        exit.ifPresent(arrivals::add);
        entry.ifPresent(arrivals::add);
        if (exit.isPresent() && entry.isPresent()) {
            truth.put("x" + id, "n" + id);
        }
    }

    /** What the office at one end writes; empty where it is lost. */
    private Optional<Arrival> record(String id, Person person, Way way, Direction direction, long second) {
        if (chance(0.02)) {
            return Optional.empty();
        }
        boolean leaves = direction == Direction.EXIT;
        String post = leaves ? way.from() : way.to();
        long clock = post.startsWith("KEN") ? 150 : post.startsWith("UGA") ? -120 : 300;
        Instant at = START.plusSeconds(second + clock + random.nextInt(60));
        Instant sent = at.plusSeconds(chance(0.05) ? random.nextInt(20 * 3600) : random.nextInt(120));
        List<String> words = words(person);
        String givenNames = words.get(0);
        String surname = words.stream().skip(1).collect(Collectors.joining(" "));
        boolean swapped = chance(0.08);
        String document = chance(0.03) ? number() : chance(0.015) ? misread(person.number()) : person.number();
        var record = new CrossingRecord(
                id,
                post,
                direction,
                at.atOffset(ZoneOffset.ofHours(3)),
                cut(swapped ? givenNames : surname),
                cut(swapped ? surname : givenNames),
                born(person),
                person.state(),
                chance(0.004) ? Sex.X : person.sex(),
                "P",
                person.state(),
                document,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                leaves ? CrossingOutcome.DEPARTED : CrossingOutcome.ADMITTED,
                Optional.empty());
        String agency = post.substring(0, 3) + ".IMM";
        return Optional.of(new Arrival(AgencyId.parse(agency).orElseThrow(), way, record, sent));
    }

    private List<String> words(Person person) {
        boolean ownWay = chance(0.3);
        var words = person.names().stream()
                .map(name -> NamePools.spelt(name, ownWay, random))
                .map(word -> chance(0.01) ? mistyped(word) : word)
                .collect(Collectors.toCollection(ArrayList::new));
        if (words.size() > 2 && chance(0.05)) {
            words.remove(words.size() - 1);
        }
        return words;
    }

    private String mistyped(String word) {
        int at = random.nextInt(word.length());
        return word.substring(0, at) + (char) ('A' + random.nextInt(26)) + word.substring(at + 1);
    }

    private String misread(String number) {
        int at = 1 + random.nextInt(number.length() - 1);
        return number.substring(0, at) + random.nextInt(10) + number.substring(at + 1);
    }

    private String cut(String names) {
        return names.length() > 12 && chance(0.04) ? names.substring(0, 12).strip() : names;
    }

    private String born(Person person) {
        String date = person.born().toString();
        if (person.knowsYearOnly()) {
            return chance(0.5) ? date.substring(0, 4) : date.substring(0, 4) + "-01-01";
        }
        if (chance(0.02)) {
            return date.substring(0, chance(0.5) ? 4 : 7);
        }
        if (chance(0.004)) {
            return person.born().plusDays(1 + random.nextInt(20)).toString();
        }
        return date;
    }
}
