package org.kivuko.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Lane;

/**
 * Hands over again what a recipient has taken over and lost: the deliveries of a link by their numbers, under the same ids,
 * judged anew. Thread-safe.
 */
public final class Resends {
    /** So many numbers may be asked for at a time. */
    public static final int MOST = 1_000;

    private final Withdrawals withdrawals;
    private final Withdrawer withdrawer;

    public Resends(Withdrawals withdrawals, Withdrawer withdrawer) {
        this.withdrawals = withdrawals;
        this.withdrawer = withdrawer;
    }

    /**
     * What a recipient asks for.
     *
     * @param epoch the {@code linkepoch} of the deliveries that it knows
     * @param from first number, 1 or more
     * @param to last number, included
     */
    public record Wish(AgencyId sender, Channel channel, Lane lane, String epoch, long from, long to) {}

    /** What comes of it. */
    public sealed interface Result {
        /** The caller never got anything on such a link. */
        record Unknown() implements Result {}

        /** @param faults by the members of the wish, at least one */
        record Refused(List<Fault> faults) implements Result {
            public Refused {
                faults = List.copyOf(faults);
            }
        }

        record Done(Withdrawals.Asked asked) implements Result {}
    }

    /** Asks on behalf of a recipient; what was asked is on disk when this returns. */
    public Result ask(AgencyId recipient, Wish wish) {
        var link = new Withdrawals.Link(wish.sender(), new Inbox(recipient, wish.channel(), wish.lane()));
        List<LinkNumber> last = withdrawals.lastNumbers(link);
        if (last.isEmpty()) {
            return new Result.Unknown();
        }
        List<Fault> faults = faults(wish, last);
        return faults.isEmpty()
                ? new Result.Done(withdrawer.handOverAgain(link, wish.epoch(), wish.from(), wish.to()))
                : new Result.Refused(faults);
    }

    private static List<Fault> faults(Wish wish, List<LinkNumber> numbers) {
        var faults = new ArrayList<Fault>();
        Optional<LinkNumber> ofEpoch = numbers.stream()
                .filter(each -> each.epoch().equals(wish.epoch()))
                .findFirst();
        if (ofEpoch.isEmpty()) {
            String known = numbers.stream().map(LinkNumber::epoch).collect(Collectors.joining(", "));
            faults.add(fault("/epoch", "no numbers of this epoch are known in this link; expected one of " + known));
        }
        long last = ofEpoch.orElse(numbers.get(numbers.size() - 1)).number();
        if (wish.from() > wish.to()) {
            faults.add(fault("/from", "expected a number up to " + wish.to() + ", where the range ends"));
        }
        if (wish.to() > last) {
            faults.add(fault("/to", "the last number given in this link is " + last));
        } else if (wish.to() - wish.from() >= MOST) {
            faults.add(fault("/to", "expected at most " + MOST + " numbers at a time"));
        }
        return faults;
    }

    private static Fault fault(String pointer, String detail) {
        return new Fault(pointer, Code.SCHEMA_VIOLATION, detail);
    }
}
