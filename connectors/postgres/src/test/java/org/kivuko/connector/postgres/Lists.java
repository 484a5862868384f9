package org.kivuko.connector.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.kivuko.exchange.Inbox;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.people.AuditQuery;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.queues.Span;
import org.kivuko.operations.watch.AlertBook;

/** Every list that operators see, except that of messages, asked over {@link ListRows}: by name, each time with other values. */
final class Lists {
    /** What a call reads of a page, and one more that says whether there is another. */
    private static final int MAX = 51;

    private final Database database;
    private final ListRows rows;
    private final SplittableRandom random = new SplittableRandom(17);
    private final Map<String, Supplier<Integer>> all = new LinkedHashMap<>();

    Lists(Database database, ListRows rows) {
        this.database = database;
        this.rows = rows;
        audit();
        failures();
        redrives();
        agenda();
        alerts();
        landscape();
        threads();
        rest();
    }

    /** Each gives how many rows it answered. */
    Map<String, Supplier<Integer>> all() {
        return all;
    }

    private void add(String name, Supplier<List<?>> list) {
        all.put(name, () -> list.get().size());
    }

    private static Scope state(String state) {
        return new Scope(Set.of(state), Set.of());
    }

    private static Scope agency(AgencyId agency) {
        return new Scope(Set.of(), Set.of(agency));
    }

    private AgencyId anyAgency() {
        return ListRows.anyAgency(random);
    }

    private long upTo(long full) {
        return 1 + random.nextLong(rows.many(full));
    }

    /** What is asked of the audit. */
    private record Asked(Optional<String> login, Optional<String> action, Optional<String> target) {}

    private static Asked by(String login, String action) {
        return new Asked(Optional.ofNullable(login), Optional.ofNullable(action), Optional.empty());
    }

    private void audit() {
        var anything = by(null, null);
        audit("everything", anything, false, Scope.ALL);
        audit("everything in a week", anything, true, Scope.ALL);
        for (String login : List.of(ListRows.COMMON_LOGIN, ListRows.RARE_LOGIN, "nobody")) {
            audit("of " + login, by(login, null), false, Scope.ALL);
            audit("of " + login + " in a week", by(login, null), true, Scope.ALL);
            for (String action : List.of("POST /v1/ops/act-0", "POST /v1/ops/act-39")) {
                audit("of " + login + " doing " + action.substring(13), by(login, action), false, Scope.ALL);
            }
        }
        for (String action : List.of("POST /v1/ops/act-0", "POST /v1/ops/act-39", "none")) {
            audit("of action " + action.replaceAll(".*/", ""), by(null, action), false, Scope.ALL);
            audit("of action " + action.replaceAll(".*/", "") + " in a week", by(null, action), true, Scope.ALL);
        }
        audit(
                "of a target",
                new Asked(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(ListRows.agency(3).toString())),
                false,
                Scope.ALL);
        audit("in a common scope", anything, false, state("KEN"));
        audit("in a rare scope", anything, false, state(ListRows.RARE_STATE));
        audit("in the scope of a rare agency", anything, false, agency(ListRows.agency(1998)));
        audit("in a scope without rows", anything, false, state("ZZZ"));
        audit("in a rare scope and week", anything, true, state(ListRows.RARE_STATE));
        audit("of a common login in a rare scope", by(ListRows.COMMON_LOGIN, null), false, state(ListRows.RARE_STATE));
        audit("of a rare login in a common scope", by(ListRows.RARE_LOGIN, null), false, state("KEN"));
    }

    private void audit(String name, Asked asked, boolean week, Scope scope) {
        var store = new AuditRows(database);
        add("audit " + name, () -> {
            Instant from = ListRows.END.minus(Duration.ofHours(24 + random.nextLong(290 * 24)));
            return store.rows(new AuditQuery(
                    asked.login(),
                    asked.action(),
                    asked.target(),
                    week ? Optional.of(from) : Optional.empty(),
                    week ? Optional.of(from.plus(Duration.ofDays(7))) : Optional.empty(),
                    week || random.nextBoolean() ? Optional.empty() : Optional.of(upTo(1_000_000)),
                    MAX,
                    scope));
        });
    }

    private void failures() {
        var book = new FailureRows(database);
        for (var scope : Map.of("", Scope.ALL, " in a rare scope", state(ListRows.RARE_STATE))
                .entrySet()) {
            add("causes of failures" + scope.getKey(), () -> book.causes(scope.getValue()));
            for (String cause : List.of("", ListRows.COMMON_CODE, ListRows.RARE_CODE, "NONE")) {
                Optional<String> of = Optional.of(cause).filter(text -> !text.isEmpty());
                add(
                        "failures " + cause + scope.getKey(),
                        () -> book.failures(of, Optional.empty(), scope.getValue(), before(100_000), MAX));
                add(
                        "failures " + cause + " of an agency" + scope.getKey(),
                        () -> book.failures(of, Optional.of(anyAgency()), scope.getValue(), before(100_000), MAX));
            }
        }
        add(
                "failures of a rare agency and common cause",
                () -> book.failures(
                        Optional.of(ListRows.COMMON_CODE),
                        Optional.of(ListRows.agency(1990)),
                        Scope.ALL,
                        before(100_000),
                        MAX));
        add(
                "failures of a common agency and rare cause",
                () -> book.failures(
                        Optional.of(ListRows.RARE_CODE),
                        Optional.of(ListRows.agency(0)),
                        Scope.ALL,
                        before(100_000),
                        MAX));
        add(
                "quarantine",
                () -> database.inOneStatement("list the quarantine", handle -> Evidence.quarantine(handle, 100)));
    }

    private OptionalLong before(long full) {
        return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(upTo(full));
    }

    private void redrives() {
        var book = new RedriveRows(database);
        add("redrives", () -> book.jobs(200));
        add("redrives that run", book::running);
        UUID job = book.running().get(0).id();
        add("results of a redrive", () -> book.items(job, (int) upTo(100_000) - 1, 201));
        add("what a redrive moves", () -> book.moving(job));
        add("edits", () -> book.edits(200));
        add("approved edits", book::approved);
    }

    private void agenda() {
        var book = new WatchBook(database);
        add("held", () -> database.inOneStatement("list", handle -> AgendaRows.held(handle, upTo(250_000), 101)));
        add(
                "held, a part of which is seen",
                () -> database.inOneStatement("list", handle -> AgendaRows.held(handle, 0, 500)));
        add("held by agency", () -> List.copyOf(book.held().keySet()));
        add("late", () -> database.inOneStatement("list", handle -> AgendaRows.late(handle, 100)));
        var withdrawals = new PostgresWithdrawals(database);
        add("recalls", () -> withdrawals.recalls(100));
        add("corrections", () -> withdrawals.corrections(100));
    }

    private void alerts() {
        var book = new PostgresAlerts(database);
        for (AlertBook.Which which : AlertBook.Which.values()) {
            for (var scope : Map.of(
                            "",
                            Scope.ALL,
                            " in a common scope",
                            state("KEN"),
                            " in a rare scope",
                            state(ListRows.RARE_STATE))
                    .entrySet()) {
                add(
                        "alerts " + which + scope.getKey(),
                        () -> book.page(new AlertBook.Asked(
                                which,
                                scope.getValue(),
                                random.nextBoolean() ? Optional.empty() : Optional.of(upTo(100_000)),
                                MAX)));
            }
        }
    }

    private void landscape() {
        var book = new WatchBook(database);
        Instant since = ListRows.END.minus(Duration.ofHours(24));
        add("traffic of a day", () -> book.since(since));
        add("uses of agreements", () -> List.copyOf(book.uses(since).keySet()));
        add("posts", () -> List.copyOf(book.posts(since).counts().keySet()));
        add("who was heard of", () -> List.copyOf(book.lastHeard().keySet()));
        add("suspensions", () -> book.suspensions().open());
    }

    private void threads() {
        var withdrawals = new PostgresWithdrawals(database);
        add("a thread", () -> {
            long first = 1_000 * (1 + random.nextLong(Math.max(1, rows.many(300_000) / 1_000 - 1)));
            MessageKey key = database.inOneStatement(
                    "find", handle -> handle.createQuery("select source, id from message where no = :no")
                            .bind("no", first)
                            .map((row, context) -> Columns.key(row))
                            .one());
            return database.inTransaction("read", handle -> ThreadRows.thread(handle, key, key.source(), true));
        });
        add("what lies in an inbox", () -> {
            List<UUID> some = database.inOneStatement(
                    "find", handle -> handle.createQuery("select id from ruling where no >= :no order by no limit 100")
                            .bind("no", upTo(300_000))
                            .mapTo(UUID.class)
                            .list());
            withdrawals.places(ListRows.agency(0), some);
            return List.copyOf(withdrawals.lying(ListRows.agency(0), some).keySet());
        });
        add("what is wanted again", () -> withdrawals.wanted(new Inbox(anyAgency(), Channel.LIVE, Lane.BULK)));
    }

    private void rest() {
        var queues = new QueueRows(database);
        for (Span span : Span.values()) {
            add(
                    "history of a queue " + span,
                    () -> queues.history(
                            "agency." + ListRows.agency(random.nextInt(2_000)) + ".inbox-" + random.nextInt(5),
                            span,
                            ListRows.END.minus(span.length())));
        }
        add("paused queues", () -> List.copyOf(new PauseRows(database).paused().keySet()));
        add("saved views", () -> new ViewRows(database).of("login-" + random.nextInt(2_000)));
        add("people", () -> new PeopleRows(database).people());
        var shift = new ShiftRows(database);
        add("notes of the shift", () -> shift.notes(100, Scope.ALL));
        add("maintenance", () -> shift.windows(ListRows.END.minus(Duration.ofDays(1))));
        add("maintenance to be told", shift::untold);
        add("emergencies", () -> new PostgresEmergencies(database).emergencies(ListRows.END));
        add("thresholds", () -> new ThresholdRows(database).all());
    }
}
