package org.kivuko.hub.stick;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import java.io.ByteArrayOutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.connector.files.door.StickEnd;
import org.kivuko.connector.files.door.StickItem;
import org.kivuko.hub.signing.StickSeal;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageJson;

/**
 * A bundle that is not wholly what an agency packed for this hub is refused with every reason, and changes nothing.
 *
 * <p>Seen to fail with each check of {@code BundleReader}, {@code BundleItems} and {@code StickSeal} taken away, one at a time.
 */
class BundleRefusedTest {
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final StickKeys HUB = StickKeys.generate();
    private static final StickKeys KENYA = StickKeys.generate();
    private static final StickKeys UGANDA = StickKeys.generate();
    private static final byte[] MESSAGE = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Sticks hub() {
        Map<String, StickKeys> known = Map.of("KEN.DIS", KENYA, "UGA.DCIC", UGANDA);
        return new Sticks(
                StickEnd.HUB,
                Bundle.HUB,
                HUB,
                name -> Optional.ofNullable(known.get(name)),
                folder.resolve("at-hub")::resolve);
    }

    private static Bundle bundle(StickItem... items) {
        return new Bundle("KEN.DIS", Bundle.HUB, 1, 0, NOW, List.of(items));
    }

    private static StickItem message(String name) {
        return new StickItem("send", name, MESSAGE, "");
    }

    /** As a program would write it that keeps to no rule. */
    private static byte[] forged(ObjectNode list, byte[] contents, StickKeys signer, StickKeys to) {
        return StickSeal.close(signed(list, contents, signer), to.closing());
    }

    private static byte[] signed(ObjectNode list, byte[] contents, StickKeys signer) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(StickSeal.sign(MessageJson.write(list), signer.signing()).getBytes(StandardCharsets.US_ASCII));
        out.write('\n');
        out.writeBytes(contents);
        return out.toByteArray();
    }

    private static ObjectNode list(StickItem... items) {
        return BundleForm.list(bundle(items));
    }

    private List<Fault> faults(byte[] file) throws Exception {
        Path carried = Files.write(folder.resolve("stick.bundle"), file);
        Sticks.Result result = hub().unpack(carried);
        assertThat(folder.resolve("at-hub")).doesNotExist();
        assertThat(result).isInstanceOf(Sticks.Refused.class);
        return ((Sticks.Refused) result).faults();
    }

    private List<String> codes(byte[] file) throws Exception {
        return faults(file).stream()
                .map(fault -> fault.code() + " " + fault.pointer())
                .toList();
    }

    @Test
    void whatIsWholeAndSignedIsUnpacked() throws Exception {
        // Given
        byte[] good = forged(list(message("a.json")), MESSAGE, KENYA, HUB);

        // When
        Sticks.Result result = hub().unpack(Files.write(folder.resolve("stick.bundle"), good));

        // Then
        assertThat(result).isInstanceOf(Sticks.Read.class);
        assertThat(folder.resolve("at-hub/KEN.DIS/send/a.json")).hasBinaryContent(MESSAGE);
    }

    @Test
    void whatWasChangedOrCutOffAnywhereIsRefused() throws Exception {
        // Given
        byte[] good = forged(list(message("a.json")), MESSAGE, KENYA, HUB);

        for (int i = 0; i < good.length; i += 7) {
            // When
            byte[] changed = good.clone();
            // Not the last letter of a part: of that, some bits say nothing.
            int at = i + 1 == good.length || good[i + 1] == '.' ? i - 1 : i;
            changed[at] = (byte) (changed[at] == 'x' ? 'B' : 'x');
            List<Fault> faults = faults(changed);

            // Then
            assertThat(faults).as("at %d", i).hasSize(1);
            assertThat(codes(Arrays.copyOf(good, i))).containsExactly("UNREADABLE ");
        }
    }

    @Test
    void whatIsNoBundleIsRefused() throws Exception {
        assertThat(codes(new byte[0])).containsExactly("UNREADABLE ");
        assertThat(codes(MESSAGE)).containsExactly("UNREADABLE ");
        assertThat(codes(new byte[] {(byte) 0xff, '.', '.', '.', '.'})).containsExactly("UNREADABLE ");
        for (String inside :
                new String[] {"{}", "", "\n", "e30.e30.AA\n", "....\n", "bnVsbA.e30.AA\n", "x".repeat(100)}) {
            byte[] closed = StickSeal.close(inside.getBytes(StandardCharsets.US_ASCII), HUB.closing());
            assertThat(codes(closed)).containsExactly("UNREADABLE ");
        }
    }

    @Test
    void whatWouldHaveToBeDecompressedIsNotOpened() throws Exception {
        // Given
        var header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                .type(new JOSEObjectType("kivuko-bundle"))
                .keyID(HUB.closing().computeThumbprint().toString())
                .compressionAlgorithm(CompressionAlgorithm.DEF)
                .build();
        var closed = new JWEObject(header, new Payload(signed(list(message("a.json")), MESSAGE, KENYA)));
        closed.encrypt(new ECDHEncrypter(HUB.closing().toPublicJWK()));

        // Then
        assertThat(codes(closed.serialize().getBytes(StandardCharsets.US_ASCII)))
                .containsExactly("UNREADABLE ");
    }

    @Test
    void aFileThatIsLargerThanAnyMessageIsRefused() throws Exception {
        // Given
        byte[] large = new byte[StickItem.MOST_BYTES_EACH + 1];

        // Then
        assertThat(codes(forged(list(new StickItem("send", "a.json", large, "")), large, KENYA, HUB)))
                .containsExactly("TOO_LARGE /items/0/bytes");
    }

    @Test
    void whatIsClosedForAnotherIsRefused() throws Exception {
        assertThat(codes(forged(list(message("a.json")), MESSAGE, KENYA, UGANDA)))
                .containsExactly("NOT_ALLOWED ");
    }

    @Test
    void whatIsAddressedToAnotherIsRefused() throws Exception {
        assertThat(codes(forged(list(message("a.json")).put("to", "UGA.DCIC"), MESSAGE, KENYA, HUB)))
                .containsExactly("NOT_ALLOWED /to");
    }

    @Test
    void whatAnotherThanTheSenderSignedIsRefused() throws Exception {
        assertThat(codes(forged(list(message("a.json")), MESSAGE, UGANDA, HUB))).containsExactly("NOT_SENDER /from");
    }

    @Test
    void whatNobodySignedIsRefused() throws Exception {
        // Given
        String signed = StickSeal.sign(MessageJson.write(list()), KENYA.signing());
        String unsigned = signed.substring(0, signed.lastIndexOf('.') + 1);

        // Then
        assertThat(codes(StickSeal.close((unsigned + "\n").getBytes(StandardCharsets.US_ASCII), HUB.closing())))
                .hasSize(1)
                .first()
                .isIn("NOT_SENDER /from", "UNREADABLE ");
    }

    @Test
    void whatComesFromOneWithoutKnownKeysIsRefused() throws Exception {
        assertThat(codes(forged(list().put("from", "KEN.KRA"), new byte[0], KENYA, HUB)))
                .containsExactly("NOT_AUTHENTICATED /from");
        assertThat(codes(forged(list().put("from", "../../etc"), new byte[0], KENYA, HUB)))
                .containsExactly("NOT_AUTHENTICATED /from");
    }

    @Test
    void whatIsTooLargeIsNotRead() throws Exception {
        // Given
        Path large = folder.resolve("large.bundle");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(BundleReader.MOST_FILE_BYTES + 1);
        }

        // Then
        assertThat(((Sticks.Refused) hub().unpack(large)).faults())
                .extracting(Fault::code)
                .containsExactly(Code.TOO_LARGE);
    }

    @Test
    void moreFilesThanABundleMayHaveAreRefused() throws Exception {
        // Given
        StickItem[] many = IntStream.rangeClosed(0, StickItem.MOST)
                .mapToObj(i -> new StickItem("send", i + ".json", new byte[0], ""))
                .toArray(StickItem[]::new);

        // Then
        assertThat(codes(forged(list(many), new byte[0], KENYA, HUB))).containsExactly("TOO_LARGE /items");
    }

    /** No place that exists: where the look at names is taken out to see this fail, the file is written there. */
    @ParameterizedTest
    @CsvSource({
        "send, ../a.json",
        "send, /of-nobody/a.json",
        "send, a/b.json",
        "send, a\\b.json",
        "send, ..",
        "send, .hub",
        "send, a.json.part",
        "send, a.json.receipt.json",
        "send, 'a\nb.json'",
        "send, 'a\u202Ejson'",
        "send, ''",
        "taken, a.json",
        "inbox, 20261123T080000000Z-0000-00000000-0000-0000-0000-000000000000.json",
        "sent, a.json.receipt.json",
        ".hub, a.json",
        ".bundles, in",
        "../UGA.DCIC/send, a.json",
        "'', a.json"
    })
    void aFileThatHasNoPlaceAtTheHubIsRefused(String place, String name) throws Exception {
        // When
        List<Fault> faults = faults(forged(list(new StickItem(place, name, MESSAGE, "")), MESSAGE, KENYA, HUB));

        // Then
        assertThat(faults).extracting(Fault::code).containsExactly(Code.SCHEMA_VIOLATION);
        assertThat(faults).extracting(Fault::pointer).containsExactly("/items/0/name");
        if (name.length() > 2) {
            assertThat(faults).extracting(Fault::detail).noneMatch(detail -> detail.contains(name));
        }
    }

    @Test
    void contentsThatAreNotWhatWasSignedAreRefused() throws Exception {
        byte[] other = "[]".getBytes(StandardCharsets.UTF_8);
        assertThat(codes(forged(list(message("a.json")), other, KENYA, HUB)))
                .containsExactly("UNREADABLE /items/0/sha256");
        assertThat(codes(forged(list(message("a.json")), new byte[1], KENYA, HUB)))
                .containsExactly("UNREADABLE /items/0/bytes");
        assertThat(codes(forged(list(message("a.json")), new byte[3], KENYA, HUB)))
                .contains("UNREADABLE /items");
    }

    @Test
    void aListThatHasNotItsFormIsRefusedForEveryFaultAtOnce() throws Exception {
        // Given
        ObjectNode list = list(message("a.json"), message("a.json"));
        list.put("bundle", 2)
                .put("to", "KEN.KRA")
                .put("number", 0)
                .put("seen", "none")
                .put("packed", "today");
        ((ObjectNode) ((ArrayNode) list.get("items")).get(0)).put("of", "../x");

        // When
        byte[] contents = "{}{}".getBytes(StandardCharsets.UTF_8);
        List<String> codes = codes(forged(list, contents, UGANDA, HUB));

        // Then
        assertThat(codes)
                .containsExactlyInAnyOrder(
                        "NOT_SENDER /from",
                        "NOT_ALLOWED /to",
                        "SCHEMA_VIOLATION /bundle",
                        "SCHEMA_VIOLATION /number",
                        "SCHEMA_VIOLATION /seen",
                        "SCHEMA_VIOLATION /packed",
                        "SCHEMA_VIOLATION /items/0/of",
                        "SCHEMA_VIOLATION /items/1/name");
    }

    @Test
    void keysAreReadOnlyAsWhatTheyAre() {
        String open = KENYA.text(false);
        String secret = KENYA.text(true);
        assertThat(StickKeys.read(open, false)).isPresent();
        assertThat(StickKeys.read(secret, true)).isPresent();
        Stream.of(StickKeys.read(secret, false), StickKeys.read(open, true), StickKeys.read("{}", false))
                .forEach(read -> assertThat(read).isEmpty());
        assertThat(open).doesNotContain("\"d\"");
        assertThat(KENYA.toString()).isEqualTo("StickKeys[]");
    }
}
