package org.kivuko.exchange.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.MatrixRow;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;

/** One matrix in its four forms: what one of them says, all of them say. */
class MatrixFormsTest {
    private static final Instant AT = Instant.parse("2026-11-01T08:00:00Z");

    private static final Directory DIRECTORY =
            new Directory(List.of(state("KEN", "Kenya", "KEN.DIS"), state("UGA", "Uganda <b>", "UGA.DCIC")), List.of());

    private final List<MatrixRow> rows = Agreements.of(DIRECTORY, List.of(agreement()), (from, to, value) -> value)
            .matrix(AT);

    @Test
    void jsonNamesTheLegalTextTheRecipientsAndThePersonalFields() {
        // When
        var row = MatrixJson.of(rows).get("rows").get(index("KEN", "UGA"));

        // Then
        assertThat(row.toString())
                .isEqualTo("{'from':'KEN','to':'UGA','message':'alert','rules':['KEN-UGA.test@1/R'],".replace('\'', '"')
                        + "'recipients':['UGA.DCIC'],'keep':['@core','subject.person.dateOfBirth','texts[].event'],"
                                .replace('\'', '"')
                        + "'permits':[{'rule':'KEN-UGA.test@1/R','instrument':'Treaty, with a comma','article':'art. 1',"
                                .replace('\'', '"')
                        + "'alertTypes':['DOC-*'],'purposes':['customs'],'recipients':['UGA.DCIC'],".replace('\'', '"')
                        + "'personal':[{'path':'subject.person.dateOfBirth','transform':'year'},{'path':'texts[].event'}]}]}"
                                .replace('\'', '"'));
    }

    @Test
    void csvHasALineForEachPermitAndOneForEachThatDoesNotCross() {
        // When
        var lines = MatrixCsv.of(rows).lines().toList();

        // Then
        assertThat(lines).hasSize(1 + rows.size());
        assertThat(lines)
                .contains("KEN,UGA,alert,,KEN-UGA.test@1/R,\"Treaty, with a comma\",art. 1,DOC-*,customs,UGA.DCIC,"
                        + "person: dateOfBirth (year); texts: event")
                .contains("UGA,KEN,alert,NO_AGREEMENT,,,,,,,");
    }

    @Test
    void textNamesThemUnderTheirPair() {
        // When
        var text = String.join("\n", MatrixText.lines(rows));

        // Then
        assertThat(text)
                .contains("KEN > UGA   1 permit, 1 agency")
                .contains("KEN-UGA.test@1/R alert DOC-*, for customs")
                .containsPattern("personal +person: dateOfBirth \\(year\\); texts: event")
                .containsPattern("under +Treaty, with a comma, art. 1");
    }

    @Test
    void htmlStandsAloneIsEscapedAndColouredByWhatCrosses() {
        // When
        var html = MatrixHtml.of(DIRECTORY, rows, AT);

        // Then
        assertThat(html)
                .contains("KEN to UGA, alert: details or free text, not who it is")
                .contains("class=\"depth depth-2\"")
                .contains("<bdi>Uganda &lt;b&gt;</bdi>")
                .contains("Treaty, with a comma, art. 1")
                .doesNotContain("<b>Uganda", "<script", "http://", "https://", "src=");
        assertThat(html.split("<td[^>]*><a href", -1)).hasSize(1 + 4);
    }

    private int index(String from, String to) {
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (row.from().equals(from) && row.to().equals(to) && row.message() == MessageType.ALERT) {
                return i;
            }
        }
        throw new AssertionError(from + " " + to);
    }

    private static Directory.State state(String code, String name, String agency) {
        var agencies = List.of(new Directory.Agency(AgencyId.of(agency), agency, Set.of(Role.IMMIGRATION), false));
        return new Directory.State(code, name, Optional.empty(), agencies);
    }

    private static Agreement agreement() {
        var rule = new Rule(
                "R",
                Rule.Kind.PERMIT,
                "KEN",
                "UGA",
                Optional.of("all"),
                Set.of(MessageType.ALERT),
                List.of(new Rule.AlertTypes("DOC-*")),
                List.of(),
                List.of(),
                Set.of(),
                Set.of(Purpose.CUSTOMS),
                Set.of(),
                Optional.empty(),
                Set.of(),
                false,
                new Rule.Fields(
                        List.of("@core", "texts[].event", "subject.person.dateOfBirth"),
                        Map.of("subject.person.dateOfBirth", Rule.Transform.YEAR),
                        List.of()),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
        return new Agreement(
                "KEN-UGA.test",
                1,
                "Test",
                new Agreement.Instrument("Treaty, with a comma", Optional.of("art. 1")),
                List.of("KEN", "UGA"),
                Agreement.State.IN_FORCE,
                new Agreement.Validity(LocalDate.parse("2020-01-01"), Optional.empty()),
                Map.of("all", Set.of("KEN", "UGA")),
                List.of(rule));
    }
}
