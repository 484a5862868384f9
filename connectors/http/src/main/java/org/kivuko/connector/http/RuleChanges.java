package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.kivuko.exchange.Caller;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/** How the agreements are changed while the hub runs. Thread-safe. */
public interface RuleChanges {
    /** What came of it. */
    sealed interface Result {}

    /** It is done, and holds on every hub; the document says what. */
    record Done(ObjectNode json) implements Result {}

    /**
     * It is not, and nothing has changed.
     *
     * @param faults at least one
     */
    record Refused(List<Fault> faults) implements Result {
        public Refused {
            faults = List.copyOf(faults);
        }

        /** One reason. */
        public static Refused of(Code code, String why) {
            return new Refused(List.of(new Fault("", code, why)));
        }
    }

    /** Appends a signed act (a compact JWS). Who hands it in need not be who signed it, but of that state, or an operator. */
    Result act(String jws, Caller caller);

    /** The acts about an agreement, and what the next one has to name as the one before it. */
    Optional<ObjectNode> acts(String agreement);

    /** Reads the configuration folder again: adopted as a whole or refused with everything that is wrong with it. */
    Result reload();

    /** How the agreements are signed, in a few words, for pages. */
    String signatures();
}
