package org.kivuko.testkit.format;

import org.kivuko.exchange.format.Beside;
import org.kivuko.testkit.FormatContract;

/** What is stated of one crossing at Busia. */
final class Crossing {
    private Crossing() {}

    static Beside stated() {
        return FormatContract.stated(
                "id",
                "r-1",
                "to",
                "UGA.DCIC",
                "purpose",
                "border-check",
                "post",
                "KEN-BUSIA",
                "direction",
                "EXIT",
                "crossedAt",
                "2026-11-23T11:19:58+03:00",
                "outcome",
                "DEPARTED",
                "transport",
                "3");
    }

    /** The same as the head of a document. */
    static String head() {
        var head = new StringBuilder();
        stated().stated()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append('\n'));
        return head.append('\n').toString();
    }
}
