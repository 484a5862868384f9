package org.kivuko.connector.files.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.exchange.Admission;
import org.kivuko.exchange.Claim;
import org.kivuko.exchange.Digest;
import org.kivuko.exchange.Header;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.Reception;
import org.kivuko.exchange.Shelf;
import org.kivuko.exchange.Submissions;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.limit.Allowance;
import org.kivuko.exchange.limit.Quota;
import org.kivuko.exchange.limit.QuotaPlan;
import org.kivuko.exchange.limit.Quotas;
import org.kivuko.exchange.limit.StandsStill;
import org.kivuko.exchange.limit.Standstill;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.Status;
import org.kivuko.testkit.InMemoryLedger;

/** A hub in memory that outlives the programs at its file door, one agency's folder, and the agency before it. */
final class World {
    static final AgencyId AGENCY = AgencyId.of("KEN.DIS");
    static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    final Path base;
    final InMemoryLedger ledger = new InMemoryLedger(Clock.fixed(NOW, ZoneOffset.UTC));
    final Quotas quotas = new Quotas(QuotaPlan.NONE);
    final Standstill standstill = new Standstill();
    /** What was sent to the outbox, by id. */
    final List<String> outbox = new ArrayList<>();

    final ShelfInMemory shelf = new ShelfInMemory();
    Instant now = NOW;
    /** Whether the hub does not believe its clock. */
    boolean doubted;

    private Steps steps = Steps.UNSEEN;
    private AgencyPlace place;

    private final Function<Steps, Home> home;

    private World(Path base, Function<Steps, Home> home) {
        this.base = base;
        this.home = home;
        start(Steps.UNSEEN);
    }

    static World in(Path base) {
        return in(base, each -> new Home.Here(base.resolve(AGENCY.toString()), each));
    }

    /** The same where the agency's folder is reached in another way. */
    static World in(Path base, Function<Steps, Home> home) {
        try {
            Files.createDirectories(base);
            return new World(base, home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program at the door is gone; another one begins, and every lease has ended. */
    void start(Steps next) {
        close();
        steps = next;
        shelf.endLeases();
        var submissions = new Submissions(
                this::receive,
                ledger,
                (to, body, warnings) -> {
                    steps.next();
                    outbox.add(idIn(body));
                    steps.next();
                },
                quotas,
                standstill,
                () -> now);
        var site = new Site(AGENCY, Optional.empty());
        var ports =
                new FileDoorPorts(submissions, shelf, () -> Set.of(site), each -> true, () -> Period.ofDays(30), () -> {
                    if (doubted) {
                        throw new StandsStill("doubted");
                    }
                    return now;
                });
        place = new AgencyPlace(AGENCY, ports, home.apply(() -> steps.next()), new Names());
    }

    void close() {
        try {
            if (place != null) {
                place.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String trouble() {
        return place.trouble();
    }

    boolean usable() {
        return trouble().isEmpty();
    }

    /** So many looks. */
    void look(int looks) {
        for (int i = 0; i < looks; i++) {
            if (!place.begin()) {
                throw new AssertionError("somebody looks");
            }
            place.look();
        }
    }

    /** Until a file at rest is dealt with. */
    void settle() {
        look(3);
    }

    private static String idIn(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).strip();
    }

    /** The bytes of a message are its id, and of what is refused the word itself. */
    private Reception.Result receive(byte[] body, String contentType, AgencyId sender, Beside beside) {
        String id = idIn(body);
        if (!MessageKey.isId(id) || id.startsWith("refused")) {
            return new Reception.Refused(List.of(new Fault("/id", Code.SCHEMA_VIOLATION, "refused by the test")));
        }
        var header = new Header(
                MessageType.ALERT,
                Status.ACTUAL,
                id.startsWith("referral") ? Optional.of(AlertType.PROT_REFERRAL) : Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                false);
        var box = new Outbox(sender, Channel.LIVE, Lane.BULK);
        // The door looks at the claim alone; what admission found out is the route's matter.
        Admission.Admitted notLookedAt = null;
        var claim = new Claim(new MessageKey(sender, id), new Digest("0".repeat(64)), box, header, now);
        return new Reception.Welcome(notLookedAt, claim, body, List.of());
    }

    /** So many messages a minute. */
    void allow(int messages) {
        var perMinute = Optional.of(new Allowance(messages, Duration.ofMinutes(1)));
        quotas.follow(new QuotaPlan(
                new Quota(perMinute, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Map.of()));
    }

    Path folder(String name) {
        return base.resolve(AGENCY.toString()).resolve(name);
    }

    void send(String name, String content) {
        try {
            Files.createDirectories(folder("send"));
            Files.writeString(folder("send").resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String folder, String name) {
        try {
            return Files.readString(folder(folder).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> names(String folder) {
        try (Stream<Path> files = Files.list(folder(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The agency reads what lies in its inbox and moves it; returns the ids. */
    List<UUID> take() {
        var ids = new ArrayList<UUID>();
        try {
            for (String name : Files.exists(folder("inbox")) ? names("inbox") : Set.<String>of()) {
                ids.add(Names.id(name).orElseThrow());
                Files.move(folder("inbox").resolve(name), folder("taken").resolve(name));
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void touch(Path file, Instant at) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    /** Everything waits until it is acknowledged; what is leased comes again once the leases have ended. */
    final class ShelfInMemory implements Shelf {
        private final Map<UUID, Item> deliveries = new LinkedHashMap<>();
        private final Map<UUID, Item> receipts = new LinkedHashMap<>();
        private final Set<UUID> leased = new HashSet<>();
        private final Set<UUID> everLeased = new HashSet<>();
        final Set<UUID> acknowledged = new HashSet<>();

        UUID put(String json) {
            return put(deliveries, json);
        }

        UUID putReceipt(String json) {
            return put(receipts, json);
        }

        private UUID put(Map<UUID, Item> to, String json) {
            var id = UUID.randomUUID();
            to.put(id, new Item(id, Lane.BULK, json.getBytes(StandardCharsets.UTF_8)));
            return id;
        }

        private Runnable beforeLease = () -> {};

        /** Something that the agency does once, between two parts of a look. */
        void beforeLease(Runnable once) {
            beforeLease = once;
        }

        void endLeases() {
            leased.clear();
        }

        private List<Item> lease(Map<UUID, Item> from, int max) {
            steps.next();
            Runnable once = beforeLease;
            beforeLease = () -> {};
            once.run();
            List<Item> items = from.values().stream()
                    .filter(item -> !acknowledged.contains(item.delivery()) && !leased.contains(item.delivery()))
                    .limit(max)
                    .toList();
            items.forEach(item -> {
                leased.add(item.delivery());
                everLeased.add(item.delivery());
            });
            return items;
        }

        private boolean takeOff(UUID id) {
            steps.next();
            boolean known = everLeased.contains(id);
            if (known) {
                acknowledged.add(id);
            }
            steps.next();
            return known;
        }

        @Override
        public List<Item> leaseInbox(AgencyId agency, Channel channel, int max) {
            return channel == Channel.LIVE ? lease(deliveries, max) : List.of();
        }

        @Override
        public Optional<Item> leased(AgencyId agency, UUID delivery) {
            return Optional.empty();
        }

        @Override
        public boolean acknowledge(AgencyId agency, UUID delivery) {
            return takeOff(delivery);
        }

        @Override
        public List<Item> leaseReceipts(AgencyId agency, int max) {
            return lease(receipts, max);
        }

        @Override
        public boolean acknowledgeReceipt(AgencyId agency, UUID delivery) {
            return takeOff(delivery);
        }
    }
}
