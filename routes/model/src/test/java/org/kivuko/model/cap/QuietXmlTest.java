package org.kivuko.model.cap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kivuko.model.Message;
import org.kivuko.model.Reading;

/** What a sender writes in XML never reaches the error stream of the process, which is the hub's log. */
class QuietXmlTest {
    private static final String ALERT = Caps.alert("Busia", "caf\u00e9 \ud83d\ude00");

    private static List<byte[]> documents() {
        var documents = new ArrayList<byte[]>();
        for (byte[] whole : List.of(
                ALERT.getBytes(UTF_8),
                ("\ufeff" + ALERT).getBytes(UTF_8),
                ALERT.getBytes(ISO_8859_1),
                ("<?xml version='1.0' encoding='us-ascii'?>" + ALERT).getBytes(UTF_8),
                ("<?xml version='1.0' encoding='ISO-8859-1'?>" + ALERT).getBytes(ISO_8859_1),
                ("<?xml version='1.0' encoding='ISO-8859-1'?><!--\u00e9-->" + ALERT).getBytes(ISO_8859_1),
                ("<?xml version='1.0' encoding='UTF-16'?>" + ALERT).getBytes(UTF_16),
                ("<?xml version='1.0' encoding='UTF-16'?>" + ALERT).getBytes(UTF_16LE))) {
            documents.add(whole);
            documents.add(Arrays.copyOf(whole, whole.length - 1));
            for (int at = 0; at < whole.length; at += 1 + whole.length / 40) {
                for (int value : new int[] {0, '<', 0x80, 0xC0, 0xD8, 0xED, 0xFF}) {
                    byte[] changed = whole.clone();
                    changed[at] = (byte) value;
                    documents.add(changed);
                }
            }
        }
        return documents;
    }

    /** Seen to fail with bytes that were handed to the parser whatever they were. */
    @Test
    void nothingIsWrittenToTheErrorStream() {
        // Given
        PrintStream before = System.err;
        var written = new ByteArrayOutputStream();
        int refused = 0;

        // When
        System.setErr(new PrintStream(written, true, UTF_8));
        try {
            for (byte[] document : documents()) {
                Reading<Message> reading = CapReader.message(document, Caps.SENDER, Caps.query());
                refused += reading instanceof Reading.Refused<Message> ? 1 : 0;
            }
        } finally {
            System.setErr(before);
        }

        // Then
        assertThat(refused).isGreaterThan(500);
        assertThat(written.toString(UTF_8)).isEmpty();
    }

    @Test
    void bytesOfAnotherEncodingAreUnreadable() {
        assertThat(Caps.places(CapReader.message(ALERT.getBytes(ISO_8859_1), Caps.SENDER, Caps.query())))
                .containsExactly(" UNREADABLE");
    }
}
