package org.kivuko.model.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.model.cap.Caps.alert;
import static org.kivuko.model.cap.Caps.places;
import static org.kivuko.model.cap.Caps.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.model.Reading;

/** Documents that want the reader to fetch, to expand or to give up. */
class CapHostileTest {
    private static final String CANARY = "Canary4711";

    @TempDir
    Path folder;

    static Stream<Arguments> attacks() {
        return Stream.of(
                        Map.entry("entity of a file", "<!DOCTYPE alert [<!ENTITY x SYSTEM \"FILE\">]>"),
                        Map.entry("entity of an address", "<!DOCTYPE alert [<!ENTITY x SYSTEM \"HTTP\">]>"),
                        Map.entry("external subset", "<!DOCTYPE alert SYSTEM \"HTTP\">"),
                        Map.entry("external subset by public name", "<!DOCTYPE alert PUBLIC \"-//A//B\" \"HTTP\">"),
                        Map.entry("parameter entity", "<!DOCTYPE alert [<!ENTITY % p SYSTEM \"HTTP\"> %p;]>"),
                        Map.entry("internal entity", "<!DOCTYPE alert [<!ENTITY x \"y\">]>"),
                        Map.entry("empty declaration", "<!DOCTYPE alert>"),
                        Map.entry("not well-formed declaration", "<!DOCTYPE alert [<!ELEMENT data (#ANY)>]>"))
                .map(attack -> Arguments.of(attack.getKey(), attack.getValue() + "\n", "&x;"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void a_document_type_declaration_is_refused_whatever_it_declares(String name, String declaration, String entity)
            throws IOException {
        try (var server = new Listener()) {
            // Given
            String hostile = aimed(declaration, server) + alert("Busia", "Busia" + entity);
            String harmless = aimed(declaration, server) + alert();

            // Then
            assertThat(places(read(hostile))).containsExactly(" CAP_19");
            assertThat(places(read(harmless))).containsExactly(" CAP_19");
            server.assertNobodyCame();
        }
    }

    static Stream<Arguments> inclusions() {
        return Stream.of(
                Arguments.of("XInclude", "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"HTTP\"/>"),
                Arguments.of(
                        "XInclude of a text",
                        "<note><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"FILE\" parse=\"text\"/></note>"),
                Arguments.of(
                        "schema location",
                        "<y xmlns=\"http://a.b/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://a.b/ HTTP\"/>"),
                Arguments.of(
                        "schema location without a namespace",
                        "<note xmlns:s=\"http://www.w3.org/2001/XMLSchema-instance\" s:noNamespaceSchemaLocation=\"HTTP\"/>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inclusions")
    void what_asks_the_reader_to_fetch_is_refused(String name, String element) throws IOException {
        try (var server = new Listener()) {
            assertThat(places(read(alert("  <info>", aimed(element, server) + "  <info>"))))
                    .containsExactly(" CAP_19");
            server.assertNobodyCame();
        }
    }

    @Test
    void a_style_sheet_is_not_fetched() throws IOException {
        try (var server = new Listener()) {
            assertThat(places(read(aimed("<?xml-stylesheet type=\"text/xsl\" href=\"HTTP\"?>\n", server) + alert())))
                    .isEmpty();
            server.assertNobodyCame();
        }
    }

    @Test
    void an_undeclared_entity_is_refused() {
        assertThat(places(read(alert("Busia", "&x;")))).containsAnyOf(" CAP_19", " UNREADABLE");
    }

    static Stream<Arguments> strings() {
        return Corpora.files("attack-strings/XXE Injection/Files").stream()
                .map(file -> Arguments.of(
                        file.getFileName().toString(),
                        file.getFileName().toString().startsWith("XXE OOB") ? " UNREADABLE" : " CAP_19"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strings")
    void known_attack_strings_are_refused_for_what_they_are(String file, String place) {
        assertThat(places(CapReader.message(
                        Corpora.bytes("attack-strings/XXE Injection/Files/" + file), Caps.SENDER, Caps.query())))
                .containsExactly(place);
    }

    @Test
    void lines_of_fuzzing_lists_are_refused() {
        Corpora.files("attack-strings/XXE Injection/Intruders").stream()
                .flatMap(CapHostileTest::lines)
                .filter(line -> !line.isBlank())
                .forEach(line -> assertThat(places(read(line)))
                        .as(line)
                        .isSubsetOf(" CAP_19", " UNREADABLE")
                        .isNotEmpty());
    }

    @Test
    void the_attack_of_the_CAP_library_opens_nothing() throws IOException {
        try (var server = new Listener()) {
            String xml = new String(Corpora.bytes("google-cap-library/testdata/xee.cap.xml"), StandardCharsets.UTF_8)
                    .replaceAll("http://(http://)?localhost:8080", server.address());
            assertThat(places(read(xml))).containsExactly(" CAP_19");
            server.assertNobodyCame();
        }
    }

    static Stream<Arguments> bounds() {
        String wide = Stream.iterate(0, i -> i + 1)
                .limit(HardenedXml.MAX_ATTRIBUTES + 1)
                .map(i -> " a" + i + "=\"\"")
                .collect(Collectors.joining());
        return Stream.of(
                Arguments.of("depth", "<a>".repeat(200_000)),
                Arguments.of("attributes", "<note" + wide + "/>"),
                Arguments.of("elements", "<code/>".repeat(HardenedXml.MAX_ELEMENTS)),
                Arguments.of("growth", "<note>" + "\n".repeat(HardenedXml.MAX_BYTES - 2_000) + "</note>"),
                Arguments.of("size", "<note>" + "x".repeat(HardenedXml.MAX_BYTES) + "</note>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bounds")
    void what_is_too_much_is_refused(String name, String elements) {
        assertThat(places(read(Caps.alertWith(elements)))).containsExactly(" CAP_20");
    }

    @Test
    void what_is_just_not_too_much_is_taken() {
        // Given
        String polygon = Stream.iterate(0, i -> i + 1)
                .limit(60_000)
                .map(i -> String.format(
                        Locale.ROOT, "%.4f,%.4f", Math.sin(i / 9549.3) * 4, 40 + Math.cos(i / 9549.3) * 4))
                .collect(Collectors.joining(" "));
        String closed = polygon + " " + polygon.substring(0, polygon.indexOf(' '));

        // Then
        assertThat(places(read(alert("</areaDesc>", "</areaDesc><polygon>" + closed + "</polygon>"))))
                .isEmpty();
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("JSON", "{\"specversion\": \"1.0\"}"),
                Arguments.of("no root", "<?xml version=\"1.0\"?>"),
                Arguments.of("cut off", alert().substring(0, 400)),
                Arguments.of("two roots", alert() + "<alert/>"),
                Arguments.of("text behind", alert() + "text"),
                Arguments.of("a control character", alert("Busia", "a\u0001b")),
                Arguments.of("a control character in a declaration", "<!DOCTYPE a [\u0001]>" + alert()),
                Arguments.of("half a surrogate", alert("Busia", "&#xD800;")),
                Arguments.of("an attribute twice", alert("<scope>", "<scope a=\"\" a=\"\">")),
                Arguments.of("an unbound prefix", alert("<scope>", "<x:scope>").replace("</scope>", "</x:scope>")),
                Arguments.of("an odd encoding", "<?xml version=\"1.0\" encoding=\"IBM037\"?>" + alert()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void what_is_no_XML_is_unreadable(String name, String text) {
        assertThat(places(read(text))).containsExactly(" UNREADABLE");
    }

    @Test
    void bytes_that_are_not_the_declared_encoding_are_unreadable() {
        byte[] latin = alert("Busia", "Usulután").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(places(CapReader.message(latin, Caps.SENDER, Caps.query()))).containsExactly(" UNREADABLE");
    }

    static Stream<Arguments> roots() {
        return Stream.of(
                Arguments.of(alert("cap:1.2", "cap:1.0")),
                Arguments.of(alert("cap:1.2", "cap:1.3")),
                Arguments.of(alert(" xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"", "")),
                Arguments.of("<feed xmlns=\"http://www.w3.org/2005/Atom\"/>"),
                Arguments.of("<rss/>"),
                Arguments.of("<EDXLDistribution xmlns=\"urn:oasis:names:tc:emergency:EDXL:DE:1.0\"/>"));
    }

    @ParameterizedTest
    @MethodSource("roots")
    void other_documents_are_no_CAP_that_is_read(String xml) {
        assertThat(places(read(xml))).containsExactly(" CAP_19");
    }

    @Test
    void damage_anywhere_is_answered_and_never_thrown() {
        // Given
        var random = new Random(20261123);
        byte[] whole = alert().getBytes(StandardCharsets.UTF_8);

        // When
        var answers = Stream.generate(() -> damaged(whole, random))
                .limit(1_000)
                .map(bytes -> CapReader.message(bytes, Caps.SENDER, Caps.query()))
                .toList();

        // Then
        assertThat(answers).doesNotContainNull();
        assertThat(answers).filteredOn(Reading.Refused.class::isInstance).hasSizeGreaterThan(300);
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] damaged = whole.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    /** Points an attack at the listener and at a file with the canary. */
    private String aimed(String attack, Listener server) throws IOException {
        Path file = Files.writeString(folder.resolve("canary.txt"), CANARY);
        return attack.replace("HTTP", server.address() + "/x")
                .replace("FILE", file.toUri().toString());
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody whom a careless parser would call: counts the caller, then hangs up. */
    static final class Listener implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger visitors = new AtomicInteger();

        Listener() throws IOException {
            var door = new Thread(this::receive, "listener");
            door.setDaemon(true);
            door.start();
        }

        private void receive() {
            while (!socket.isClosed()) {
                try (var visitor = socket.accept()) {
                    visitors.addAndGet(visitor.isConnected() ? 1 : 0);
                } catch (IOException closed) {
                    assertThat(socket.isClosed()).isTrue();
                }
            }
        }

        String address() {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }

        void assertNobodyCame() {
            assertThat(visitors).hasValue(0);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
