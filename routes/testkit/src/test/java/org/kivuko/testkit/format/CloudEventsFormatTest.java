package org.kivuko.testkit.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.kivuko.exchange.format.Format;
import org.kivuko.exchange.format.Formats;
import org.kivuko.testkit.FormatContract;

class CloudEventsFormatTest implements FormatContract {
    private static final String RECORD =
            """
            {"specversion":"1.0","id":"r-1","source":"/agencies/KEN.DIS","type":"kivuko.crossing-record.v1",
             "time":"2026-11-23T11:20:05+03:00","to":"UGA.DCIC","purpose":"border-check",
             "data":{"recordId":"x-1","post":"KEN-BUSIA","direction":"EXIT","crossedAt":"2026-11-23T11:19:58+03:00",
              "surname":"ZEBRASTRIPE","givenNames":"PETER","dateOfBirth":"1984-02-29","nationality":"UGA","sex":"M",
              "docType":"PP","docIssuer":"UGA","docNumber":"B01234567","outcome":"DEPARTED"}}
            """;

    @Override
    public Format format() {
        return Formats.JSON;
    }

    @Override
    public byte[] good() {
        return FormatContract.bytes(RECORD);
    }

    @Override
    public List<byte[]> sameContent() {
        return List.of(
                FormatContract.bytes(RECORD.replaceAll("\\s*\\n\\s*", "")),
                FormatContract.bytes(RECORD.replace("PETER", "\\u0050ETER")),
                FormatContract.bytes(
                        RECORD.replace("{\"specversion\":\"1.0\",", "{").replace("}}", "},\"specversion\":\"1.0\"}")));
    }

    @Override
    public List<Broken> broken() {
        return List.of(
                Broken.of(
                        RECORD.replace("\"UGA.DCIC\"", "17").replace("\"EXIT\"", "\"ZEBRASTRIPE\""),
                        "/to SCHEMA_VIOLATION",
                        "/data/direction SCHEMA_VIOLATION"),
                Broken.of(RECORD.replace("\"id\"", "\"to\""), " UNREADABLE"));
    }

    @Override
    public List<byte[]> hostile() {
        return List.of(
                FormatContract.bytes("[".repeat(200_000)),
                FormatContract.bytes("{\"a\":".repeat(100_000)),
                FormatContract.bytes("1".repeat(1_000_000)),
                FormatContract.bytes("{\"a\":1e" + "9".repeat(1_000_000) + "}"),
                FormatContract.bytes("{" + "\"ZEBRASTRIPE\":0,".repeat(100_000) + "\"b\":0}"),
                ("\"" + "\\ud800".repeat(300_000) + "\"").getBytes(StandardCharsets.UTF_8));
    }
}
