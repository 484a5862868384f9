package org.kivuko.hub.stick;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.kivuko.connector.files.door.StickItem;
import org.kivuko.exchange.Times;
import org.kivuko.hub.signing.StickSeal;
import org.kivuko.model.MessageJson;

/**
 * A bundle as one file: a signed list of what is in it, a line break, and the contents one after another in the order of the list;
 * all of it closed. There is nothing to be decompressed and no path to be followed: lengths stand in the list, names have one form.
 */
final class BundleForm {
    static final int VERSION = 1;
    static final String FORM = "bundle";

    private BundleForm() {}

    static byte[] write(Bundle bundle, JWK signer, ECKey to) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(StickSeal.sign(MessageJson.write(list(bundle)), signer).getBytes(StandardCharsets.US_ASCII));
        out.write('\n');
        bundle.items().forEach(item -> out.writeBytes(item.content()));
        return StickSeal.close(out.toByteArray(), to);
    }

    static ObjectNode list(Bundle bundle) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put(FORM, VERSION);
        list.put("from", bundle.from());
        list.put("to", bundle.to());
        list.put("number", bundle.number());
        list.put("seen", bundle.seen());
        list.put("packed", Times.text(bundle.packed()));
        ArrayNode items = list.putArray("items");
        for (StickItem item : bundle.items()) {
            ObjectNode entry = items.addObject();
            entry.put("folder", item.folder());
            entry.put("name", item.name());
            entry.put("bytes", item.content().length);
            entry.put("sha256", item.digest());
            entry.put("of", item.of());
        }
        return list;
    }
}
