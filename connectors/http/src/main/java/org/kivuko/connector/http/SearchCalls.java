package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.kivuko.agreement.Agreement;
import org.kivuko.exchange.Times;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Reading;
import org.kivuko.operations.search.MessageContent;
import org.kivuko.operations.search.MessageFilter;
import org.kivuko.operations.search.MessagePage;
import org.kivuko.operations.search.MessageRow;

/** What operators look for: lists, facets, the life of a message, and its content for those who may open it. */
final class SearchCalls {
    private static final int LONGEST = 500;

    private final HttpPorts ports;
    private final SearchPorts search;

    SearchCalls(HttpPorts ports) {
        this.ports = ports;
        this.search = ports.ops().search();
    }

    Answer list(Call call) {
        Reading<MessageFilters.Asked> reading =
                MessageFilters.read(call.query(), call.operator().scope());
        if (reading instanceof Reading.Refused<MessageFilters.Asked> refused) {
            return Problem.of(400, refused.faults());
        }
        MessageFilters.Asked asked = ((Reading.Accepted<MessageFilters.Asked>) reading).value();
        MessagePage page = page(asked);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("messages");
        page.messages().forEach(row -> rows.add(SearchJson.row(row)));
        page.next().ifPresent(next -> document.put("next", next.text()));
        page.lookedUntil().ifPresent(until -> document.put("lookedUntil", Times.text(until)));
        return Answer.json(200, document.put("asOf", now()));
    }

    private MessagePage page(MessageFilters.Asked asked) {
        if (asked.named().isEmpty()) {
            return search.messages().list(asked.query());
        }
        List<MessageRow> named = search.messages()
                .named(
                        asked.named().get(),
                        asked.query().filter(),
                        asked.query().max());
        return new MessagePage(named, Optional.empty(), Optional.empty());
    }

    private String now() {
        return Times.text(ports.clock().instant());
    }

    Answer life(Call call) {
        return key(call)
                .flatMap(key -> search.messages().life(key, call.operator().scope()))
                .map(life ->
                        Answer.json(200, SearchJson.life(life, this::articles).put("asOf", now())))
                .orElseGet(Problem::notFound);
    }

    private static Optional<MessageKey> key(Call call) {
        String id = call.path().get("id");
        return AgencyId.parse(call.path().get("agency"))
                .filter(agency -> MessageKey.isId(id))
                .map(agency -> new MessageKey(agency, id));
    }

    /** What an agreement with its version rests on; empty for one that is no longer known in that version. */
    private List<String> articles(String name) {
        return ports.rulebook().agreements().all().stream()
                .filter(agreement -> (agreement.id() + "@" + agreement.version()).equals(name))
                .map(Agreement::instrument)
                .map(instrument -> instrument.name()
                        + instrument.article().map(article -> ", " + article).orElse(""))
                .toList();
    }

    /** For a stated purpose alone, which the audit keeps with the reason before anything is opened. */
    Answer content(Call call) {
        List<Fault> faults = Spoken.faults(call.body(), LONGEST, "purpose", "reason");
        if (!faults.isEmpty()) {
            return Problem.of(faults);
        }
        return key(call)
                .flatMap(key -> search.content().open(key, call.operator().scope()))
                .map(SearchCalls::opened)
                .orElseGet(Problem::notFound);
    }

    /** The audit hears whose versions were shown, and nothing of them. */
    private static Answer opened(MessageContent.Opened opened) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("received", opened.received().orElse(JsonNodeFactory.instance.nullNode()));
        ObjectNode delivered = document.putObject("delivered");
        opened.delivered().forEach(delivered::set);
        ObjectNode missing = document.putObject("missing");
        opened.missing().forEach(missing::put);
        opened.gone().ifPresent(why -> document.put("gone", why));
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("received", opened.received().isPresent());
        ArrayNode agencies = shown.putArray("delivered");
        opened.delivered().keySet().forEach(agencies::add);
        return Answer.json(200, document).noting(MissingNode.getInstance(), shown);
    }

    Answer facets(Call call) {
        Reading<MessageFilter.Span> reading = MessageFilters.span(call.query());
        if (reading instanceof Reading.Refused<MessageFilter.Span> refused) {
            return Problem.of(400, refused.faults());
        }
        MessageFilter.Span span = ((Reading.Accepted<MessageFilter.Span>) reading).value();
        JsonNode facets = SearchJson.facets(
                        search.messages().facets(span, call.operator().scope()))
                .put("asOf", now());
        return Answer.json(200, facets);
    }
}
