package org.kivuko.flow.mirror;

/**
 * How far two counts of the same people may lie apart at a crossing: by the larger of the two.
 *
 * @param share of the greater count, above 0 and below 1
 * @param least people, at least 0: whatever the share, so many do not count
 */
public record Tolerance(double share, long least) {
    public Tolerance {
        if (!(share > 0 && share < 1) || least < 0) {
            throw new IllegalArgumentException("a tolerance is a share between 0 and 1, and people from 0 on");
        }
    }

    boolean allows(long one, long other) {
        return Math.abs(one - other) <= Math.max((double) least, share * Math.max(one, other));
    }
}
