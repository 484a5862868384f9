package org.kivuko.flow;

/**
 * One direction of one crossing: out at one post and in at the other.
 *
 * @param crossing as the directory names it, like {@code KEN-BUSIA/UGA-BUSIA}
 * @param from the post at which people leave
 * @param to the post at which they enter
 */
public record Way(String crossing, String from, String to) {
    @Override
    public String toString() {
        return crossing + " from " + from;
    }
}
