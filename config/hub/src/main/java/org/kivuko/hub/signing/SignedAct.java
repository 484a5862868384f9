package org.kivuko.hub.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.agreement.Act;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Sha256;

/**
 * An act as its authority signed it: a JWS whose payload is canonical JSON.
 *
 * @param at when the authority says it acted
 * @param previous digest of the act before it, for the first that of the agreement's text: so the chain can be appended and
 *     nothing in it changed, taken out or moved
 * @param compact the JWS itself
 */
public record SignedAct(
        String agreement,
        int version,
        Deed deed,
        Optional<String> annex,
        Instant at,
        AgencyId by,
        String previous,
        String compact) {
    private static final String TYPE = "kivuko-act";

    /** Signs an act. */
    public static SignedAct make(
            AgreementText text, Deed deed, Optional<String> annex, Instant at, AgencyId by, String previous, JWK key) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("agreement", text.agreement());
        payload.put("version", text.version());
        payload.put("act", deed.code());
        annex.ifPresent(name -> payload.put("annex", name));
        payload.put("at", at.toString());
        payload.put("by", by.toString());
        payload.put("previous", previous);
        String compact = Jws.sign(TYPE, Map.of(), MessageJson.canonical(payload), key, false);
        return new SignedAct(text.agreement(), text.version(), deed, annex, at, by, previous, compact);
    }

    /** Reads an act without asking whether its signature fits; empty where it is none. */
    public static Optional<SignedAct> read(String compact) {
        return Jws.parse(TYPE, compact, Optional.empty()).flatMap(jws -> {
            try {
                return read(MessageJson.tree(jws.getPayload().toBytes()), compact.strip());
            } catch (IllegalArgumentException notJson) {
                return Optional.empty();
            }
        });
    }

    private static Optional<SignedAct> read(JsonNode payload, String compact) {
        Optional<Deed> deed = Stream.of(Deed.values())
                .filter(it -> it.code().equals(payload.path("act").asText()))
                .findFirst();
        Optional<String> annex = Optional.ofNullable(payload.get("annex")).map(JsonNode::asText);
        Optional<AgencyId> by = AgencyId.parse(payload.path("by").asText());
        Optional<Instant> at = TextSignature.instant(payload.path("at").asText());
        boolean whole = deed.isPresent()
                && by.isPresent()
                && at.isPresent()
                && payload.path("version").isInt()
                && deed.get().namesAnnex() == annex.isPresent();
        return whole
                ? Optional.of(new SignedAct(
                        payload.path("agreement").asText(),
                        payload.get("version").asInt(),
                        deed.get(),
                        annex,
                        at.get(),
                        by.get(),
                        payload.path("previous").asText(),
                        compact))
                : Optional.empty();
    }

    /** What the next act names as the one before it. Over the payload: a signature can be written in more than one way. */
    public String digest() {
        return Sha256.hex(jws().getPayload().toBytes());
    }

    /** Why its signature does not count; empty where it does. */
    Optional<String> fault(KeyRing keys) {
        return keys.fault(jws(), by, at);
    }

    private JWSObject jws() {
        return Jws.parse(TYPE, compact, Optional.empty()).orElseThrow();
    }

    /** The act for the agreement's life, counting from this instant on. */
    public Act act(Instant from) {
        return deed.act(by.state(), from, annex);
    }

    @Override
    public String toString() {
        return deed.code() + " " + agreement + "@" + version + " by " + by;
    }
}
