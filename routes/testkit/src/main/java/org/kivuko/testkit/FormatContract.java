package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.format.Format;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/**
 * What every form in which messages come in does. A test class per form answers with documents; documents hold the word
 * {@value #CANARY} wherever a sender may write what it likes, so that a fault which repeats it is found.
 */
public interface FormatContract {
    /** Stands in documents where personal data would stand. */
    String CANARY = "ZEBRASTRIPE";

    /** As the sender of every document. */
    AgencyId SENDER = SmallWorld.KEN_DIS;

    /** Several times what the slowest reading takes on a machine that does much besides; a reading that grows faster than its bytes takes minutes. */
    Duration READING = Duration.ofSeconds(5);

    /** A broken document, and everything that must be said of it: pointer, space, code. */
    record Broken(byte[] document, Beside beside, List<String> said) {
        /** Nothing stands beside it. */
        public static Broken of(String document, String... said) {
            return new Broken(bytes(document), Beside.nothing(), List.of(said));
        }

        /** With what is stated beside it. */
        public static Broken beside(String document, Beside beside, String... said) {
            return new Broken(bytes(document), beside, List.of(said));
        }
    }

    Format format();

    /** A document without a fault. */
    byte[] good();

    /** What is stated beside it. */
    default Beside beside() {
        return Beside.nothing();
    }

    /** The same content, written otherwise: white space, order, encoding, whatever the form leaves free. */
    List<byte[]> sameContent();

    /** Documents with faults, several in one. */
    List<Broken> broken();

    /** Documents of up to 2 MiB that were made to be slow to read, or to fill the memory; none of them is taken. */
    List<byte[]> hostile();

    /** Documents that ask their reader to open an address; none where the form knows no address. */
    default List<Function<String, byte[]>> reaching() {
        return List.of();
    }

    @Test
    default void is_found_by_its_media_types_and_by_no_other_forms() {
        assertThat(Formats.all()).contains(format());
        for (String type : format().mediaTypes()) {
            assertThat(Formats.of(type.toUpperCase(Locale.ROOT) + "; charset=utf-8"))
                    .as(type)
                    .containsSame(format());
        }
        assertThat(Formats.mediaTypes()).doesNotHaveDuplicates();
        assertThat(Formats.sniff(good())).isSameAs(format());
    }

    @Test
    default void reads_what_its_sender_would_have_posted_as_json() {
        // Given
        Message message = read(good());

        // When
        Reading<Message> asJson = MessageJson.read(MessageJson.write(message.json()));

        // Then
        assertThat(asJson).isInstanceOf(Reading.Accepted.class);
        assertThat(canonical(value(asJson))).isEqualTo(canonical(message));
        assertThat(message.key().source()).isEqualTo(SENDER);
    }

    @Test
    default void gives_the_same_event_for_the_same_content() {
        String first = canonical(read(good()));
        assertThat(canonical(read(good()))).isEqualTo(first);
        for (byte[] same : sameContent()) {
            assertThat(canonical(read(same)))
                    .as(new String(same, StandardCharsets.UTF_8))
                    .isEqualTo(first);
        }
    }

    @Test
    default void refuses_what_is_not_its_own() {
        for (String foreign : List.of(
                "",
                " ",
                "\0",
                "no form at all",
                "{",
                "<a",
                "<html/>",
                "UNA:+.? '",
                "P<",
                "%PDF-1.7",
                "PK\3\4",
                "a,b\n1,2")) {
            assertThat(refused(bytes(foreign), beside())).as(foreign).isNotEmpty();
        }
    }

    @Test
    default void says_every_fault_with_its_place_and_nothing_of_the_message() {
        for (Broken broken : broken()) {
            List<Fault> faults = refused(broken.document(), broken.beside());
            assertThat(faults.stream().map(fault -> fault.pointer() + " " + fault.code()))
                    .as(new String(broken.document(), StandardCharsets.UTF_8))
                    .containsExactlyInAnyOrderElementsOf(broken.said());
            assertThat(faults.toString()).doesNotContain(CANARY);
        }
    }

    /** A document that breaks off anywhere is refused, or says all that the whole one said. */
    @Test
    default void takes_no_document_that_broke_off() {
        byte[] whole = good();
        String said = canonical(read(whole));
        for (int length = 0; length < whole.length; length += 1 + whole.length / 400) {
            byte[] part = Arrays.copyOf(whole, length);
            if (format().read(part, SENDER, beside()) instanceof Reading.Accepted<Message> taken) {
                assertThat(canonical(taken.value()))
                        .as("after %d bytes", length)
                        .isEqualTo(said);
            }
        }
    }

    @Test
    default void stays_calm_whatever_a_byte_is() {
        for (int at = 0; at < good().length; at += 1 + good().length / 150) {
            for (int value : new int[] {0, 0x0A, ' ', '<', '\'', '?', 0x7F, 0xC0, 0xFF}) {
                byte[] changed = good();
                changed[at] = (byte) value;
                Reading<Message> reading = format().read(changed, SENDER, beside());
                assertThat(reading).as("byte %d as %d", at, value).isNotNull();
            }
        }
    }

    @Test
    default void reads_what_was_made_to_be_slow_in_no_time() {
        for (byte[] hostile : hostile()) {
            assertThat(hostile.length).isLessThanOrEqualTo(2 * 1024 * 1024);
            long begun = System.nanoTime();
            List<Fault> faults = refused(hostile, beside());
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as(new String(hostile, 0, Math.min(80, hostile.length), StandardCharsets.UTF_8))
                    .isLessThan(READING);
            assertThat(faults.size()).isBetween(1, 1_000);
        }
    }

    @Test
    default void opens_no_connection() throws IOException {
        try (var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            listening.setSoTimeout(200);
            for (Function<String, byte[]> reaching : reaching()) {
                byte[] document = reaching.apply("http://127.0.0.1:" + listening.getLocalPort() + "/x");
                format().read(document, SENDER, beside());
            }
            assertThat(wasCalled(listening)).isFalse();
        }
    }

    private static boolean wasCalled(ServerSocket listening) throws IOException {
        try {
            listening.accept().close();
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    @Test
    default void takes_beside_a_document_what_it_knows_and_nothing_else() {
        assertThat(format().beside(Map.of("nonsense", CANARY))).isInstanceOf(Reading.Refused.class);
        assertThat(format().beside(beside().stated())).isInstanceOf(Reading.Accepted.class);
        assertThat(beside().toString()).doesNotContain(CANARY);
        assertThat(format().beside()).isSubsetOf(Formats.beside());
    }

    @Test
    default void reads_what_it_wrote_as_the_same_event() {
        Message message = read(good());
        if (format().writes(message.envelope().type().code())) {
            ObjectNode event = message.json();
            byte[] written = format().write(event);
            assertThat(canonical(read(written))).isEqualTo(canonical(message));
        }
    }

    private Message read(byte[] document) {
        return value(format().read(document, SENDER, beside()));
    }

    private List<Fault> refused(byte[] document, Beside beside) {
        Reading<Message> reading = format().read(document, SENDER, beside);
        return reading instanceof Reading.Refused<Message> refused ? refused.faults() : List.of();
    }

    private static Message value(Reading<Message> reading) {
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted<Message>) reading).value();
    }

    private static String canonical(Message message) {
        return new String(MessageJson.canonical(message), StandardCharsets.UTF_8);
    }

    /** UTF-8. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What is stated beside a document, names and values by turns. */
    static Beside stated(String... namesAndValues) {
        var stated = new HashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            stated.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Beside(stated);
    }
}
