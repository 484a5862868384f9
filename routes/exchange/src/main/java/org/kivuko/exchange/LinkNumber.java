package org.kivuko.exchange;

import java.util.Comparator;

/**
 * A number in a link. In each epoch of the ledger the numbers begin at 1 again, and all of a later epoch come after all of an
 * earlier one.
 *
 * @param epochNo of the epochs in their order, from 1 on
 * @param epoch its name: {@code linkepoch} of a delivery
 * @param number 1 or more: its {@code linknumber}
 */
public record LinkNumber(int epochNo, String epoch, long number) implements Comparable<LinkNumber> {
    private static final Comparator<LinkNumber> ORDER =
            Comparator.comparingInt(LinkNumber::epochNo).thenComparingLong(LinkNumber::number);

    @Override
    public int compareTo(LinkNumber other) {
        return ORDER.compare(this, other);
    }
}
