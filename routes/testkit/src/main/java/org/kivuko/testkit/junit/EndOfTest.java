package org.kivuko.testkit.junit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** Asks at the end of a test for what it has left: posted and never looked at, delivered and not asserted. */
final class EndOfTest {
    /** How many of them a failure names. */
    private static final int NAMED = 5;

    /** In the inbox still, or handed out and not taken over. */
    private static final Set<DeliveryState> WAITS = EnumSet.of(DeliveryState.QUEUED, DeliveryState.FETCHED);

    private final Kivuko hub;
    private final TestRun run;
    private final NearestMatch nearest;
    private final List<String> left = new ArrayList<>();

    EndOfTest(Kivuko hub, TestRun run) {
        this.hub = hub;
        this.run = run;
        this.nearest = new NearestMatch(hub, run);
    }

    /** What is left, one line for each; empty where nothing is. */
    Optional<String> sentence() {
        if (!run.comes(hub.hub()::quiet)) {
            return Optional.of("messages of this test are still on their way after " + hub.patienceInWords());
        }
        run.posted().stream()
                .filter(Posted::refusedUnseen)
                .forEach(one -> left.add(one + " was refused at the door and nobody looked: " + one.said()));
        run.taken().stream()
                .filter(delivery -> !delivery.isAsserted())
                .forEach(delivery -> left.add(delivery + " was taken and not asserted."));
        hub.hub().messages().forEach(this::lookAt);
        hub.hub().ledger().quarantine(NAMED).stream()
                .filter(row -> !run.hasSeenReceiptsOf(row.agency()))
                .forEach(row -> left.add(NearestMatch.quarantined(row) + ", and nobody looked."
                        + nearest.toLook(row.agency(), List.of())));
        return left.isEmpty() ? Optional.empty() : Optional.of(words());
    }

    private void lookAt(MessageKey key) {
        hub.hub().ledger().status(key).ifPresent(status -> {
            boolean takenOver = status.recipients().stream()
                    .anyMatch(part ->
                            part.state().filter(state -> !WAITS.contains(state)).isPresent());
            if (!run.isSeen(key) && !takenOver) {
                left.add(key + " was posted and never looked at. " + Posted.outcomes(status) + "."
                        + nearest.toLook(key.source(), recipients(status)));
            } else {
                status.recipients().forEach(part -> lookAt(status, part));
            }
        });
    }

    private void lookAt(MessageStatus status, MessageStatus.Recipient part) {
        boolean waits =
                part.outcome().crosses() && part.state().filter(WAITS::contains).isPresent();
        if (waits && !run.isAsserted(status.key(), part.agency())) {
            left.add(status.key() + " was delivered to " + part.agency() + " and not asserted. The hub has ruled: "
                    + Posted.outcome(part) + "." + nearest.toLook(part.agency(), List.of()));
        }
    }

    private static List<AgencyId> recipients(MessageStatus status) {
        return status.recipients().stream().map(MessageStatus.Recipient::agency).toList();
    }

    private String words() {
        String more = left.size() > NAMED ? "\n… and " + (left.size() - NAMED) + " more" : "";
        return String.join("\n", left.subList(0, Math.min(NAMED, left.size()))) + more
                + "\nAssert it, or say @LooksAway(\"why\") on the test.";
    }
}
