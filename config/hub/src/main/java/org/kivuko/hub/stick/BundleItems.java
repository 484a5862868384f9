package org.kivuko.hub.stick;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.kivuko.connector.files.door.StickEnd;
import org.kivuko.connector.files.door.StickItem;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/** Reads the files that a bundle lists. Used once. */
final class BundleItems {
    private static final Pattern DIGEST_OR_NONE = Pattern.compile("([0-9a-f]{64})?");

    private final StickEnd sender;
    private final byte[] contents;
    private final List<Fault> faults;
    private final Set<String> places = new HashSet<>();
    private int at;

    /** @param faults what is wrong is added here */
    BundleItems(StickEnd sender, byte[] contents, List<Fault> faults) {
        this.sender = sender;
        this.contents = contents;
        this.faults = faults;
    }

    List<StickItem> read(JsonNode list) {
        JsonNode entries = list.path("items");
        var items = new ArrayList<StickItem>();
        if (!entries.isArray() || entries.size() > StickItem.MOST) {
            fault("/items", Code.TOO_LARGE, "expected a list of at most " + StickItem.MOST + " files");
            return items;
        }
        for (int i = 0; i < entries.size(); i++) {
            JsonNode bytes = entries.get(i).path("bytes");
            if (!bytes.isInt() || bytes.asInt() < 0 || bytes.asInt() > contents.length - at) {
                fault("/items/" + i + "/bytes", Code.UNREADABLE, "expected the whole file, found less");
                return items;
            }
            items.add(item(entries.get(i), bytes.asInt(), "/items/" + i));
        }
        if (at != contents.length) {
            fault("/items", Code.UNREADABLE, "expected nothing but what is listed, found more");
        }
        return items;
    }

    private StickItem item(JsonNode entry, int bytes, String pointer) {
        byte[] content = Arrays.copyOfRange(contents, at, at + bytes);
        at += bytes;
        var item = new StickItem(
                entry.path("folder").asText(),
                entry.path("name").asText(),
                content,
                entry.path("of").asText());
        if (!sender.packs().contains(item.folder()) || !StickItem.fits(item.folder(), item.name())) {
            fault(pointer + "/name", Code.SCHEMA_VIOLATION, "expected a folder and a name that have a place here");
        }
        if (!places.add(item.place())) {
            fault(pointer + "/name", Code.SCHEMA_VIOLATION, "expected each file once");
        }
        if (bytes > StickItem.MOST_BYTES_EACH) {
            fault(pointer + "/bytes", Code.TOO_LARGE, "expected at most " + StickItem.MOST_BYTES_EACH);
        }
        if (!entry.path("sha256").asText().equals(item.digest())) {
            fault(pointer + "/sha256", Code.UNREADABLE, "expected the file that was signed, found another");
        }
        if (!DIGEST_OR_NONE.matcher(item.of()).matches()) {
            fault(pointer + "/of", Code.SCHEMA_VIOLATION, "expected a digest or nothing");
        }
        return item;
    }

    private void fault(String pointer, Code code, String detail) {
        faults.add(new Fault(pointer, code, detail));
    }
}
