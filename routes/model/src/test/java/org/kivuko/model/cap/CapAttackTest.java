package org.kivuko.model.cap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.model.cap.Caps.alert;
import static org.kivuko.model.cap.Caps.alertWith;
import static org.kivuko.model.cap.Caps.places;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.model.Message;
import org.kivuko.model.Reading;

/**
 * Well-formed attacks of every known kind: each is refused for what it is or taken without effect, fetches nothing, and costs
 * little. What it costs in memory is the same on every machine and asserted at the goal; its time is printed, and asserted far
 * above the goal of 50 ms, for a machine may be busy.
 */
class CapAttackTest {
    private static final String CANARY = "Canary4711";
    private static final long MOST_BYTES = 16L << 20;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    /** @param expected the codes of the faults, all of them; none where the document is taken */
    record Attack(String name, Charset charset, String text, List<String> expected) {
        static Attack declared(String name, String declaration) {
            return new Attack(name, UTF_8, declaration + "\n" + alert("Busia", "&x;"), List.of(" CAP_19"));
        }

        static Attack tooMuch(String name, String text) {
            return new Attack(name, UTF_8, text, List.of(" CAP_20"));
        }

        static Attack unreadable(String name, Charset charset, String text) {
            return new Attack(name, charset, text, List.of(" UNREADABLE"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Attack> declarations() {
        String laughs = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> "<!ENTITY x%d '%s'>".formatted(i, ("&x" + (i - 1) + ";").repeat(10)))
                .collect(Collectors.joining("", "<!ENTITY x0 'ha'>", "<!ENTITY x '&x10;'>"));
        return Stream.of(
                Attack.declared("billion laughs", "<!DOCTYPE alert [" + laughs + "]>"),
                Attack.declared("quadratic blow-up", "<!DOCTYPE alert [<!ENTITY x '" + "a".repeat(100_000) + "'>]>"),
                Attack.declared("an entity of itself", "<!DOCTYPE alert [<!ENTITY x '&x;'>]>"),
                Attack.declared(
                        "parameter entities that carry a file out",
                        "<!DOCTYPE alert [<!ENTITY % f SYSTEM \"FILE\"><!ENTITY % d SYSTEM \"HTTP/d.dtd\">%d;]>"),
                Attack.declared("external subset over a jar", "<!DOCTYPE alert SYSTEM \"jar:HTTP/a.jar!/b\">"),
                Attack.declared("external subset over ftp", "<!DOCTYPE alert SYSTEM \"ftp://127.0.0.1:PORT/x\">"),
                Attack.declared("public and system", "<!DOCTYPE alert PUBLIC \"-//OASIS//CAP\" \"HTTP\">"),
                Attack.declared(
                        "a notation and an unparsed entity",
                        "<!DOCTYPE alert [<!NOTATION n SYSTEM \"HTTP\"><!ENTITY x SYSTEM \"HTTP\" NDATA n>]>"),
                Attack.declared(
                        "a default attribute", "<!DOCTYPE alert [<!ATTLIST alert a CDATA 'b'><!ENTITY x 'y'>]>"),
                Attack.declared(
                        "a thousand entities",
                        "<!DOCTYPE alert ["
                                + IntStream.range(0, 1000)
                                        .mapToObj(i -> "<!ENTITY e" + i + " 'a'>")
                                        .collect(Collectors.joining())
                                + "<!ENTITY x 'y'>]>"),
                Attack.declared(
                        "not alone", "<?xml version=\"1.0\" standalone=\"no\"?><!DOCTYPE alert SYSTEM \"HTTP\">"),
                new Attack(
                        "a declaration in UTF-16",
                        UTF_16,
                        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><!DOCTYPE alert [<!ENTITY x SYSTEM \"FILE\">]>"
                                + alert("Busia", "&x;"),
                        List.of(" CAP_19")));
    }

    static Stream<Attack> encodings() {
        String declared = "<?xml version=\"1.0\" encoding=\"%s\"?>" + alert();
        return Stream.of(
                Attack.unreadable("UTF-7", UTF_8, declared.formatted("UTF-7")),
                Attack.unreadable(
                        "a declaration hidden in UTF-7",
                        UTF_8,
                        "<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADwAIQ-DOCTYPE alert SYSTEM \"HTTP\">" + alert()),
                Attack.unreadable("UTF-16 that says it is UTF-8", UTF_16LE, declared.formatted("UTF-8")),
                Attack.unreadable("UTF-8 that says it is UTF-16", UTF_8, declared.formatted("UTF-16")),
                Attack.unreadable("UTF-32", Charset.forName("UTF-32"), declared.formatted("UTF-32")),
                Attack.unreadable("EBCDIC", Charset.forName("IBM037"), declared.formatted("IBM037")),
                Attack.unreadable("an encoding that nobody has", UTF_8, declared.formatted("x-none")),
                Attack.unreadable("bytes that are not UTF-8", ISO_8859_1, alert("Busia", "\u00e9")),
                Attack.unreadable("another version of XML", UTF_8, "<?xml version=\"1.1\"?>" + alert()));
    }

    static Stream<Attack> floods() {
        return Stream.of(
                Attack.tooMuch("deep nesting", alertWith("<a>".repeat(200_000))),
                Attack.tooMuch(
                        "many namespaces", alertWith("<a" + numbered(5_000, " xmlns:n%d='http://a.b/%<d'") + "/>")),
                Attack.tooMuch(
                        "namespaces that the parser compares with each other",
                        alertWith("<a" + numbered(60_000, " xmlns:n%d='http://a/'") + "/>")),
                new Attack(
                        "the same in UTF-16",
                        UTF_16,
                        alertWith("<a" + numbered(30_000, " xmlns:n%d='http://a/'") + "/>"),
                        List.of(" CAP_20")),
                Attack.tooMuch(
                        "namespaces one below the other",
                        alertWith(numbered(60, "<a xmlns:n%d='http://a/'>").repeat(30))),
                Attack.tooMuch("many attributes", alertWith("<a" + numbered(5_000, " a%d=''") + "/>")),
                Attack.unreadable(
                        "more attributes than the parser takes",
                        UTF_8,
                        alertWith("<a" + numbered(100_000, " a%d=''") + "/>")),
                Attack.tooMuch("a storm of elements", alertWith("<a/>".repeat(200_000))),
                Attack.unreadable("a name without end", UTF_8, alertWith("<" + "a".repeat(1_000_000) + "/>")),
                Attack.unreadable("an attribute twice", UTF_8, alertWith("<a b='' b=''/>")));
    }

    /** Taken or refused for what the words say: that they are many has no effect. */
    static Stream<Attack> storms() {
        return Stream.of(
                new Attack("CDATA", UTF_8, alert("Busia", "<![CDATA[]]>".repeat(100_000) + "Busia"), List.of()),
                new Attack("comments", UTF_8, alertWith("<!---->".repeat(200_000)), List.of()),
                new Attack("instructions", UTF_8, alertWith("<?a b?>".repeat(200_000)), List.of()),
                new Attack("references", UTF_8, alert("Busia", "&#66;".repeat(1_000)), List.of()),
                new Attack(
                        "style sheets",
                        UTF_8,
                        "<?xml-stylesheet type=\"text/xsl\" href=\"HTTP\"?><?xml-stylesheet href=\"FILE\"?>" + alert(),
                        List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"declarations", "encodings", "floods", "storms"})
    void anAttackFetchesNothingAndCostsLittle(Attack attack) throws IOException {
        try (var server = new CapHostileTest.Listener()) {
            // Given
            Path file = Files.writeString(folder.resolve("canary.txt"), CANARY);
            byte[] bytes = attack.text()
                    .replace("HTTP", server.address())
                    .replace("PORT", String.valueOf(URI.create(server.address()).getPort()))
                    .replace("FILE", file.toUri().toString())
                    .getBytes(attack.charset());
            CapReader.message(bytes, Caps.SENDER, Caps.query());

            // When
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long begin = System.nanoTime();
            Reading<Message> reading = CapReader.message(bytes, Caps.SENDER, Caps.query());
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

            // Then
            System.out.printf("%s: %d bytes, %d ms, %d KiB%n", attack, bytes.length, took.toMillis(), allocated >> 10);
            assertThat(places(reading).stream()
                            .map(place -> place.replaceAll("^.* ", " "))
                            .distinct())
                    .containsExactlyElementsOf(attack.expected());
            assertThat(reading.toString()).doesNotContain(CANARY);
            assertThat(allocated).isLessThan(MOST_BYTES);
            assertThat(took).isLessThan(LONGEST);
            server.assertNobodyCame();
        }
    }

    private static String numbered(int count, String form) {
        return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining());
    }
}
