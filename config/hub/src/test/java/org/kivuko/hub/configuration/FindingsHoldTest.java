package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Ruling;
import org.kivuko.agreement.findings.Finding;
import org.kivuko.agreement.findings.Findings;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/**
 * A rule of which it is said that it decides or refuses nothing can be taken out: by the engine, which findings never ask, the
 * same crosses without it.
 */
class FindingsHoldTest {
    private static final Instant MORNING = Instant.parse("2026-11-01T08:00:00Z");

    private final Configuration.Loaded shipped = Shipped.loaded();
    private final List<Message> messages = messages();

    @Test
    void withoutARuleThatDecidesNothingEveryRulingStaysAsItIs() {
        // Given
        var idle = Findings.of(shipped.directory(), shipped.agreements(), MORNING).stream()
                .filter(finding ->
                        finding.message().contains("never decides anything") || finding.kind() == Finding.Kind.DEAD)
                .toList();
        var before = rulings(shipped.agreements());

        // Then
        assertThat(idle).hasSizeGreaterThan(5);
        assertThat(idle).allSatisfy(finding -> assertThat(rulings(without(finding.agreement(), number(finding))))
                .as(finding.agreement() + finding.pointer())
                .isEqualTo(before));
    }

    /** Seeded defect: it is said of the first rule of an agreement, which does decide something. */
    @Test
    void withoutARuleThatDecidesSomethingSomeRulingIsAnother() {
        assertThat(rulings(without("KEN-UGA.osbp", 0))).isNotEqualTo(rulings(shipped.agreements()));
    }

    private static int number(Finding finding) {
        return Integer.parseInt(finding.pointer().split("/", -1)[2]);
    }

    private List<Agreement> without(String id, int number) {
        return shipped.agreements().stream()
                .map(agreement -> agreement.id().equals(id) ? without(agreement, number) : agreement)
                .toList();
    }

    private static Agreement without(Agreement agreement, int number) {
        var rules = new ArrayList<>(agreement.rules());
        rules.remove(number);
        return new Agreement(
                agreement.id(),
                agreement.version(),
                agreement.title(),
                agreement.instrument(),
                agreement.parties(),
                agreement.state(),
                agreement.valid(),
                agreement.annexes(),
                rules,
                agreement.ending(),
                agreement.life());
    }

    /** What crosses of every message, without the names of rules: a refusal may read otherwise, and is one all the same. */
    private Map<String, String> rulings(List<Agreement> agreements) {
        var judging = Agreements.unkeyed(shipped.directory(), agreements);
        var rulings = new LinkedHashMap<String, String>();
        for (Message message : messages) {
            for (var agency : shipped.directory().agencies()) {
                if (!agency.id().equals(message.key().source())) {
                    rulings.put(
                            message.key() + " " + agency.id(),
                            words(judging.judge(message, agency.id(), MORNING, Facts.NONE)));
                }
            }
        }
        return rulings;
    }

    private static String words(Ruling ruling) {
        return ruling.outcome() == Outcome.REFUSED
                ? ruling.outcome().code()
                : ruling.outcome().code() + " " + ruling.removed() + " " + ruling.transformed() + " "
                        + ruling.obligations();
    }

    private static List<Message> messages() {
        try (Stream<Path> files = Files.list(Shipped.FOLDER.resolve("agreements/examples"))) {
            return files.sorted()
                    .map(FindingsHoldTest::read)
                    .flatMap(reading -> reading instanceof Reading.Accepted<Message> accepted
                            ? Stream.of(accepted.value())
                            : Stream.of())
                    .toList();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Reading<Message> read(Path file) {
        try {
            return MessageJson.read(Files.readAllBytes(file));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
