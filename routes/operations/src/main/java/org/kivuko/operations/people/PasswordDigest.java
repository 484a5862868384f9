package org.kivuko.operations.people;

/**
 * What is kept of a password. The arrays are not copied.
 *
 * @param algorithm as the Java platform names it
 * @param rounds how often it is applied
 * @param salt of this password alone
 */
public record PasswordDigest(String algorithm, int rounds, byte[] salt, byte[] digest) {
    /** Shows neither salt nor digest. */
    @Override
    public String toString() {
        return "PasswordDigest[" + algorithm + " " + rounds + "]";
    }
}
