package org.kivuko.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.format.Format;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.Reading;
import org.kivuko.testkit.Corpora;
import org.kivuko.testkit.FormatContract;

class MrzFormatTest implements FormatContract {
    /** The specimen of Doc 9303-4, with another name and the state that its check digits do not cover. */
    private static final String TD3 =
            """
            PPUGAZEBRASTRIPE<<ANNA<MARIA<<<<<<<<<<<<<<<<
            L898902C36UGA7408122F3404159ZE184226B<<<<<16
            """;

    @Override
    public Format format() {
        return Formats.of("text/vnd.kivuko.mrz").orElseThrow();
    }

    @Override
    public byte[] good() {
        return FormatContract.bytes(TD3);
    }

    @Override
    public Beside beside() {
        return Crossing.stated();
    }

    @Override
    public List<byte[]> sameContent() {
        return List.of(
                FormatContract.bytes(TD3.replace("\n", "\r\n") + "\n"),
                FormatContract.bytes("\n" + TD3.replace("\n", "  \n")),
                FormatContract.bytes(Crossing.head() + TD3));
    }

    @Override
    public List<Broken> broken() {
        return List.of(
                Broken.beside(TD3.replace("L898", "L899"), beside(), "/data/mrzCheck MRZ_07"),
                Broken.beside(
                        TD3.replace("F3404159", "H3404159").replace("740812", "74O812"),
                        beside(),
                        "/data/dateOfBirth MRZ_05",
                        "/data/sex MRZ_06",
                        "/data/mrzCheck MRZ_07"),
                Broken.beside(TD3.replace("<\n", "\n"), beside(), " MRZ_06"),
                Broken.beside(TD3.replace("PPUGA", "VPUGA"), beside(), " MRZ_06"),
                Broken.beside("ZEBRASTRIPE: x\n\n" + TD3, beside(), " SCHEMA_VIOLATION"),
                Broken.beside(TD3, with("mrzCheck", "FAIL"), "/data/mrzCheck SCHEMA_VIOLATION"),
                Broken.of(
                        TD3,
                        "/id SCHEMA_VIOLATION",
                        "/time SCHEMA_VIOLATION",
                        "/to SCHEMA_VIOLATION",
                        "/purpose SCHEMA_VIOLATION",
                        "/data/recordId SCHEMA_VIOLATION",
                        "/data/post SCHEMA_VIOLATION",
                        "/data/direction SCHEMA_VIOLATION",
                        "/data/crossedAt SCHEMA_VIOLATION",
                        "/data/outcome SCHEMA_VIOLATION"));
    }

    @Override
    public List<byte[]> hostile() {
        return List.of(
                FormatContract.bytes("<".repeat(2_000_000)),
                FormatContract.bytes("\n".repeat(2_000_000)),
                FormatContract.bytes("a: b\n".repeat(3_000) + TD3),
                FormatContract.bytes("x: ".repeat(5_000) + "\n" + TD3));
    }

    @Test
    void a_zone_becomes_the_record_of_its_holder() {
        JsonNode data = data(TD3, beside());

        assertThat(data.toString())
                .isEqualTo("{\"recordId\":\"r-1\",\"surname\":\"ZEBRASTRIPE\",\"givenNames\":\"ANNA MARIA\","
                        + "\"dateOfBirth\":\"1974-08-12\",\"nationality\":\"UGA\",\"sex\":\"F\",\"docType\":\"PP\","
                        + "\"docIssuer\":\"UGA\",\"docNumber\":\"L898902C3\",\"docExpiry\":\"2034-04-15\",\"mrzCheck\":\"PASS\","
                        + "\"post\":\"KEN-BUSIA\",\"direction\":\"EXIT\",\"crossedAt\":\"2026-11-23T11:19:58+03:00\","
                        + "\"outcome\":\"DEPARTED\",\"transport\":\"3\"}");
    }

    @Test
    void the_specimens_of_icao_pass_their_own_check_digits() {
        for (String[] vector : vectors("document")) {
            JsonNode data = data(vector[2].replace('|', '\n'), beside());
            assertThat(data.path("mrzCheck").asText()).as(vector[4]).isEqualTo("PASS");
            assertThat(data.path("surname").asText()).isEqualTo("ERIKSSON");
            assertThat(data.path("givenNames").asText()).isEqualTo("ANNA MARIA");
            assertThat(data.path("dateOfBirth").asText()).isEqualTo("1974-08-12");
        }
    }

    @Test
    void the_names_of_icao_are_read_as_far_as_the_line_holds_them() {
        List<String[]> names = vectors("name_line1");
        assertThat(names).hasSize(15);
        for (String[] vector : names) {
            String[] wanted = vector[2].replace("'", "").replace("-", " ").split(", ", 2);
            JsonNode data = data(vector[3] + "\n" + TD3.lines().toList().get(1), beside());
            assertAllBeginLike(wanted[0], data.path("surname").asText());
            assertAllBeginLike(
                    wanted[wanted.length - 1], data.path("givenNames").asText());
        }
    }

    /** Lines that are full cut words off, each issuer in its own way. */
    private static void assertAllBeginLike(String whole, String read) {
        String[] words = whole.split(" ", -1);
        String[] found = read.split(" ", -1);
        assertThat(found.length).isBetween(1, words.length);
        for (int i = 0; i < found.length; i++) {
            assertThat(words[i]).startsWith(found[i]);
        }
    }

    /** Born in the year of the crossing or a century before; expired long ago or valid for long. */
    @ParameterizedTest
    @CsvSource({
        "261123, 2026-11-23",
        "261124, 1926-11-24",
        "2612<<, 1926-12",
        "26<<<<, 2026",
        "27<<<<, 1927",
        "0002<<, 2000-02"
    })
    void a_birth_is_never_after_the_crossing(String written, String understood) {
        assertThat(data(zone(written, "340415"), beside()).path("dateOfBirth").asText())
                .isEqualTo(understood);
    }

    @ParameterizedTest
    @CsvSource({"260101, 2026-01-01", "960101, 1996-01-01", "950101, 2095-01-01", "940101, 2094-01-01", "<<<<<<, ''"})
    void an_expiry_leans_to_the_future(String written, String understood) {
        assertThat(data(zone("740812", written), beside()).path("docExpiry").asText())
                .isEqualTo(understood);
    }

    @Test
    void a_number_of_more_than_nine_signs_goes_on_in_the_optional_field_of_a_card() {
        // Given
        String number = "D23145890734";
        String first = "I<UGAD23145890<734" + digit(number) + "<<<<<<<<<<<";
        String dates = "740812" + digit("740812") + "F" + "340415" + digit("340415");
        String composite = first.substring(5) + dates.substring(0, 7) + dates.substring(8) + "<<<<<<<<<<<";
        String second = dates + "UGA<<<<<<<<<<<" + digit(composite);

        // When
        JsonNode data = data(first + "\n" + second + "\nZEBRASTRIPE<<ANNA<<<<<<<<<<<<<\n", beside());

        // Then
        assertThat(data.path("docNumber").asText()).isEqualTo(number);
        assertThat(data.path("docType").asText()).isEqualTo("I");
    }

    @Test
    void who_has_one_name_has_it_in_both_members() {
        JsonNode data = data(TD3.replace("<<ANNA<MARIA", "<<<<<<<<<<<<"), beside());

        assertThat(data.path("surname").asText()).isEqualTo("ZEBRASTRIPE");
        assertThat(data.path("givenNames").asText()).isEqualTo("ZEBRASTRIPE");
    }

    @Test
    void a_zone_that_stands_wrong_in_the_document_is_taken_where_the_officer_says_so() {
        JsonNode data = data(TD3.replace("L898", "L899"), with("mrzCheck", "FAIL"));

        assertThat(data.path("mrzCheck").asText()).isEqualTo("FAIL");
    }

    /** Every digit of the second line counts: one that is changed is found. Seen to fail without the composite digit. */
    @Test
    void a_digit_that_was_changed_is_found() {
        String second = TD3.lines().toList().get(1);
        for (int i = 0; i < second.length(); i++) {
            if (Character.isDigit(second.charAt(i))) {
                char other = (char) ('0' + (second.charAt(i) - '0' + 1) % 10);
                String changed = TD3.replace(second, second.substring(0, i) + other + second.substring(i + 1));
                assertThat(read(changed, beside())).as("place %d", i).isInstanceOf(Reading.Refused.class);
            }
        }
    }

    /** @param birth six places, as the expiry */
    private static String zone(String birth, String expiry) {
        String number = "L898902C3" + digit("L898902C3");
        String rest = birth + digit(birth) + "F" + expiry + digit(expiry);
        String optional = "<<<<<<<<<<<<<<0";
        return "PPUGAZEBRASTRIPE<<ANNA<MARIA<<<<<<<<<<<<<<<<\n" + number + "UGA" + rest + optional
                + digit(number + rest.substring(0, 7) + rest.substring(8) + optional);
    }

    private static int digit(String text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            sum += (sign == '<' ? 0 : Character.digit(sign, 36)) * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
        }
        return sum % 10;
    }

    private static Beside with(String name, String value) {
        var stated = new HashMap<>(Crossing.stated().stated());
        stated.put(name, value);
        return new Beside(stated);
    }

    private JsonNode data(String document, Beside beside) {
        Reading<Message> reading = read(document, beside);
        assertThat(reading instanceof Reading.Refused<Message> refused ? refused.faults() : List.<Fault>of())
                .isEmpty();
        return ((Reading.Accepted<Message>) reading).value().json().path("data");
    }

    private Reading<Message> read(String document, Beside beside) {
        return format().read(FormatContract.bytes(document), SENDER, beside);
    }

    /** Cells of the lines of one kind; quoted cells hold commas. */
    private static List<String[]> vectors(String kind) {
        var vectors = new ArrayList<String[]>();
        String file = new String(Corpora.bytes("icao-9303-vectors/mrz_vectors.csv"), StandardCharsets.UTF_8);
        file.lines()
                .filter(line -> line.startsWith(kind + ","))
                .forEach(line -> vectors.add(Stream.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                        .map(cell -> cell.replace("\"", ""))
                        .toArray(String[]::new)));
        return vectors;
    }
}
