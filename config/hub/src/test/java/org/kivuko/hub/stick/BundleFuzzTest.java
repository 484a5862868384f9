package org.kivuko.hub.stick;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.kivuko.connector.files.door.StickEnd;
import org.kivuko.connector.files.door.StickItem;
import org.kivuko.hub.signing.StickSeal;
import org.kivuko.model.MessageJson;

/**
 * Any bytes as a bundle, as what is closed in one, as the list that an agency signed, or as names in a list that is well-formed: it is
 * refused with a reason, or everything in it has a place below its folder.
 */
@Tag("fuzz")
class BundleFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final String AGENCY = "KEN.DIS";
    private static final StickKeys HUB = StickKeys.generate();
    private static final StickKeys KENYA = StickKeys.generate();
    private static final Path FOLDER = Path.of("/place");

    /** What follows the first byte. */
    private enum As {
        FILE,
        CONTENT,
        LIST,
        NAMES
    }

    /** Who reads, and who has packed. */
    private record Way(StickEnd end, String me, StickKeys mine, String other, StickKeys theirs) {
        static final List<Way> BOTH = List.of(
                new Way(StickEnd.HUB, Bundle.HUB, HUB, AGENCY, KENYA),
                new Way(StickEnd.AGENCY, AGENCY, KENYA, Bundle.HUB, HUB));

        BundleReader.Result read(byte[] file) {
            return new BundleReader(
                            end, me, mine.closing(), name -> Optional.of(theirs).filter(any -> name.equals(other)))
                    .read(file);
        }

        byte[] closed(byte[] content) {
            return StickSeal.close(content, mine.closing());
        }

        byte[] signed(byte[] list, byte[] contents) {
            var out = new ByteArrayOutputStream();
            out.writeBytes(StickSeal.sign(list, theirs.signing()).getBytes(StandardCharsets.US_ASCII));
            out.write('\n');
            out.writeBytes(contents);
            return closed(out.toByteArray());
        }
    }

    @FuzzTest(maxDuration = "5m")
    void isRefusedOrHasAPlace(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        // Given: the first byte says which, and is a mark of ASCII so that inputs can be read
        int which = Math.floorMod(bytes[0] - '0', 2 * As.values().length);
        As as = As.values()[which % As.values().length];
        Way way = Way.BOTH.get(which / As.values().length);
        byte[] rest = Arrays.copyOfRange(bytes, 1, bytes.length);

        // When
        BundleReader.Result result = way.read(file(way, as, rest));

        // Then
        if (result instanceof BundleReader.Refused refused) {
            assertThat(refused.faults()).isNotEmpty();
            return;
        }
        Bundle bundle = ((BundleReader.Opened) result).bundle();
        assertThat(as).as("nobody but who holds the keys").isIn(As.LIST, As.NAMES);
        assertThat(bundle.from()).isEqualTo(way.other());
        for (StickItem item : bundle.items()) {
            Path place = FOLDER.resolve(item.folder()).resolve(item.name());
            assertThat(place.normalize()).isEqualTo(place).hasParentRaw(FOLDER.resolve(item.folder()));
            assertThat(item.name()).doesNotContain("/", "\\").doesNotStartWith(".");
        }
    }

    private static byte[] file(Way way, As as, byte[] rest) {
        return switch (as) {
            case FILE -> rest;
            case CONTENT -> way.closed(rest);
            case LIST -> signed(way, rest);
            case NAMES -> named(way, new String(rest, StandardCharsets.UTF_8));
        };
    }

    /** Up to a zero the list, and after it the contents. */
    private static byte[] signed(Way way, byte[] rest) {
        int end = 0;
        while (end < rest.length && rest[end] != 0) {
            end++;
        }
        return way.signed(
                Arrays.copyOf(rest, end), Arrays.copyOfRange(rest, Math.min(end + 1, rest.length), rest.length));
    }

    /** A folder, a name and the digest of what it answers, a line for each file. */
    private static byte[] named(Way way, String lines) {
        var items = new ArrayList<StickItem>();
        var contents = new ByteArrayOutputStream();
        for (String line : lines.split("\n", -1)) {
            String[] words = Arrays.copyOf(line.split("\t", 3), 3);
            byte[] content = line.getBytes(StandardCharsets.UTF_8);
            contents.writeBytes(content);
            items.add(new StickItem(words[0], orEmpty(words[1]), content, orEmpty(words[2])));
        }
        var bundle = new Bundle(way.other(), way.me(), 1, 0, NOW, items);
        return way.signed(MessageJson.write(BundleForm.list(bundle)), contents.toByteArray());
    }

    private static String orEmpty(String word) {
        return word == null ? "" : word;
    }
}
