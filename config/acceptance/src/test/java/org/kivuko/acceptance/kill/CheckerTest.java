package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kivuko.acceptance.kill.Verdict.Fault;

/** The checker of the kill tests sees what it is there to see. */
class CheckerTest {
    private static final String SENDER = "KEN.S01";
    private static final String RECIPIENT = "UGA.R1";
    private static final String ACCEPTED_AT = "2026-11-23T09:00:00Z";

    private final List<Line> sender = new ArrayList<>();
    private final List<Line> recipient = new ArrayList<>();

    CheckerTest() {
        for (int i = 1; i <= 3; i++) {
            sender.add(new Line.Sent("m-" + i, Planned.Kind.ORIGINAL, "bulk", List.of(RECIPIENT), 202, ACCEPTED_AT));
            sender.add(new Line.Receipt("r-" + i, "m-" + i, "judged", Map.of(RECIPIENT, "released")));
            recipient.add(handed("d-" + i, i, "m-" + i));
        }
    }

    @Test
    void findsNothingWhereEverythingIsAsItShouldBe() {
        // Given
        recipient.add(handed("d-3", 3, "m-3"));
        recipient.add(new Line.Acknowledged("d-3"));

        // Then
        assertThat(check()).isEmpty();
    }

    @Test
    void findsALostMessageAndTheEquationThatDoesNotComeOut() {
        // When
        recipient.remove(2);

        // Then
        assertThat(check()).containsOnlyKeys(Fault.LOST, Fault.UNBALANCED);
    }

    @Test
    void findsADoubledMessageUnderANumberOfItsOwn() {
        // When
        recipient.add(handed("d-4", 4, "m-3"));

        // Then
        assertThat(check()).containsKeys(Fault.DOUBLED, Fault.UNBALANCED);
    }

    @Test
    void findsAGapInTheNumbersOfALink() {
        // When
        recipient.set(2, handed("d-3", 4, "m-3"));

        // Then
        assertThat(check()).containsOnlyKeys(Fault.GAP);
    }

    @Test
    void findsMessagesThatOvertookOthers() {
        // When
        recipient.set(1, handed("d-2", 2, "m-3"));
        recipient.set(2, handed("d-3", 3, "m-2"));

        // Then
        assertThat(check()).containsOnlyKeys(Fault.DISORDER);
    }

    @Test
    void findsANewerDeliveryThatWasHandedOverFirst() {
        // When
        recipient.add(recipient.remove(1));

        // Then
        assertThat(check()).containsOnlyKeys(Fault.DISORDER);
    }

    @Test
    void excusesWhatComesLateBecauseTheCallThatLeasedItWasNotAnswered() {
        // Given
        recipient.clear();
        recipient.addAll(List.of(fetch(0, 30, false), fetch(31, 32, true), handed("d-3", 3, "m-3")));

        // When
        recipient.addAll(List.of(fetch(70, 71, true), handed("d-1", 1, "m-1"), handed("d-2", 2, "m-2")));

        // Then
        assertThat(check()).isEmpty();
    }

    @Test
    void findsWhatComesLateThoughNoLeaseCanHaveRunOut() {
        // Given
        recipient.clear();
        recipient.addAll(List.of(fetch(0, 30, false), fetch(31, 32, true), handed("d-3", 3, "m-3")));

        // When
        recipient.addAll(List.of(fetch(50, 51, true), handed("d-1", 1, "m-1"), handed("d-2", 2, "m-2")));

        // Then
        assertThat(check()).containsOnlyKeys(Fault.DISORDER);
    }

    @Test
    void findsANewerDeliveryThatCameBeforeTheCallThatNobodyAnswered() {
        // Given
        recipient.clear();
        recipient.addAll(List.of(fetch(0, 1, true), handed("d-3", 3, "m-3"), fetch(2, 30, false)));

        // When
        recipient.addAll(List.of(fetch(70, 71, true), handed("d-1", 1, "m-1"), handed("d-2", 2, "m-2")));

        // Then
        assertThat(check()).containsOnlyKeys(Fault.DISORDER);
    }

    @Test
    void findsANewerDeliveryInFrontOfOneWhoseLeaseHadRunOut() {
        // Given
        recipient.clear();
        recipient.add(fetch(0, 30, false));

        // When
        recipient.addAll(List.of(fetch(200, 201, true), handed("d-3", 3, "m-3")));
        recipient.addAll(List.of(fetch(202, 203, true), handed("d-1", 1, "m-1"), handed("d-2", 2, "m-2")));

        // Then
        assertThat(check()).containsOnlyKeys(Fault.DISORDER);
    }

    @Test
    void findsADeliveryThatComesAgainAfterItsAcknowledgement() {
        // When
        recipient.add(new Line.Acknowledged("d-3"));
        recipient.add(handed("d-3", 3, "m-3"));

        // Then
        assertThat(check()).containsOnlyKeys(Fault.RETURNED);
    }

    @Test
    void findsAReceiptThatIsMissingAndOneThatSaysRefusedOfWhatArrived() {
        // When
        sender.set(1, new Line.Receipt("r-1", "m-1", "judged", Map.of(RECIPIENT, "refused")));
        sender.remove(5);

        // Then
        assertThat(check()).containsKey(Fault.UNTRUE);
        assertThat(check().get(Fault.UNTRUE)).contains("no receipt for m-3", "m-1 to UGA.R1 was said to be refused");
    }

    @Test
    void findsAHubThatFailed() {
        // When: 503 says that it is not able, which it may
        sender.add(new Line.Unanswered("m-1", 503));
        sender.add(new Line.Unanswered("m-2", 500));

        // Then
        assertThat(check()).containsOnlyKeys(Fault.UNTRUE);
        assertThat(check().get(Fault.UNTRUE)).contains("m-2 answered 500").doesNotContain("m-1");
    }

    @Test
    void findsWhoGetsWhatNoRuleGivesThem() {
        // When
        Map<String, List<Line>> journals =
                Map.of(SENDER, sender, RECIPIENT, recipient, StormStates.NOT_NAMED, List.of(handed("d-4", 1, "m-1")));

        // Then
        assertThat(Checker.check(journals).faults()).containsKey(Fault.LEAKED);
    }

    @Test
    void findsWhatMustNotCross() {
        // When
        recipient.set(1, new Line.Handed("d-2", "bulk", 2, SENDER, "m-2", false));

        // Then
        assertThat(check()).containsOnlyKeys(Fault.LEAKED);
    }

    @Test
    void findsWhatNobodySent() {
        // When
        recipient.add(handed("d-4", 4, "m-4"));

        // Then
        assertThat(check()).containsKey(Fault.INVENTED);
    }

    private static Line.Fetch fetch(int begun, int ended, boolean answered) {
        Instant start = Instant.parse(ACCEPTED_AT);
        return new Line.Fetch(start.plusSeconds(begun), start.plusSeconds(ended), answered);
    }

    private static Line.Handed handed(String delivery, long number, String id) {
        return new Line.Handed(delivery, "bulk", number, SENDER, id, true);
    }

    /** Through the text of the lines, as from the files. */
    private Map<Fault, String> check() {
        var journals = new TreeMap<String, List<Line>>();
        journals.put(SENDER, reread(sender));
        journals.put(RECIPIENT, reread(recipient));
        return Checker.check(journals).faults();
    }

    private static List<Line> reread(List<Line> lines) {
        return lines.stream().map(line -> Line.parse(line.text())).toList();
    }
}
