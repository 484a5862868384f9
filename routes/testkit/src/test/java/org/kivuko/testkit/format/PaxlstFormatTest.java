package org.kivuko.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.format.Format;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.Message;
import org.kivuko.model.Reading;
import org.kivuko.testkit.FormatContract;

class PaxlstFormatTest implements FormatContract {
    private static final String LIST =
            """
            UNA:+.? '
            UNB+UNOA:4+BUSLINE+KENDIS+261123:0800+000000042'
            UNG+PAXLST+BUSLINE+KENDIS+261123:0800+7+UN+D:02B'
            UNH+PAX001+PAXLST:D:02B:UN:IATA+BUS17'
            BGM+745'
            NAD+MS+++BUS LINE CONTROL'
            COM+0254 700 000000:TE'
            TDT+20+B17+3'
            LOC+125+KEBUS'
            DTM+189:2611231100:201'
            LOC+87+UGBUS'
            DTM+232:2611231130:201'
            NAD+FL+++ZEBRASTRIPE:ANNA:MARIA+20 MAIN STREET'
            ATT+2++F'
            DTM+329:740812'
            LOC+178+KEBUS'
            NAT+2+UGA'
            RFF+AVF:TYVSD'
            DOC+P:110:111+B01234567'
            DTM+36:340415'
            LOC+91+UGA'
            DOC+V:110:111+V777'
            CNT+42:1'
            UNT+21+PAX001'
            UNE+1+7'
            UNZ+1+000000042'
            """;

    @Override
    public Format format() {
        return Formats.of("application/edifact").orElseThrow();
    }

    @Override
    public byte[] good() {
        return FormatContract.bytes(LIST);
    }

    @Override
    public Beside beside() {
        return Crossing.stated();
    }

    @Override
    public List<byte[]> sameContent() {
        return List.of(
                FormatContract.bytes(LIST.replace("\n", "")),
                FormatContract.bytes(LIST.replace("UNA:+.? '\n", "").replace("\n", "\r\n ")),
                FormatContract.bytes(LIST.replace(":", "#")
                        .replace("+", "*")
                        .replace("?", "!")
                        .replace("'", "$")),
                FormatContract.bytes(LIST.replace("02B", "05B")),
                FormatContract.bytes(
                        LIST.replace("329:740812", "329:19740812:102").replace("ZEBRASTRIPE", "?ZEBRASTRIPE")),
                FormatContract.bytes(LIST.replaceAll("UN[GE].*\\n", "")));
    }

    @Override
    public List<Broken> broken() {
        return List.of(
                Broken.beside(LIST.replace("PAXLST:D:02B", "CUSRES:D:02B"), beside(), " PAX_01"),
                Broken.beside(LIST.replace("PAXLST:D:02B", "PAXLST:D:16A"), beside(), " PAX_01"),
                Broken.beside(LIST.replace("UNT+21", "UNT+99"), beside(), " PAX_03"),
                Broken.beside(
                        LIST.replace("UNZ+1+000000042", "UNZ+1+000000043").replace("CNT+42:1", "CNT+42:2"),
                        beside(),
                        " PAX_03",
                        " PAX_03"),
                Broken.beside(LIST.replace("UNT+21", "NAD+FL+++OTHER:ZEBRASTRIPE'UNT+22"), beside(), " PAX_02"),
                Broken.beside(LIST.replace("NAD+FL", "NAD+DDT"), beside(), " PAX_02"),
                Broken.beside(
                        LIST.replace("DOC+V", "DOC+I"),
                        beside(),
                        "/data/docNumber PAX_02",
                        "/data/docType SCHEMA_VIOLATION",
                        "/data/docIssuer SCHEMA_VIOLATION"),
                Broken.beside(
                        LIST.replace("DTM+36:340415", "DTM+36:never").replace("329:740812", "329:ZEBRASTRIPE"),
                        beside(),
                        "/data/dateOfBirth MRZ_05",
                        "/data/docExpiry MRZ_05"),
                Broken.beside(LIST.replace("UNOA", "UNOX"), beside(), " PAX_01"),
                Broken.beside(LIST.replace("ZEBRASTRIPE", "ZEBRASTRIPÉ"), beside(), " UNREADABLE"),
                Broken.of(
                        LIST,
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
                FormatContract.bytes("UNB+UNOA:4" + "+".repeat(1_500_000) + "'"),
                FormatContract.bytes("UNB+UNOA:4" + "?".repeat(1_500_001)),
                FormatContract.bytes("UNB+UNOA:4'" + "A'".repeat(900_000)),
                FormatContract.bytes("UNB+UNOA:4'" + "ABC'".repeat(500_000)),
                FormatContract.bytes(LIST.replace("UNT+21", "NAD+FL+++A:B'".repeat(15_000) + "UNT+21")),
                FormatContract.bytes(" ".repeat(2_000_000)));
    }

    @Test
    void a_traveller_of_a_list_becomes_a_record() {
        assertThat(data(LIST).toString())
                .isEqualTo(
                        "{\"recordId\":\"r-1\",\"surname\":\"ZEBRASTRIPE\",\"givenNames\":\"ANNA MARIA\",\"sex\":\"F\","
                                + "\"dateOfBirth\":\"1974-08-12\",\"nationality\":\"UGA\",\"docType\":\"P\",\"docNumber\":\"B01234567\","
                                + "\"docIssuer\":\"UGA\",\"docExpiry\":\"2034-04-15\",\"mrzCheck\":\"NONE\",\"transport\":\"3\","
                                + "\"post\":\"KEN-BUSIA\",\"direction\":\"EXIT\",\"crossedAt\":\"2026-11-23T11:19:58+03:00\","
                                + "\"outcome\":\"DEPARTED\"}");
    }

    @Test
    void a_released_sign_is_no_separator() {
        assertThat(data(LIST.replace("ZEBRASTRIPE", "O?'NEILL?+?:??"))
                        .path("surname")
                        .asText())
                .isEqualTo("O'NEILL+:?");
    }

    @Test
    void the_character_set_is_that_of_the_level() {
        byte[] latin = LIST.replace("UNOA", "UNOC").replace("ANNA", "ÁNNA").getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf = FormatContract.bytes(LIST.replace("UNOA", "UNOW").replace("ANNA", "ÁNNA"));

        assertThat(data(latin)).isEqualTo(data(utf));
        assertThat(data(utf).path("givenNames").asText()).isEqualTo("ÁNNA MARIA");
    }

    /** Where and how a traveller lives is nobody's business at a border. */
    @Test
    void what_a_record_does_not_hold_is_left_out() {
        assertThat(data(LIST).toString()).doesNotContain("MAIN STREET", "TYVSD", "V777", "0254");
    }

    private JsonNode data(String document) {
        return data(FormatContract.bytes(document));
    }

    private JsonNode data(byte[] document) {
        Reading<Message> reading = format().read(document, SENDER, beside());
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted<Message>) reading).value().json().path("data");
    }
}
