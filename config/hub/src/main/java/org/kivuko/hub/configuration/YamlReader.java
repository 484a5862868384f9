package org.kivuko.hub.configuration;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.ParserException;

/**
 * The plain part of YAML, from the parser's events: mappings with text keys, lists, scalars. Aliases, anchors, tags,
 * directives, second documents, repeated keys and deep nesting are refused. Values are built nowhere, so no type of YAML
 * (a state {@code NO}, a date, an octal number) can turn a word into something else.
 */
final class YamlReader {
    /** Deeper than any file of this configuration. */
    private static final int MAX_DEPTH = 20;

    private static final String PLAIN_ONLY = "write the value out; only plain mappings, lists and values are read here";

    private final Iterator<Event> events;
    private final Report report;

    private YamlReader(Iterator<Event> events, Report report) {
        this.events = events;
        this.report = report;
    }

    /** The one document of a text; empty where it could not be read to its end, with the reason in the report. */
    static Optional<YamlNode> read(String text, Report report) {
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // the size was limited before the text was decoded
        try {
            var events = new Yaml(options).parse(new StringReader(text)).iterator();
            return new YamlReader(events, report).document();
        } catch (MarkedYAMLException unreadable) {
            var mark = unreadable.getProblemMark();
            report.add(
                    mark == null ? 0 : mark.getLine() + 1,
                    "",
                    "not readable as YAML: " + unreadable.getProblem(),
                    "check indentation and brackets; quote a value that begins with * @ & ! % or contains ': '");
        } catch (YAMLException unreadable) {
            report.add("not readable as YAML: " + firstLine(unreadable), "write the file as plain UTF-8 text");
        }
        return Optional.empty();
    }

    private static String firstLine(YAMLException unreadable) {
        return String.valueOf(unreadable.getMessage()).lines().findFirst().orElse("");
    }

    private Optional<YamlNode> document() {
        events.next(); // the stream begins
        var start = events.next();
        if (start instanceof StreamEndEvent) {
            report.add("the file is empty", "write it, or delete it");
            return Optional.empty();
        }
        if (start instanceof DocumentStartEvent document
                && (document.getVersion() != null
                        || (document.getTags() != null && !document.getTags().isEmpty()))) {
            report.add(line(start), "", "a YAML directive stands here", PLAIN_ONLY);
        }
        var root = node(events.next(), "", 0);
        events.next(); // the document ends
        var end = events.next();
        if (!(end instanceof StreamEndEvent)) {
            report.add(line(end), "", "a second document begins here", "write one document per file");
        }
        return Optional.of(root);
    }

    private YamlNode node(Event event, String path, int depth) {
        refuseDepth(event, depth);
        if (event instanceof AliasEvent) {
            report.add(line(event), path, "an alias stands here", PLAIN_ONLY + "; \"*\" stands in quotes");
            return new YamlNode.Reported(line(event));
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            report.add(line(event), path, "an anchor stands here", PLAIN_ONLY);
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), event, path);
            boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
            return new YamlNode.Scalar(line(event), scalar.getValue(), plain);
        }
        if (event instanceof SequenceStartEvent sequence) {
            refuseTag(sequence.getTag(), event, path);
            return sequence(line(event), path, depth);
        }
        refuseTag(((MappingStartEvent) event).getTag(), event, path);
        return mapping(line(event), path, depth);
    }

    private YamlNode sequence(int line, String path, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (var event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(node(event, Paths.item(path, items.size()), depth + 1));
        }
        return new YamlNode.Sequence(line, items);
    }

    private YamlNode mapping(int line, String path, int depth) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        for (var event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            int keyLine = line(event);
            if (!(node(event, path, depth + 1) instanceof YamlNode.Scalar key)) {
                report.add(keyLine, path, "a key is not a word", "write keys as plain words");
                node(events.next(), path, depth + 1);
                continue;
            }
            var keyPath = Paths.key(path, key.text());
            var value = node(events.next(), keyPath, depth + 1);
            var earlier = entries.putIfAbsent(key.text(), new YamlNode.Entry(keyLine, value));
            if (earlier != null) {
                report.add(
                        keyLine,
                        keyPath,
                        "the key '" + key.text() + "' stands twice",
                        "keep one of them; the first stands in line " + earlier.line());
            }
        }
        return new YamlNode.Mapping(line, entries);
    }

    private static void refuseDepth(Event start, int depth) {
        if (depth > MAX_DEPTH) {
            throw new ParserException(null, null, "nested deeper than " + MAX_DEPTH + " levels", start.getStartMark());
        }
    }

    private void refuseTag(String tag, Event event, String path) {
        if (tag != null) {
            report.add(line(event), path, "a YAML tag stands here", PLAIN_ONLY);
        }
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }
}
