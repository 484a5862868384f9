package org.kivuko.connector.http;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.search.Facets;
import org.kivuko.operations.search.MessageContent;
import org.kivuko.operations.search.MessageFilter;
import org.kivuko.operations.search.MessageLife;
import org.kivuko.operations.search.MessagePage;
import org.kivuko.operations.search.MessageQuery;
import org.kivuko.operations.search.MessageRow;
import org.kivuko.operations.search.MessageSearch;
import org.kivuko.operations.search.Position;
import org.kivuko.operations.search.SavedView;
import org.kivuko.operations.search.SavedViews;

/** A ledger that answers what a test put there, and remembers what it was asked. */
final class FakeSearch implements MessageSearch, SavedViews {
    final List<MessageQuery> queries = new ArrayList<>();
    final List<String> names = new ArrayList<>();
    final List<SavedView> views = new ArrayList<>();
    List<MessageRow> rows = List.of();
    Optional<Position> next = Optional.empty();
    Optional<MessageLife> life = Optional.empty();
    Optional<MessageContent.Opened> opened = Optional.empty();

    SearchPorts ports() {
        return new SearchPorts(this, (key, scope) -> opened, this);
    }

    @Override
    public MessagePage list(MessageQuery query) {
        queries.add(query);
        return new MessagePage(rows, next, Optional.empty());
    }

    @Override
    public List<MessageRow> named(String text, MessageFilter filter, int max) {
        names.add(text);
        return rows;
    }

    @Override
    public Optional<MessageLife> life(MessageKey key, Scope scope) {
        return life;
    }

    @Override
    public Facets facets(MessageFilter.Span span, Scope scope) {
        var counts = new EnumMap<Facets.Facet, Map<String, Long>>(Facets.Facet.class);
        for (Facets.Facet facet : Facets.Facet.values()) {
            counts.put(facet, Map.of("one", 1L, "more", 2L));
        }
        return new Facets(3, false, Optional.of(TestDoor.NOW), counts);
    }

    @Override
    public Optional<SealedContent> content(MessageKey key) {
        return Optional.empty();
    }

    @Override
    public List<SavedView> of(String login) {
        return views;
    }

    @Override
    public Result save(SavedView view) {
        views.add(view);
        return Result.SAVED;
    }

    @Override
    public boolean remove(String login, UUID view) {
        return views.removeIf(each -> each.view().equals(view) && each.owner().equals(login));
    }
}
