package org.kivuko.exchange;

/**
 * A keyed digest (HMAC-SHA-256) over the canonical form of a message: tells equal content from other content without
 * saying anything about it.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {}
