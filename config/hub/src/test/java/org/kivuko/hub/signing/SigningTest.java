package org.kivuko.hub.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.hub.signing.SigningKeys.Kind;
import org.kivuko.hub.signing.TextSignature.Invalid;
import org.kivuko.hub.signing.TextSignature.Valid;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;

class SigningTest {
    private static final AgencyId KEN = AgencyId.of("KEN.BMS");
    private static final AgencyId UGA = AgencyId.of("UGA.DCIC");
    private static final Instant AT = Instant.parse("2026-11-01T08:00:00Z");

    private final JWK kenya = SigningKeys.generate(Kind.ED25519, false);
    private final JWK uganda = SigningKeys.generate(Kind.P256, false);
    private final KeyRing keys = new KeyRing(List.of(key(KEN, kenya), key(UGA, uganda)));
    private final AgreementText text = text(
            """
            {"agreement":"KEN-UGA.test","version":3,"title":"A title","state":"draft","parties":["KEN","UGA"],
             "rules":[{"rule":"K-1","fields":{"keep":["@core"]}}],"examples":[]}""");

    private static SigningKey key(AgencyId authority, JWK jwk) {
        return new SigningKey(
                authority, jwk.toPublicJWK(), LocalDate.of(2026, 1, 1), Optional.of(LocalDate.of(2027, 1, 1)));
    }

    private static AgreementText text(String json) {
        return AgreementText.of(
                "KEN-UGA.test", 3, (ObjectNode) MessageJson.tree(json.getBytes(StandardCharsets.UTF_8)));
    }

    private JWK keyOf(AgencyId authority) {
        return authority.equals(KEN) ? kenya : uganda;
    }

    private String why(AgreementText signed, String signature) {
        return ((Invalid) TextSignature.check(signed, signature, keys)).why();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatAnAuthoritySignsWithItsRegisteredKeyCounts(Kind kind) {
        var authority = kind == Kind.ED25519 ? KEN : UGA;

        var signature = TextSignature.make(text, authority, AT, keyOf(authority));

        assertThat(TextSignature.check(text, signature, keys)).isEqualTo(new Valid(authority, AT));
    }

    @Test
    void stateAndExamplesAreOutsideTheSignature() {
        var other =
                text(text.canonical().replaceFirst("\\{", "{\"state\":\"in-force\",\"examples\":[{\"name\":\"x\"}],"));

        assertThat(other.digest()).isEqualTo(text.digest());
    }

    /** The seeded defect: each byte of the text in turn, with one bit flipped. What the ring remembers changes nothing. */
    @Test
    void anyFlippedByteOfTheTextMakesTheSignatureVoid() {
        var signature = TextSignature.make(text, KEN, AT, kenya);
        assertThat(TextSignature.check(text, signature, keys)).isInstanceOf(Valid.class);
        byte[] bytes = text.bytes();
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 1;
            var changed = new AgreementText(
                    text.agreement(), text.version(), new String(flipped, StandardCharsets.ISO_8859_1));

            assertThat(TextSignature.check(changed, signature, keys)).isInstanceOf(Invalid.class);
        }
        var changed = text(text.canonical().replace("@core", "*"));
        assertThat(why(changed, signature)).contains("changed since it was signed");
    }

    /** The same for the signature file: no byte of it is idle. */
    @ParameterizedTest
    @ValueSource(strings = {"KEN.BMS", "UGA.DCIC"})
    void anyChangedLetterOfTheSignatureMakesItVoid(String authority) {
        var by = AgencyId.of(authority);
        var signature = TextSignature.make(text, by, AT, keyOf(by));
        assertThat(TextSignature.check(text, signature, keys)).isInstanceOf(Valid.class);
        // The last letter of a base64 run may hold bits that decode to nothing.
        for (int i = 0; i < signature.length() - 1; i++) {
            if (signature.charAt(i) != '.' && signature.charAt(i + 1) != '.') {
                char other = signature.charAt(i) == 'A' ? 'B' : 'A';
                var changed = signature.substring(0, i) + other + signature.substring(i + 1);

                assertThat(TextSignature.check(text, changed, keys))
                        .as("letter %s", i)
                        .isInstanceOf(Invalid.class);
            }
        }
    }

    /** The defect that this is against: a ring that remembers what fitted without its payload. */
    @Test
    void whatFittedOnceVouchesForNothingElse() {
        var act = SignedAct.make(text, Deed.IN_FORCE, Optional.empty(), AT, KEN, text.digest(), kenya);
        assertThat(act.fault(keys)).isEmpty();
        String[] parts = act.compact().split("\\.", -1);
        var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("in-force", "suspend")
                .getBytes(StandardCharsets.UTF_8);
        var forged = parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload) + "." + parts[2];

        assertThat(SignedAct.read(forged).orElseThrow().fault(keys))
                .hasValueSatisfying(why -> assertThat(why).contains("does not fit"));
    }

    @Test
    void anotherKeyInTheNameOfTheAuthorityIsVoid() {
        var stranger = SigningKeys.generate(Kind.ED25519, false);

        assertThat(why(text, TextSignature.make(text, KEN, AT, stranger))).contains("not registered");
        assertThat(why(text, TextSignature.make(text, KEN, AT, uganda))).contains("not registered");
        assertThat(why(text, TextSignature.make(text, AgencyId.of("ETH.ICS"), AT, stranger)))
                .contains("no registered key");
    }

    @Test
    void aKeyCountsInItsDaysAlone() {
        var early = Instant.parse("2025-12-31T23:59:59Z");
        var late = Instant.parse("2027-01-01T00:00:00Z");

        assertThat(why(text, TextSignature.make(text, KEN, early, kenya))).contains("did not count");
        assertThat(why(text, TextSignature.make(text, KEN, late, kenya))).contains("did not count");
    }

    /** Headers that have fooled others: no algorithm, a keyed hash with the public key, a demand nobody here knows. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"alg\":\"none\"", "{\"alg\":\"HS256\"", "{\"alg\":\"EdDSA\",\"crit\":[\"x\"],\"x\":1"})
    void aHeaderThatAsksForLessIsVoid(String begin) {
        var signature = TextSignature.make(text, KEN, AT, kenya);
        var header =
                Base64URL.from(signature.substring(0, signature.indexOf('.'))).decodeToString();
        var forged = begin + header.substring(header.indexOf(',')).replace("\"alg\":\"EdDSA\",", "");

        var changed = Base64URL.encode(forged) + signature.substring(signature.indexOf('.'));

        assertThat(TextSignature.check(text, changed, keys)).isInstanceOf(Invalid.class);
    }

    @Test
    void aPrivateKeyIsNoPublicKey() throws BadKey {
        assertThatThrownBy(() -> SigningKeys.readPublic(kenya.toJSONString())).isInstanceOf(BadKey.class);
        assertThatThrownBy(() -> SigningKeys.readPrivate(kenya.toPublicJWK().toJSONString()))
                .isInstanceOf(BadKey.class);
        assertThatThrownBy(() -> SigningKeys.readPublic("{\"kty\":\"oct\",\"k\":\"AAAA\"}"))
                .isInstanceOf(BadKey.class);
        assertThat(SigningKeys.readPrivate(kenya.toJSONString())).isEqualTo(kenya);
        assertThat(SigningKeys.isDemonstration(
                        SigningKeys.generate(Kind.ED25519, true).toPublicJWK()))
                .isTrue();
    }

    private SignedAct act(Deed deed, int day, AgencyId by, String previous) {
        return SignedAct.make(text, deed, Optional.empty(), AT.plusSeconds(86_400L * day), by, previous, keyOf(by));
    }

    private List<ActChain.Line> chain() {
        var one = act(Deed.IN_FORCE, 1, KEN, text.digest());
        var two = act(Deed.IN_FORCE, 2, UGA, one.digest());
        var three = act(Deed.SUSPEND, 3, KEN, two.digest());
        var four = act(Deed.RESUME, 3, KEN, three.digest());
        return List.of(one, two, three, four).stream()
                .map(it -> new ActChain.Line(it.compact(), it.at()))
                .toList();
    }

    @Test
    void aWholeChainCounts() {
        var chain = ActChain.check(text, chain(), keys);

        assertThat(chain.fault()).isEmpty();
        assertThat(chain.meaning()).hasSize(4);
    }

    /** The seeded defects: every two neighbours exchanged, every act but the last taken out, every act doubled. */
    @Test
    void aChainThatWasEditedIsFoundOut() {
        for (int i = 0; i < 3; i++) {
            var moved = new ArrayList<>(chain());
            Collections.swap(moved, i, i + 1);
            assertThat(ActChain.check(text, moved, keys).fault())
                    .as("moved %s", i)
                    .isPresent();
            var shorter = new ArrayList<>(chain());
            shorter.remove(i);
            assertThat(ActChain.check(text, shorter, keys).fault())
                    .as("without %s", i)
                    .isPresent();
            var longer = new ArrayList<>(chain());
            longer.add(i, longer.get(i));
            assertThat(ActChain.check(text, longer, keys).fault())
                    .as("doubled %s", i)
                    .isPresent();
        }
    }

    /** An act is bound to the text, so it cannot be moved to another version. */
    @Test
    void anActIsBoundToItsText() {
        var changed = text(text.canonical().replace("@core", "*"));

        assertThat(ActChain.check(changed, chain(), keys).fault()).isPresent();
    }

    @Test
    void anActOfAStrangerIsFoundOut() {
        var forged = SignedAct.make(
                text,
                Deed.SUSPEND,
                Optional.empty(),
                AT,
                KEN,
                text.digest(),
                SigningKeys.generate(Kind.ED25519, false));

        assertThat(ActChain.check(text, List.of(new ActChain.Line(forged.compact(), AT)), keys)
                        .fault())
                .hasValueSatisfying(why -> assertThat(why).contains("not registered"));
    }
}
