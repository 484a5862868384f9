package org.kivuko.agreement;

/** The keyed hash behind the transform {@code hash}: one key per ordered pair of states, so that no third state can join. */
@FunctionalInterface
public interface PairHash {
    /**
     * The first 32 hexadecimal digits, in lower case, of an HMAC-SHA-256 of the value in NFC under the key of the ordered
     * pair.
     */
    String hash(String fromState, String toState, String value);
}
