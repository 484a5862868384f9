package org.kivuko.connector.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.BrokerView;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.QueueRow;
import org.kivuko.exchange.RulingRow;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.MessageType;

class StartPageTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private boolean down;
    private String signatures = "signed";

    private String page(boolean demonstration) {
        var page = new StartPage(new FakeBroker(), ledger(), InstantSource.fixed(NOW), () -> signatures, demonstration);
        return new String(page.html(), StandardCharsets.UTF_8);
    }

    private final class FakeBroker implements BrokerView {
        @Override
        public List<QueueRow> queues() {
            if (down) {
                throw new BrokerUnavailable("canary-in-exception", null);
            }
            return List.of(
                    new QueueRow("agency.KEN.DIS.outbox", 3, 1, 10, 7),
                    new QueueRow("agency.KEN.KRA.outbox", 0, 1, 0, 0));
        }

        @Override
        public boolean available() {
            return !down;
        }
    }

    /** Answers the two questions that the page asks. */
    private Ledger ledger() {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (down) {
                        throw new LedgerUnavailable("canary-in-exception", null);
                    }
                    return switch (method.getName()) {
                        case "counts" -> Map.of("accepted", 41L);
                        case "lastRulings" ->
                            List.of(new RulingRow(
                                    NOW,
                                    AgencyId.of("KEN.DIS"),
                                    AgencyId.of("UGA.UPF"),
                                    MessageType.ALERT,
                                    Outcome.REFUSED,
                                    Optional.of(Code.PROHIBITED),
                                    List.of("KEN-UGA.osbp@3/K-U-9"),
                                    List.of("<script>")));
                        default -> throw new AssertionError(method.getName());
                    };
                });
    }

    @Test
    void showsTheBooksTheLastRulingsAndTheQueuesInUse() {
        assertThat(page(false))
                .contains("As of 2026-11-23T08:00:00.000Z")
                .contains("<th scope=\"row\">accepted</th>\n<td>41</td>")
                .contains("<td>KEN.DIS</td>\n<td>UGA.UPF</td>\n<td>alert</td>\n<td>refused</td>\n<td>PROHIBITED</td>")
                .contains(
                        "<th scope=\"row\">agency.KEN.DIS.outbox</th>\n<td>3</td>\n<td>1</td>\n<td>10</td>\n<td>7</td>")
                .contains("Not shown: 1 queues")
                .doesNotContain("KEN.KRA");
    }

    @Test
    void escapesWhatItShowsAndNeedsNoScript() {
        assertThat(page(true)).contains("&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    void saysThatItIsADemonstrationWhereItIsOne() {
        assertThat(page(true)).contains("Demonstration.").contains("<title>Kivuko (demonstration)</title>");
        assertThat(page(false)).doesNotContainIgnoringCase("demonstration").contains("Agreements: signed.");
    }

    @Test
    void saysThatDemonstrationKeysHaveSigned() {
        signatures = "demonstration keys";

        assertThat(page(true)).contains("Agreements: demonstration keys.");
    }

    @Test
    void saysWhatDoesNotAnswerInsteadOfFailing() {
        // Given
        down = true;

        // When and Then
        assertThat(page(false))
                .contains("The ledger does not answer", "The broker does not answer")
                .doesNotContain("canary");
    }

    @Test
    void bringsItsOwnStyle() {
        assertThat(new String(StartPage.style(), StandardCharsets.UTF_8)).contains("color-scheme");
        assertThat(page(false)).contains("href=\"/console/console.css\"");
    }
}
