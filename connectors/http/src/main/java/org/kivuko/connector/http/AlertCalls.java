package org.kivuko.connector.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.exchange.AlertsInForce;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Reading;

/** Asking what is in force. */
final class AlertCalls {
    static final Set<String> QUERY = Set.of("max", "after", "channel");

    private final HttpPorts.InForceSource alerts;

    AlertCalls(HttpPorts.InForceSource alerts) {
        this.alerts = alerts;
    }

    Answer active(Call call) {
        Reading<Lots> reading = Lots.read(call.query());
        if (reading instanceof Reading.Refused<Lots> refused) {
            return Problem.of(400, refused.faults());
        }
        Lots lots = ((Reading.Accepted<Lots>) reading).value();
        AlertsInForce.Result result = alerts.ask(
                call.agency(), lots.channel(), Optional.ofNullable(call.query().get("after")), lots.max());
        if (result instanceof AlertsInForce.Result.StandsStill still) {
            return MessageCalls.standsStill(still.reason());
        }
        return result instanceof AlertsInForce.Result.Page page
                ? Delivered.alerts(page.alerts(), page.next())
                : Problem.of(
                        400,
                        List.of(new Fault(
                                "", Code.SCHEMA_VIOLATION, "after is the next of an earlier answer on this channel")));
    }
}
