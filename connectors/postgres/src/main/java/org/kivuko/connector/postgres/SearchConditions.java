package org.kivuko.connector.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.search.MessageFilter;
import org.kivuko.operations.search.Place;

/**
 * What a message {@code m} has to fit. Only what is asked for stands in the text. What is asked of rulings is asked message by
 * message ({@code offset 0}): else a plan may begin with all rulings of an agency. Where a recipient or a reason is named the
 * look is into its index, which knows the answer without the ruling itself ({@code message > 0} is the condition of both).
 */
final class SearchConditions {
    private static final String RULINGS =
            "exists (select from ruling r where r.message = m.no and r.superseded_at is null and %s offset 0)";

    private static final String NUMBER = "m.no";
    private static final String SENDER = "m.source";

    private final List<String> conditions = new ArrayList<>(List.of("m.accepted"));
    private final List<Consumer<SqlStatement<?>>> bindings = new ArrayList<>();
    private boolean asksRulings;
    private boolean asksMessages;

    private SearchConditions() {}

    static SearchConditions of(MessageFilter filter) {
        var conditions = new SearchConditions();
        conditions.time(filter.span());
        conditions.kinds(filter.kinds());
        conditions.parties(filter);
        conditions.scope(filter.scope());
        return conditions;
    }

    /** The scope alone. */
    static SearchConditions of(Scope scope) {
        return of(MessageFilter.within(scope));
    }

    /** The condition, without a word before it. */
    String text() {
        return String.join(" and ", conditions);
    }

    /**
     * The same, where number and sender stand in an index that was read already: what can be asked of them alone is asked
     * before the message is fetched.
     */
    String text(String number, String sender) {
        return text().replace(NUMBER, number).replace(SENDER, sender);
    }

    void bind(SqlStatement<?> statement) {
        bindings.forEach(binding -> binding.accept(statement));
    }

    /** Whether it asks for rulings, which costs ten times as much as what stands in the message. */
    boolean asksRulings() {
        return asksRulings;
    }

    /** Whether it asks for more of a message than sender and time, so that each has to be fetched. */
    boolean asksMessages() {
        return asksMessages;
    }

    private void time(MessageFilter.Span span) {
        span.since().ifPresent(since -> {
            conditions.add("m.accepted_at >= :since");
            bindings.add(statement -> statement.bind("since", Columns.kept(since)));
        });
        span.until().ifPresent(until -> {
            conditions.add("m.accepted_at < :until");
            bindings.add(statement -> statement.bind("until", Columns.kept(until)));
        });
    }

    private void kinds(MessageFilter.Kinds kinds) {
        kinds.type().ifPresent(type -> equal("m.type", "type", type.code()));
        kinds.alertType().ifPresent(type -> equal("m.alert_type", "alertType", type.code()));
        kinds.status().ifPresent(status -> equal("m.status", "status", status.code()));
    }

    private void equal(String column, String name, String value) {
        asksMessages = true;
        conditions.add(column + " = :" + name);
        bindings.add(statement -> statement.bind(name, value));
    }

    private void parties(MessageFilter filter) {
        filter.parties().from().ifPresent(from -> conditions.add(place(SENDER, "from", from)));
        var ruled = new ArrayList<String>();
        filter.parties().to().ifPresent(to -> ruled.add(recipient("to", to)));
        filter.ruled().outcome().ifPresent(outcome -> ruled.add(value("r.outcome", "outcome", outcome.code())));
        filter.ruled()
                .reason()
                .ifPresent(reason -> ruled.add(
                        value("r.reason", "reason", reason.code()) + " and r.reason is not null and r.message > 0"));
        if (!ruled.isEmpty()) {
            rulings("", String.join(" and ", ruled));
        }
        filter.parties()
                .agency()
                .ifPresent(agency -> rulings(place(SENDER, "agency", agency) + " or ", recipient("agency", agency)));
    }

    private void scope(Scope scope) {
        if (!scope.everything()) {
            rulings(within(SENDER) + " or ", within("r.recipient"));
            bindings.add(statement -> bindScope(statement, scope));
        }
    }

    private void rulings(String or, String condition) {
        asksRulings = true;
        conditions.add("(" + or + RULINGS.formatted(condition) + ")");
    }

    private String value(String column, String name, String value) {
        bindings.add(statement -> statement.bind(name, value));
        return column + " = :" + name;
    }

    private String place(String column, String name, Place place) {
        return value(place.isState() ? "split_part(" + column + ", '.', 1)" : column, name, place.code());
    }

    private String recipient(String name, Place place) {
        return place("r.recipient", name, place) + (place.isState() ? "" : " and r.message > 0");
    }

    /** That an agency is in the scope that {@link #bindScope} binds. */
    static String within(String column) {
        return "(split_part(" + column + ", '.', 1) = any(:scopeStates) or " + column + " = any(:scopeAgencies))";
    }

    static void bindScope(SqlStatement<?> statement, Scope scope) {
        Columns.bind(statement, "scopeStates", scope.states(), state -> state);
        Columns.bind(statement, "scopeAgencies", scope.agencies(), AgencyId::toString);
    }

    /** That whoever looks may see what was ruled for a recipient: its own, and all of what was sent by its own. */
    static Optional<String> maySee(Scope scope) {
        return scope.everything()
                ? Optional.empty()
                : Optional.of("(" + within("m.source") + " or " + within("r.recipient") + ")");
    }
}
