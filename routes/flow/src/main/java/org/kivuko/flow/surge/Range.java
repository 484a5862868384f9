package org.kivuko.flow.surge;

/**
 * What count is usual in a period, in people.
 *
 * @param low the least that is, at least 0
 * @param expected what is most likely
 * @param high the most that is
 */
public record Range(long low, long expected, long high) {
    public boolean contains(long count) {
        return low <= count && count <= high;
    }
}
