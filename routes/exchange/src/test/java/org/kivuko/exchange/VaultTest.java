package org.kivuko.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VaultTest {
    private static final byte[] TEXT = "{\"surname\":\"CANARY\"}".getBytes(UTF_8);

    private final Vault vault = new Vault(secret(1));

    private static byte[] secret(int first) {
        byte[] secret = new byte[32];
        secret[0] = (byte) first;
        return secret;
    }

    @Test
    void opensWhatItSealed() {
        // When
        SealedContent sealed = vault.seal("KEN.DIS/1", TEXT);
        // Then
        assertThat(new Vault(secret(1)).open("KEN.DIS/1", sealed)).isEqualTo(TEXT);
    }

    @Test
    void showsNothingOfTheTextAndSealsEachUnderItsOwnKey() {
        // When
        SealedContent one = vault.seal("KEN.DIS/1", TEXT);
        SealedContent other = vault.seal("KEN.DIS/1", TEXT);
        // Then
        assertThat(new String(one.sealed(), ISO_8859_1)).doesNotContain("CANARY", "surname");
        assertThat(one.sealed()).isNotEqualTo(other.sealed());
        assertThat(one.wrappedKey()).isNotEqualTo(other.wrappedKey());
        assertThat(one.toString()).doesNotContain("CANARY");
    }

    /** Each defect is planted here: another secret, another name, a changed byte, the key of another text. */
    @Test
    void opensUnderNoOtherSecretOrNameAndNotOnceItWasChanged() {
        // Given
        SealedContent sealed = vault.seal("KEN.DIS/1", TEXT);
        byte[] changed = sealed.sealed().clone();
        changed[3] ^= 1;
        SealedContent other = vault.seal("KEN.DIS/1", TEXT);
        // When, Then
        assertBroken(new Vault(secret(2)), "KEN.DIS/1", sealed);
        assertBroken(vault, "KEN.DIS/2", sealed);
        assertBroken(vault, "KEN.DIS/1", new SealedContent(sealed.wrappedKey(), changed));
        assertBroken(vault, "KEN.DIS/1", new SealedContent(other.wrappedKey(), sealed.sealed()));
    }

    private static void assertBroken(Vault vault, String name, SealedContent sealed) {
        assertThatThrownBy(() -> vault.open(name, sealed)).isInstanceOf(Vault.BrokenSeal.class);
    }
}
