package org.kivuko.hub.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kivuko.hub.client.HubClient;
import org.kivuko.model.AgencyId;

/**
 * Neighbours at a hub, each in a thread of its own: they post until their ends, read on until nothing comes any more, and compare
 * their books.
 *
 * <p>Runs once.
 */
public final class Simulation {
    private static final Set<String> CROSSED = Set.of("released", "reduced");
    private static final Set<String> STILL_THERE = Set.of("queued", "fetched");
    private static final int COMPARED = 500;

    private final Scenario scenario;
    private final String run;
    private final Function<AgencyId, HubClient> doors;
    private final HubClient stranger;
    private final Pace pace;
    private final List<Player> players = new ArrayList<>();

    /**
     * A simulation that has not begun.
     *
     * @param run is in every id, and no other run at this hub may have it
     * @param doors a new connection to the hub for an agency, with its key
     * @param stranger a connection with a key that the hub never issued
     */
    public Simulation(
            Scenario scenario, String run, Function<AgencyId, HubClient> doors, HubClient stranger, Pace pace) {
        this.scenario = scenario;
        this.run = run;
        this.doors = doors;
        this.stranger = stranger;
        this.pace = pace;
    }

    /**
     * Asks the hub what each neighbour may post.
     *
     * @param samples messages of their own, by agency
     * @throws IOException where it does not answer, or does not know an agency
     */
    public void prepare(Map<AgencyId, List<ObjectNode>> samples) throws IOException, InterruptedException {
        for (Part part : scenario.parts()) {
            List<ObjectNode> own = samples.getOrDefault(part.agency(), List.of());
            players.add(Player.of(part, own, () -> doors.apply(part.agency()), scenario.seed(), run, pace));
        }
    }

    /** Which of the built-in messages cross to which states, in words, by agency; nothing of those who have their own. */
    public Map<AgencyId, String> openings() {
        var words = new TreeMap<AgencyId, String>();
        for (Player player : players) {
            if (!player.openings().isEmpty()) {
                words.put(player.part().agency(), Opening.words(player.openings()));
            }
        }
        return words;
    }

    /** Neighbours for whom this hub lets nothing cross of what is built in, and who have nothing of their own. */
    public List<AgencyId> mute() {
        return players.stream()
                .filter(Player::isMute)
                .map(player -> player.part().agency())
                .toList();
    }

    /** How it stands, also while it runs. */
    public Outcome outcome() {
        Map<String, Books> byAgency = books();
        return new Outcome(
                scenario.seed(),
                run,
                players.stream()
                        .map(player -> new Outcome.Neighbour(
                                player.part(), player.books().account(), player.isDone(), arrivals(player, byAgency)))
                        .toList());
    }

    /** Runs it to its end. */
    public Outcome run() throws InterruptedException {
        var posting = new CountDownLatch(players.size());
        Instant begin = pace.instant();
        ExecutorService threads = Executors.newFixedThreadPool(players.size());
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (Player player : players) {
                ends.add(threads.submit(() -> {
                    play(player, begin, posting);
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                await(end);
            }
        } finally {
            threads.shutdownNow();
        }
        players.forEach(player -> compare(player, books()));
        return outcome();
    }

    private void play(Player player, Instant begin, CountDownLatch posting) throws InterruptedException {
        player.open();
        try {
            player.post(begin, stranger);
        } finally {
            posting.countDown();
        }
        try {
            player.settle(posting);
        } finally {
            player.close();
        }
    }

    private static void await(Future<?> end) throws InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a neighbour has failed", e.getCause());
        }
    }

    private Map<String, Books> books() {
        return players.stream()
                .filter(player -> player.part().profile().fetches())
                .collect(Collectors.toMap(player -> player.part().agency().toString(), Player::books));
    }

    /** How long what was accepted took to its recipients of this run. */
    private static Spread arrivals(Player player, Map<String, Books> recipients) {
        var times = new ArrayList<Duration>();
        player.books().accepted().forEach((id, accepted) -> recipients.values().forEach(recipient -> recipient
                .arrived(player.part().agency() + "/" + id)
                .ifPresent(at -> times.add(Duration.between(accepted.at(), at)))));
        return Spread.of(times);
    }

    /** What the hub says has crossed to a neighbour of this run is held against that neighbour's books. */
    private void compare(Player player, Map<String, Books> recipients) {
        HubClient client = doors.apply(player.part().agency());
        List<String> ids = List.copyOf(player.books().accepted().keySet());
        for (String id : ids.subList(Math.max(0, ids.size() - COMPARED), ids.size())) {
            for (JsonNode recipient : status(client, id)) {
                Optional.ofNullable(recipients.get(recipient.path("agency").asText()))
                        .filter(any ->
                                CROSSED.contains(recipient.path("outcome").asText()))
                        .ifPresent(books -> compare(player, id, recipient, books));
            }
        }
    }

    /** What was acknowledged and is in no book here was taken over by somebody else, who reads the same inbox. */
    private static void compare(Player player, String id, JsonNode recipient, Books books) {
        String agency = recipient.path("agency").asText();
        String state = recipient.path("state").asText();
        boolean arrived = books.arrived(player.part().agency() + "/" + id).isPresent();
        if (arrived || STILL_THERE.contains(state)) {
            player.books()
                    .promise(Promise.DELIVERS_TO_NEIGHBOURS, arrived, id + " is still " + state + " for " + agency);
        }
    }

    private static JsonNode status(HubClient client, String id) {
        try {
            return Answers.body(client.get("/v1/messages/" + id)).path("recipients");
        } catch (IOException noAnswer) {
            return Answers.NOTHING;
        }
    }
}
