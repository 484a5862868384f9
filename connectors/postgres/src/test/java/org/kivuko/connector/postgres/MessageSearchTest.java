package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Code;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.Status;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.search.Facets;
import org.kivuko.operations.search.MessageFilter;
import org.kivuko.operations.search.MessageOrder;
import org.kivuko.operations.search.MessagePage;
import org.kivuko.operations.search.MessageQuery;
import org.kivuko.operations.search.MessageRow;
import org.kivuko.operations.search.Place;

/**
 * Lists of messages against a crowd of which everything is known: for each filter and each order every page is turned, and what
 * comes is what a plain look at each member says, once and sorted.
 */
class MessageSearchTest {
    private static final Crowd CROWD = new Crowd(20261126, 1_300, 40);
    /** So small that most lists need several questions for a page. */
    private static final SearchLimits SMALL = new SearchLimits(20, 300, 200, 500);

    private static final List<MessageOrder> ORDERS = List.of(
            MessageOrder.NEWEST,
            new MessageOrder(MessageOrder.Column.ACCEPTED_AT, false),
            new MessageOrder(MessageOrder.Column.AGENCY, false),
            new MessageOrder(MessageOrder.Column.AGENCY, true));
    private static Database database;

    @BeforeAll
    static void load() throws Exception {
        LedgerAddress shared = SharedServer.address();
        try (var admin = new Database(shared)) {
            admin.inOneStatement("create", handle -> handle.execute("create database searched"));
        }
        var address = new LedgerAddress(
                shared.url().substring(0, shared.url().lastIndexOf('/')) + "/searched",
                shared.user(),
                shared.password());
        PostgresLedger.open(address, Clock.systemUTC()).close();
        database = new Database(address);
        database.<Void, Exception>inTransaction("load", handle -> {
            CROWD.load(handle.getConnection());
            return null;
        });
        database.inOneStatement("count", handle -> handle.execute("analyze"));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private record Filter(MessageFilter filter, Predicate<Crowd.Member> says) {}

    private static Map<String, Filter> filters() {
        var all = new LinkedHashMap<String, Filter>();
        AgencyId common = CROWD.agencies().get(0);
        AgencyId rare = CROWD.agencies().get(39);
        Instant middle = Crowd.BEGIN.plus(Duration.ofDays(150));
        add(all, "everything", asked("", "", ""), member -> true);
        for (String from : List.of("KEN", "SOM", common.toString(), rare.toString(), "ZZZ")) {
            add(all, "from " + from, asked("", from, ""), member -> covers(from, member.source()));
            add(all, "to " + from, asked("", "", from), member -> got(member, from, any -> true));
            add(
                    all,
                    "agency " + from,
                    asked(from, "", ""),
                    member -> covers(from, member.source()) || got(member, from, any -> true));
        }
        add(
                all,
                "pair",
                asked("", "KEN", "UGA"),
                member -> covers("KEN", member.source()) && got(member, "UGA", any -> true));
        for (MessageType type : List.of(MessageType.CROSSING_RECORD, MessageType.RECALL, MessageType.CONSENT)) {
            add(
                    all,
                    "type " + type,
                    kinds(Optional.of(type), Optional.empty(), Optional.empty()),
                    member -> member.type() == type);
        }
        add(
                all,
                "alert type",
                kinds(Optional.empty(), Optional.of(AlertType.PUBLIC_WARNING), Optional.empty()),
                member -> member.alertType().equals(Optional.of(AlertType.PUBLIC_WARNING)));
        add(
                all,
                "status",
                kinds(Optional.empty(), Optional.empty(), Optional.of(Status.EXERCISE)),
                member -> member.status() == Status.EXERCISE);
        for (Outcome outcome : Outcome.values()) {
            add(
                    all,
                    "outcome " + outcome,
                    ruled(asked("", "", ""), Optional.of(outcome), Optional.empty()),
                    member -> member.rulings().stream().anyMatch(ruled -> ruled.outcome() == outcome));
        }
        add(
                all,
                "reason",
                ruled(asked("", "", ""), Optional.empty(), Optional.of(Code.RECIPIENT_FULL)),
                member -> member.rulings().stream()
                        .anyMatch(ruled -> ruled.reason().equals(Optional.of(Code.RECIPIENT_FULL))));
        add(
                all,
                "refused for one",
                ruled(asked("", "", "UGA.A1"), Optional.of(Outcome.REFUSED), Optional.empty()),
                member -> got(member, "UGA.A1", ruled -> ruled.outcome() == Outcome.REFUSED));
        add(
                all,
                "since",
                asked("", "", "").in(new MessageFilter.Span(Optional.of(middle), Optional.empty())),
                member -> !member.acceptedAt().isBefore(middle));
        add(
                all,
                "until",
                asked("", "", "").in(new MessageFilter.Span(Optional.empty(), Optional.of(middle))),
                member -> member.acceptedAt().isBefore(middle));
        add(
                all,
                "within a day, from one",
                asked("", "KEN", "")
                        .in(new MessageFilter.Span(Optional.of(middle), Optional.of(middle.plus(Duration.ofDays(1))))),
                member -> covers("KEN", member.source())
                        && !member.acceptedAt().isBefore(middle)
                        && member.acceptedAt().isBefore(middle.plus(Duration.ofDays(1))));
        Scope scope = new Scope(Set.of("RWA"), Set.of(rare));
        add(all, "scope", MessageFilter.within(scope), member -> sees(scope, member));
        add(
                all,
                "scope and outcome",
                ruled(MessageFilter.within(scope), Optional.of(Outcome.HELD), Optional.empty()),
                member -> sees(scope, member)
                        && member.rulings().stream().anyMatch(ruled -> ruled.outcome() == Outcome.HELD));
        return all;
    }

    private static void add(Map<String, Filter> all, String name, MessageFilter filter, Predicate<Crowd.Member> says) {
        all.put(name, new Filter(filter, says));
    }

    private static boolean sees(Scope scope, Crowd.Member member) {
        return scope.covers(member.source())
                || member.rulings().stream().anyMatch(ruled -> scope.covers(ruled.recipient()));
    }

    private static boolean covers(String place, AgencyId agency) {
        return new Place(place).covers(agency);
    }

    private static boolean got(Crowd.Member member, String place, Predicate<Crowd.Ruled> more) {
        return member.rulings().stream().anyMatch(ruled -> covers(place, ruled.recipient()) && more.test(ruled));
    }

    private static Optional<Place> place(String text) {
        return Place.parse(text);
    }

    private static MessageFilter asked(String agency, String from, String to) {
        MessageFilter all = MessageFilter.within(Scope.ALL);
        return new MessageFilter(
                new MessageFilter.Parties(place(agency), place(from), place(to)),
                all.kinds(),
                all.ruled(),
                all.span(),
                all.scope());
    }

    private static MessageFilter kinds(
            Optional<MessageType> type, Optional<AlertType> alertType, Optional<Status> status) {
        MessageFilter all = MessageFilter.within(Scope.ALL);
        return new MessageFilter(
                all.parties(), new MessageFilter.Kinds(type, alertType, status), all.ruled(), all.span(), all.scope());
    }

    private static MessageFilter ruled(MessageFilter filter, Optional<Outcome> outcome, Optional<Code> reason) {
        return new MessageFilter(
                filter.parties(),
                filter.kinds(),
                new MessageFilter.Ruled(outcome, reason),
                filter.span(),
                filter.scope());
    }

    private static Comparator<Crowd.Member> comparator(MessageOrder order) {
        Comparator<Crowd.Member> ascending = order.column() == MessageOrder.Column.AGENCY
                ? Comparator.comparing((Crowd.Member member) -> member.source().toString())
                        .thenComparing(Crowd.Member::no)
                : Comparator.comparing(Crowd.Member::no);
        return order.descending() ? ascending.reversed() : ascending;
    }

    private static List<MessageRow> pages(MessageQuery first, SearchLimits limits) {
        var rows = new ArrayList<MessageRow>();
        Optional<MessageQuery> next = Optional.of(first);
        for (int turned = 0; next.isPresent(); turned++) {
            assertThat(turned).as("pages come to an end").isLessThan(2_000);
            MessageQuery query = next.get();
            MessagePage page =
                    database.inTransaction("turn", handle -> PostgresMessageSearch.list(handle, limits, query));
            rows.addAll(page.messages());
            assertThat(page.messages()).hasSizeLessThanOrEqualTo(query.max());
            next = page.next().map(query::from);
        }
        return rows;
    }

    @Test
    void everyListShowsEverythingThatFitsOnceAndSorted() {
        List<Crowd.Member> members =
                LongStream.rangeClosed(1, CROWD.size()).mapToObj(CROWD::member).toList();
        filters()
                .forEach((name, filter) -> ORDERS.forEach(order -> {
                    // When
                    List<MessageKey> found =
                            pages(new MessageQuery(filter.filter(), order, Optional.empty(), 101), SMALL).stream()
                                    .map(MessageRow::key)
                                    .toList();

                    // Then
                    List<MessageKey> expected = members.stream()
                            .filter(filter.says())
                            .sorted(comparator(order))
                            .map(member -> new MessageKey(member.source(), member.id()))
                            .toList();
                    assertThat(new HashSet<>(found))
                            .as("%s %s: none twice", name, order)
                            .hasSameSizeAs(found);
                    assertThat(found.equals(expected))
                            .as("%s %s: %d found, %d expected", name, order, found.size(), expected.size())
                            .isTrue();
                }));
    }

    @Test
    void whoSeesOneStateSeesOfTheMessagesOfOthersWhatWasRuledForItAlone() {
        // Given
        Scope scope = new Scope(Set.of("RWA"), Set.of());

        // When
        List<MessageRow> rows = pages(
                new MessageQuery(MessageFilter.within(scope), MessageOrder.NEWEST, Optional.empty(), 200),
                SearchLimits.USUAL);

        // Then
        Map<MessageKey, Crowd.Member> members = new LinkedHashMap<>();
        LongStream.rangeClosed(1, CROWD.size())
                .mapToObj(CROWD::member)
                .forEach(member -> members.put(new MessageKey(member.source(), member.id()), member));
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            Crowd.Member member = members.get(row.key());
            long seen = member.rulings().stream()
                    .filter(ruled -> scope.covers(member.source()) || scope.covers(ruled.recipient()))
                    .count();
            assertThat(row.recipients().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(seen);
        });
    }

    @Test
    void facetsCountWhatTheyLookAtAndSayWhetherThatIsAll() {
        // When
        Facets all = facets(new SearchLimits(2_000, 130_000, 16_000, 5_000));
        Facets newest = facets(SMALL);

        // Then
        long recalls = LongStream.rangeClosed(1, CROWD.size())
                .filter(no -> CROWD.member(no).type() == MessageType.RECALL)
                .count();
        assertThat(all.messages()).isEqualTo(CROWD.size());
        assertThat(all.complete()).isTrue();
        assertThat(all.counts().get(Facets.Facet.TYPE)).containsEntry(MessageType.RECALL.code(), recalls);
        assertThat(all.counts().get(Facets.Facet.OUTCOME).keySet())
                .containsOnly("released", "reduced", "held", "refused");
        assertThat(newest.complete()).isFalse();
        assertThat(newest.messages()).isEqualTo(300);
    }

    private static Facets facets(SearchLimits limits) {
        return database.inTransaction(
                "count", handle -> FacetRows.of(handle, limits, MessageFilter.Span.OPEN, Scope.ALL));
    }

    @Test
    void noQuestionReadsATableFromEndToEnd() {
        var plans = new Plans();
        Crowd.Member member = CROWD.member(77);
        var key = new MessageKey(member.source(), member.id());
        database.<Void, RuntimeException>inTransaction("explain", handle -> {
            handle.getConfig(SqlStatements.class).setSqlLogger(plans);
            filters()
                    .values()
                    .forEach(filter -> ORDERS.forEach(order -> PostgresMessageSearch.list(
                            handle,
                            SearchLimits.USUAL,
                            new MessageQuery(filter.filter(), order, Optional.empty(), 50))));
            LifeRows.of(handle, key, Scope.ALL);
            NamedRows.numbers(handle, member.id(), MessageFilter.within(Scope.ALL), 50);
            NamedRows.numbers(handle, key.toString(), MessageFilter.within(new Scope(Set.of("KEN"), Set.of())), 50);
            NamedRows.numbers(handle, "00000000-0000-0514-0000-000000000001", MessageFilter.within(Scope.ALL), 50);
            FacetRows.of(handle, SearchLimits.USUAL, MessageFilter.Span.OPEN, Scope.ALL);
            return null;
        });
        assertThat(plans.all()).hasSizeGreaterThan(50);
        plans.all().forEach((text, plan) -> assertThat(plan)
                .as(text)
                .doesNotContain("Seq Scan on message")
                .doesNotContain("Seq Scan on ruling")
                .doesNotContain("Seq Scan on delivery_event")
                .doesNotContain("Seq Scan on copy"));
    }
}
