package org.kivuko.hub.conform;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The outcome in the form of JUnit's XML, which build servers read: a suite for each topic. */
final class JunitReport {
    private static final double MILLIS = 1000.0;

    private JunitReport() {}

    static String of(Outcome outcome) {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            counts(xml, "Kivuko conformance", outcome.score(), outcome.took());
            for (Topic topic : Suite.topics()) {
                suite(xml, topic.name(), outcome);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a text in memory was not writable", impossible);
        }
        return text + "\n";
    }

    private static void suite(XMLStreamWriter xml, String topic, Outcome outcome) throws XMLStreamException {
        List<Result> results = outcome.results().stream()
                .filter(result -> result.topic().equals(topic))
                .toList();
        if (results.isEmpty()) {
            return;
        }
        xml.writeStartElement("testsuite");
        counts(xml, topic, Score.of(results), results.stream().map(Result::took).reduce(Duration.ZERO, Duration::plus));
        xml.writeAttribute("timestamp", outcome.began().toString());
        for (Result result : results) {
            testcase(xml, result);
        }
        xml.writeEndElement();
    }

    private static void counts(XMLStreamWriter xml, String name, Score score, Duration took) throws XMLStreamException {
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", String.valueOf(score.asked() + score.notAsked()));
        xml.writeAttribute("failures", String.valueOf(score.failed()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", String.valueOf(score.notAsked()));
        xml.writeAttribute("time", seconds(took));
    }

    private static void testcase(XMLStreamWriter xml, Result result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(result.topic()));
        xml.writeAttribute("name", clean(result.of().id() + " " + result.of().title()));
        xml.writeAttribute("time", seconds(result.took()));
        if (result.verdict() instanceof Verdict.Failed failed) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", clean("expected " + failed.expected() + ", found " + failed.found()));
            Cite cite = result.of().cite();
            xml.writeCharacters(clean(result.of().remedy() + "\n" + cite.paragraph() + ": " + cite.sentence()));
            xml.writeEndElement();
        } else if (result.verdict() instanceof Verdict.NotAsked not) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", clean(not.reason()));
        }
        xml.writeEndElement();
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toMillis() / MILLIS);
    }

    /** What XML 1.0 cannot hold becomes a question mark. */
    static String clean(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }
}
