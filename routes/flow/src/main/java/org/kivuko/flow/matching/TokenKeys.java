package org.kivuko.flow.matching;

/**
 * The keys under which tokens are made: another for each crossing and span of time, so that tokens of two crossings, or of two
 * spans, tell nothing together, and a destroyed key makes an end of all tokens made under it.
 */
@FunctionalInterface
public interface TokenKeys {
    /**
     * The key, at least 32 random bytes.
     *
     * @param crossing as the directory names it
     * @param epoch the number of the span of time
     */
    byte[] key(String crossing, long epoch);
}
