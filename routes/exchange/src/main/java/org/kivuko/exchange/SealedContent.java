package org.kivuko.exchange;

/**
 * An encrypted text and its key, itself encrypted: what a ledger may keep of a message. Without the secret of the
 * {@link Vault} nothing can be read of it, and once the key is deleted nobody reads it any more. The arrays are not copied.
 *
 * @param wrappedKey the text's own key under the vault's
 * @param sealed the text under its own key
 */
public record SealedContent(byte[] wrappedKey, byte[] sealed) {
    /** Shows no content. */
    @Override
    public String toString() {
        return "SealedContent[" + sealed.length + " bytes]";
    }
}
