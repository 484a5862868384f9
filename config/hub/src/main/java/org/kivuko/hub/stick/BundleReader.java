package org.kivuko.hub.stick;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kivuko.connector.files.door.StickEnd;
import org.kivuko.hub.signing.StickSeal;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageJson;

/** Reads a bundle, and says everything that is wrong with it at once. Nothing of it counts before all of it was checked. */
final class BundleReader {
    /** Of the closed file: it takes a third more than what is in it. */
    static final int MOST_FILE_BYTES = 80 << 20;

    private static final int MOST_LIST_BYTES = 8 << 20;
    private static final long MOST_NUMBER = 999_999_999_999L;

    private final StickEnd end;
    private final String me;
    private final ECKey mine;
    private final Function<String, Optional<StickKeys>> others;

    /**
     * @param me as which this end is named
     * @param others the public keys of who may send here, by name
     */
    BundleReader(StickEnd end, String me, ECKey mine, Function<String, Optional<StickKeys>> others) {
        this.end = end;
        this.me = me;
        this.mine = mine;
        this.others = others;
    }

    /** What came of it. */
    sealed interface Result {}

    record Opened(Bundle bundle) implements Result {}

    /** @param faults at least one */
    record Refused(List<Fault> faults) implements Result {
        private static Refused of(Code code, String detail) {
            return new Refused(List.of(new Fault("", code, detail)));
        }
    }

    Result read(byte[] file) {
        StickSeal.Opening opening = StickSeal.open(file, mine);
        if (opening instanceof StickSeal.Open open) {
            return opened(open.content());
        }
        return opening instanceof StickSeal.Foreign
                ? Refused.of(Code.NOT_ALLOWED, "expected a bundle closed for the key of " + me + ", found another's")
                : Refused.of(
                        Code.UNREADABLE, "expected a whole bundle, found none, or one that was changed or cut off");
    }

    private Result opened(byte[] content) {
        int listEnd = indexOfBreak(content);
        String signed = new String(content, 0, listEnd, StandardCharsets.US_ASCII);
        Optional<JsonNode> list = StickSeal.unverified(signed).flatMap(BundleReader::tree);
        if (list.isEmpty()) {
            return Refused.of(Code.UNREADABLE, "expected a signed list of what is in it, found none");
        }
        var faults = new ArrayList<Fault>();
        Bundle bundle = bundle(list.get(), signed, Arrays.copyOfRange(content, listEnd + 1, content.length), faults);
        return faults.isEmpty()
                ? new Opened(bundle)
                : new Refused(faults.stream().sorted().toList());
    }

    /** 0 where there is none, and then nothing is signed. */
    private static int indexOfBreak(byte[] content) {
        for (int i = 0; i < Math.min(content.length, MOST_LIST_BYTES); i++) {
            if (content[i] == '\n') {
                return i;
            }
        }
        return 0;
    }

    private static Optional<JsonNode> tree(byte[] json) {
        try {
            return Optional.of(MessageJson.tree(json)).filter(JsonNode::isObject);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private Bundle bundle(JsonNode list, String signed, byte[] contents, List<Fault> faults) {
        String from = list.path("from").asText();
        Optional<StickKeys> sender = others.apply(from);
        if (sender.isEmpty()) {
            faults.add(new Fault("/from", Code.NOT_AUTHENTICATED, "expected one whose keys are known here"));
        } else if (!StickSeal.verifies(signed, sender.get().signing())) {
            faults.add(new Fault("/from", Code.NOT_SENDER, "expected its signature, found none that holds"));
        }
        if (!list.path("to").asText().equals(me)) {
            faults.add(new Fault("/to", Code.NOT_ALLOWED, "expected " + me + ", found another"));
        }
        if (list.path(BundleForm.FORM).asInt() != BundleForm.VERSION) {
            faults.add(form("/" + BundleForm.FORM, "expected " + BundleForm.VERSION));
        }
        long number = number(list, "number", 1, faults);
        long seen = number(list, "seen", 0, faults);
        Instant packed = instant(list, faults);
        return new Bundle(from, me, number, seen, packed, new BundleItems(end.other(), contents, faults).read(list));
    }

    private static Fault form(String pointer, String detail) {
        return new Fault(pointer, Code.SCHEMA_VIOLATION, detail);
    }

    private static long number(JsonNode list, String name, long least, List<Fault> faults) {
        JsonNode value = list.path(name);
        if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > MOST_NUMBER) {
            faults.add(form("/" + name, "expected a whole number from " + least + " to " + MOST_NUMBER));
        }
        return value.asLong();
    }

    private static Instant instant(JsonNode list, List<Fault> faults) {
        try {
            return Instant.parse(list.path("packed").asText());
        } catch (DateTimeParseException none) {
            faults.add(form("/packed", "expected an instant in UTC"));
            return Instant.EPOCH;
        }
    }
}
