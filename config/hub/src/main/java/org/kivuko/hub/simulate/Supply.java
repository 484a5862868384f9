package org.kivuko.hub.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.kivuko.model.AgencyId;

/**
 * The messages of one neighbour, by number. The same seed gives the same messages but for times and ids: ids are the same within a
 * run, and of no other run, since a hub knows each for ever. They begin with {@code sim-}.
 *
 * <p>For one thread.
 */
final class Supply {
    private static final String OURS = "sim-";
    private static final long ANSWERS = -1;

    private final AgencyId sender;
    private final List<Opening> openings;
    private final List<ObjectNode> samples;
    private final long seed;
    private final String run;
    private final InstantSource clock;
    private int answers;

    /** @param samples posted in turn in place of what there are openings for, where there are any */
    Supply(
            AgencyId sender,
            List<Opening> openings,
            List<ObjectNode> samples,
            long seed,
            String run,
            InstantSource clock) {
        this.sender = sender;
        this.openings = List.copyOf(openings);
        this.samples = List.copyOf(samples);
        this.seed = seed;
        this.run = run;
        this.clock = clock;
    }

    List<Opening> openings() {
        return openings;
    }

    /** Whether there is nothing to post. */
    boolean isEmpty() {
        return openings.isEmpty() && samples.isEmpty();
    }

    /** @param wrong by how much the clock is wrong with which it is written */
    ObjectNode message(int number, Duration wrong) {
        var random = random(number);
        return samples.isEmpty()
                ? write(openings.get(random.nextInt(openings.size())), "message " + number, random, wrong)
                : sample(samples.get(number % samples.size()).deepCopy(), number, wrong);
    }

    /** An alert that can be written as CAP; nothing where this agency may send none. */
    Optional<ObjectNode> alert(int number) {
        var random = random(number);
        List<Opening> alerts =
                openings.stream().filter(opening -> opening.kind().alert()).toList();
        return alerts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        write(alerts.get(random.nextInt(alerts.size())), "alert " + number, random, Duration.ZERO));
    }

    /** An Update or Cancel. */
    ObjectNode followUp(ObjectNode original, String msgType, int number) {
        return messages(random(number), () -> id("follow-up " + number), clock).followUp(original, msgType);
    }

    /** Whoever writes answers to deliveries. */
    InventedMessages answers() {
        return messages(random(ANSWERS), () -> id("answer " + answers++), clock);
    }

    /** Whether an id is of a simulated message. */
    static boolean isOurs(String id) {
        return id.startsWith(OURS);
    }

    /** What can be followed up. */
    static boolean isAlert(ObjectNode event) {
        return event.path("data").path("msgType").asText().equals("Alert");
    }

    private ObjectNode write(Opening opening, String name, Random random, Duration wrong) {
        var parts = new Supplier<String>() {
            private int next;

            @Override
            public String get() {
                return id(name + " " + next++);
            }
        };
        return opening.kind()
                .write(messages(random, parts, () -> clock.instant().plus(wrong)), sender, opening.way());
    }

    private static InventedMessages messages(Random random, Supplier<String> ids, InstantSource clock) {
        return new InventedMessages(random, clock, ids);
    }

    private ObjectNode sample(ObjectNode event, int number, Duration wrong) {
        Instant now = clock.instant().plus(wrong).truncatedTo(ChronoUnit.SECONDS);
        if (event.has("expires") && event.has("time")) {
            event.put("expires", now.plus(between(event)).toString());
        }
        event.put("id", id("sample " + number)).put("time", now.toString()).put("source", sender.source());
        return event;
    }

    private static Duration between(ObjectNode event) {
        return Duration.between(
                OffsetDateTime.parse(event.get("time").asText()),
                OffsetDateTime.parse(event.get("expires").asText()));
    }

    private Random random(long number) {
        return new Random(31 * (31 * seed + sender.toString().hashCode()) + number * 0x9E3779B97F4A7C15L);
    }

    private String id(String name) {
        String unique = run + " " + seed + " " + sender + " " + name;
        return OURS + UUID.nameUUIDFromBytes(unique.getBytes(StandardCharsets.UTF_8));
    }
}
