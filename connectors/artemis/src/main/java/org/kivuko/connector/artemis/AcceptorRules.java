package org.kivuko.connector.artemis;

import static org.kivuko.connector.artemis.BrokerRules.off;
import static org.kivuko.connector.artemis.BrokerRules.on;
import static org.kivuko.operations.safety.Mender.OPERATOR;
import static org.kivuko.operations.safety.Mender.PROGRAM;
import static org.kivuko.operations.safety.SafetyRule.oneOf;

import java.util.List;
import java.util.stream.Stream;
import org.kivuko.operations.safety.SafetyRule;

/** What the broker's doors to the outside have to be; the hub's own way in is inside the process. */
final class AcceptorRules {
    /** What agencies may speak at a port. Core and OpenWire reach past the hub's checks. */
    static final List<String> OUTSIDE =
            Stream.of(AgencyProtocol.values()).map(AgencyProtocol::name).toList();

    private static final int MOST_CONNECTIONS = 10_000;

    static final List<SafetyRule> ALL = List.of(
            oneOf(
                    "BROKER_PROTOCOLS",
                    "protocols",
                    OUTSIDE,
                    "CORE",
                    "the broker's own languages can do at an outside port what no agency may",
                    PROGRAM),
            oneOf(
                    "BROKER_SASL",
                    "saslMechanisms",
                    List.of("PLAIN", "EXTERNAL"),
                    "ANONYMOUS",
                    "somebody without a name comes in",
                    PROGRAM),
            off("BROKER_AMQP_DUPLICATES", "amqpDuplicateDetection", "the broker, not the ledger, says what came twice"),
            on(
                    "BROKER_REJECTS",
                    "amqpTreatRejectAsUnmodifiedDeliveryFailed",
                    "a receiver that rejects a delivery throws it to the dead letters"),
            off("BROKER_OPENS_BY_ITSELF", "autoStart", "a door is open before the hub has looked at what waits"),
            new SafetyRule(
                    "BROKER_CONNECTIONS",
                    "connectionsAllowed",
                    "1 to " + MOST_CONNECTIONS,
                    "-1",
                    "connections that do nothing take the memory of all",
                    PROGRAM,
                    number -> Long.parseLong(number) >= 1 && Long.parseLong(number) <= MOST_CONNECTIONS),
            SafetyRule.is(
                    "BROKER_PLAIN_OUTSIDE",
                    "outside without TLS",
                    "no",
                    "0.0.0.0",
                    "keys and messages go over the network for everybody to read",
                    OPERATOR));

    private AcceptorRules() {}
}
