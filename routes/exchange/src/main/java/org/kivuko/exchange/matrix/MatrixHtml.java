package org.kivuko.exchange.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.agreement.MatrixPermit;
import org.kivuko.agreement.MatrixRow;
import org.kivuko.exchange.matrix.MatrixWords.Depth;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageType;

/**
 * The matrix as a picture: a grid of all pairs, coloured by how much of persons crosses, and the permits of each pair below.
 * One file without scripts or anything from elsewhere; directions of writing are left to the reader.
 */
public final class MatrixHtml {
    private final Directory directory;
    private final List<MatrixRow> rows;
    private final StringBuilder out = new StringBuilder();

    private MatrixHtml(Directory directory, Collection<MatrixRow> rows) {
        this.directory = directory;
        this.rows = List.copyOf(rows);
    }

    /** Writes the page for a configuration that no hub judges by. */
    public static String of(Directory directory, Collection<MatrixRow> rows, Instant at) {
        return of(directory, rows, at, Optional.empty());
    }

    /**
     * Writes the page.
     *
     * @param at as of when the rows hold
     * @param signatures how the agreements are signed, in a few words
     */
    public static String of(Directory directory, Collection<MatrixRow> rows, Instant at, Optional<String> signatures) {
        var page = new MatrixHtml(directory, rows);
        page.add(at, signatures);
        return page.out.toString();
    }

    private void add(Instant at, Optional<String> signatures) {
        markup("<!DOCTYPE html><html lang=\"en\" dir=\"ltr\"><head><meta charset=\"utf-8\">");
        markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        markup("<title>What crosses between whom</title><style>" + style() + "</style></head><body><main>");
        markup("<header><h1>What crosses between whom</h1>");
        element(
                "p",
                "class=\"lead\"",
                "As of " + at.truncatedTo(ChronoUnit.MINUTES) + ". Rows send, columns receive. "
                        + "Nothing crosses that no agreement permits; the protections of persons stand above all of it.");
        signatures.ifPresent(words -> element("p", "class=\"lead\"", "Agreements: " + words + "."));
        markup("</header>");
        legend();
        grid();
        states().forEach(from -> states().forEach(to -> pair(from, to)));
        markup("</main></body></html>");
    }

    /** What stands in the one element {@code style} of the page, for whoever serves it under a strict policy. */
    public static String style() {
        try (var stream = MatrixHtml.class.getResourceAsStream("matrix.css")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("a file of the program cannot be read", failure);
        }
    }

    private List<String> states() {
        return rows.stream()
                .flatMap(row -> Stream.of(row.from(), row.to()))
                .distinct()
                .sorted()
                .toList();
    }

    private List<MessageType> types() {
        return rows.stream().map(MatrixRow::message).distinct().toList();
    }

    private List<MatrixRow> of(String from, String to) {
        return rows.stream()
                .filter(row -> row.from().equals(from) && row.to().equals(to))
                .toList();
    }

    private void legend() {
        markup("<section class=\"legend\" aria-label=\"How to read it\">");
        element(
                "p",
                "",
                "One square for each kind of message; its colour is the most that crosses, under any agreement.");
        markup("<ul>");
        for (Depth depth : Depth.values()) {
            markup("<li><span class=\"" + css(depth) + "\"></span>" + escape(depth.words()) + "</li>");
        }
        markup("</ul><ul>");
        types().forEach(type -> markup("<li><b>" + letter(type) + "</b> " + escape(inPlainWords(type)) + "</li>"));
        markup("</ul></section>");
    }

    private void grid() {
        markup("<table class=\"grid\"><thead><tr><td></td>");
        states().forEach(state ->
                markup("<th scope=\"col\">" + escape(state) + "<small>" + bdi(name(state)) + "</small></th>"));
        markup("</tr></thead><tbody>");
        for (String from : states()) {
            markup("<tr><th scope=\"row\">" + escape(from) + "<small>" + bdi(name(from)) + "</small></th>");
            states().forEach(to -> cell(from, to));
            markup("</tr>");
        }
        markup("</tbody></table>");
    }

    private void cell(String from, String to) {
        var ofPair = of(from, to);
        if (ofPair.isEmpty()) {
            markup("<td class=\"unseen\"></td>");
            return;
        }
        markup("<td" + (from.equals(to) ? " class=\"inside\"" : "") + "><a href=\"#" + id(from, to) + "\">");
        for (MatrixRow row : ofPair) {
            var depth = MatrixWords.depth(row);
            markup("<span class=\"" + css(depth) + "\" title=\""
                    + escape(from + " to " + to + ", "
                            + row.message().shortName() + ": " + depth.words()
                            + row.reason()
                                    .map(reason -> " (" + reason.title() + ")")
                                    .orElse(""))
                    + "\">" + letter(row.message()) + "</span>");
        }
        markup("</a></td>");
    }

    private void pair(String from, String to) {
        var ofPair = of(from, to);
        if (ofPair.isEmpty()) {
            return;
        }
        markup("<section class=\"pair\" id=\"" + id(from, to) + "\"><h2>"
                + (from.equals(to) ? "Inside " + bdi(name(from)) : bdi(name(from)) + " to " + bdi(name(to))) + "</h2>");
        if (ofPair.stream().allMatch(row -> row.permits().isEmpty())) {
            element("p", "", "Nothing crosses.");
        } else {
            markup("<table class=\"permits\"><thead><tr>");
            List.of("Message", "For", "To", "Personal data", "Under", "Rule")
                    .forEach(head -> markup("<th scope=\"col\">" + head + "</th>"));
            markup("</tr></thead><tbody>");
            ofPair.forEach(row -> row.permits().forEach(permit -> permit(row, permit)));
            markup("</tbody></table>");
        }
        var nothing = ofPair.stream()
                .filter(row -> row.permits().isEmpty() && row.reason().isPresent())
                .map(row ->
                        row.message().shortName() + " (" + row.reason().get().title() + ")")
                .toList();
        if (!nothing.isEmpty()) {
            element("p", "class=\"none\"", "Does not cross: " + String.join("; ", nothing) + ".");
        }
        markup("</section>");
    }

    private void permit(MatrixRow row, MatrixPermit permit) {
        var types = MatrixWords.alertTypes(permit);
        markup("<tr><td>" + escape(row.message().shortName())
                + (types.isEmpty() ? "" : "<small>" + escape(types) + "</small>") + "</td>");
        element("td", "", MatrixWords.purposes(permit));
        element("td", "class=\"codes\"", MatrixWords.recipients(permit));
        element("td", "", MatrixWords.fields(permit));
        element("td", "dir=\"auto\"", MatrixWords.instrument(permit.agreement()));
        element("td", "class=\"codes\"", permit.name());
        markup("</tr>");
    }

    private String name(String state) {
        return directory.state(state).map(Directory.State::name).orElse(state);
    }

    private static String id(String from, String to) {
        return from + "-" + to;
    }

    @SuppressWarnings("EnumOrdinal") // the style sheet beside it counts the same depths
    private static String css(Depth depth) {
        return "depth depth-" + depth.ordinal();
    }

    /** The first letter that no other type of message has: alert, flow-report, crossing-record, request, reply. */
    private static String letter(MessageType type) {
        return switch (type) {
            case REPLY -> "P";
            case REQUEST -> "Q";
            default -> type.shortName().substring(0, 1).toUpperCase(Locale.ROOT);
        };
    }

    /** For those who read no schemas. */
    private static String inPlainWords(MessageType type) {
        return switch (type) {
            case ALERT -> "alert: what or who is looked for, or warned of";
            case FLOW_REPORT -> "flow-report: figures of a post";
            case CROSSING_RECORD -> "crossing-record: one traveller, one crossing";
            case REQUEST -> "request: a question";
            case REPLY -> "reply: an answer";
            default -> type.shortName();
        };
    }

    private void element(String name, String attributes, String text) {
        markup("<" + name + (attributes.isEmpty() ? "" : " " + attributes) + ">" + escape(text) + "</" + name + ">");
    }

    private void markup(String html) {
        out.append(html).append('\n');
    }

    /** A name that may run in the other direction than the text around it. */
    private static String bdi(String name) {
        return "<bdi>" + escape(name) + "</bdi>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
