package org.kivuko.hub.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.kivuko.hub.client.HubClient;
import org.kivuko.hub.simulate.InventedMessages;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A believable day at the crossings: agencies of both sides post alerts, figures and records over HTTP, correct and cancel
 * some, send some that are refused and some that cannot be read, and hold an exercise now and then. Goes on until closed.
 * The same seed gives the same sequence of scenes.
 */
public final class DemoTraffic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoTraffic.class);
    private static final long POST_EVERY_MILLIS = 700;
    private static final long READ_EVERY_MILLIS = 400;
    private static final int FIRST_BURST = 24;
    private static final int REMEMBERED = 40;

    private final List<Directory.Crossing> crossings;
    private final Directory directory;
    private final Function<AgencyId, HubClient> clients;
    private final Set<AgencyId> except;
    private final Random random;
    private final InventedMessages messages;
    private final DemoReaders readers;
    private final Deque<ObjectNode> sent = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    /**
     * Traffic between the agencies of this directory, each of which posts through its own client.
     *
     * @param sample what is left to whoever tries the doors by hand
     * @param seed the same seed gives the same scenes
     * @param except agencies that somebody else plays: nothing is posted or fetched for them
     */
    public DemoTraffic(
            Directory directory,
            Function<AgencyId, HubClient> clients,
            DemoSample sample,
            InstantSource clock,
            long seed,
            Set<AgencyId> except) {
        this.directory = directory;
        this.except = Set.copyOf(except);
        this.clients = clients;
        this.random = new Random(seed);
        this.messages = new InventedMessages(random, clock);
        this.readers = new DemoReaders(
                directory,
                except,
                clients,
                messages,
                clock,
                new VisitorsDesk(sample, clients.apply(DemoSample.SENDER), clock));
        this.crossings = directory.crossings().stream()
                .filter(crossing -> crossing.sides().size() == 2)
                .toList();
    }

    /** Begins with a few messages at once, so that there is something to look at. */
    public void start() {
        threads.execute(() -> {
            for (int i = 0; i < FIRST_BURST; i++) {
                postOne();
            }
            every(POST_EVERY_MILLIS, this::postOne);
        });
        threads.execute(() -> every(READ_EVERY_MILLIS, readers::readSome));
    }

    private void every(long millis, Runnable step) {
        try {
            while (!stopped.await(millis, TimeUnit.MILLISECONDS)) {
                step.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void postOne() {
        try {
            Directory.Crossing crossing = crossings.get(random.nextInt(crossings.size()));
            boolean first = random.nextBoolean();
            scene(crossing.sides().get(first ? 0 : 1), crossing.sides().get(first ? 1 : 0), crossing);
        } catch (IOException hubIsStopping) {
            LOG.debug("demonstration: a message was not posted", hubIsStopping);
        }
    }

    private void scene(Directory.Side from, Directory.Side to, Directory.Crossing crossing) throws IOException {
        AgencyId immigration = agency(from.state(), Role.IMMIGRATION);
        String state = to.state();
        switch (random.nextInt(17)) {
            case 0, 1 -> keep(messages.document(immigration, state, "DOC-STOLEN"));
            case 2 -> keep(messages.document(immigration, "*", "DOC-LOST"));
            case 3 -> keep(messages.vehicle(agency(from.state(), Role.BORDER_SECURITY), state));
            case 4, 5 -> post(messages.flow(immigration, state, from.post()));
            case 6, 7 -> post(messages.crossing(immigration, state + ":immigration", from.post()));
            case 8 -> keep(messages.postStatus(immigration, "post:" + crossing.id(), from.post(), "QUEUE"));
            case 9 -> post(messages.health(agency(from.state(), Role.HEALTH), "*"));
            case 10 -> keep(messages.missing(agency(from.state(), Role.CHILD_PROTECTION), "*"));
            case 11 -> followUp("Update");
            case 12 -> followUp("Cancel");
            case 13 -> post(asExercise(messages.document(immigration, state, "DOC-STOLEN")));
            case 14 -> bad(immigration, state);
            case 15 -> post(messages.request(immigration, state + ":immigration", state));
            default -> repeat();
        }
    }

    private static ObjectNode asExercise(ObjectNode event) {
        return event.put("status", "exercise");
    }

    private void keep(ObjectNode event) throws IOException {
        post(event);
        sent.addLast(event);
        if (sent.size() > REMEMBERED) {
            sent.removeFirst();
        }
    }

    private void followUp(String msgType) throws IOException {
        if (!sent.isEmpty()) {
            ObjectNode original = sent.removeFirst();
            post(messages.followUp(original, msgType));
        }
    }

    /** What a sender does that got no answer: the same message again, which arrives once. */
    private void repeat() throws IOException {
        if (!sent.isEmpty()) {
            post(sent.peekLast());
        }
    }

    /** Messages as they come from a program that is not finished. */
    private void bad(AgencyId sender, String state) throws IOException {
        ObjectNode event = messages.document(sender, state, "DOC-STOLEN");
        switch (random.nextInt(3)) {
            case 0 -> event.put("purpose", "curiosity");
            case 1 -> event.put("to", "XXX.NOBODY");
            default -> event.put("colour", "blue");
        }
        post(event);
    }

    private void post(ObjectNode event) throws IOException {
        AgencyId sender = AgencyId.of(event.get("source").asText().substring("/agencies/".length()));
        if (except.contains(sender)) {
            return;
        }
        clients.apply(sender).post(MessageJson.write(event), "application/cloudevents+json", Map.of());
    }

    private AgencyId agency(String state, Role role) {
        return directory.agencies().stream()
                .filter(agency ->
                        agency.id().state().equals(state) && agency.roles().contains(role))
                .map(Directory.Agency::id)
                .findFirst()
                .orElseThrow();
    }

    /** Stops posting and fetching; what is under way is finished. */
    @Override
    public void close() {
        stopped.countDown();
        threads.shutdown();
    }
}
