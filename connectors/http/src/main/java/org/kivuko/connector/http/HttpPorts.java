package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.kivuko.exchange.Agenda;
import org.kivuko.exchange.AlertsInForce;
import org.kivuko.exchange.BrokerView;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.CorrectionRow;
import org.kivuko.exchange.DryRun;
import org.kivuko.exchange.Emergencies;
import org.kivuko.exchange.Keys;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.RecallRow;
import org.kivuko.exchange.Resends;
import org.kivuko.exchange.Reviews;
import org.kivuko.exchange.Rulebook;
import org.kivuko.exchange.Shelf;
import org.kivuko.exchange.Submissions;
import org.kivuko.exchange.ThreadReader;
import org.kivuko.exchange.clock.ClockDoubt;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.limit.Quotas;
import org.kivuko.exchange.limit.Standstill;
import org.kivuko.exchange.push.Pushes;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Reading;

/**
 * What the door asks of the rest of the hub. Everything in it is thread-safe.
 *
 * @param submissions what every door does before it answers: the same one at all of them
 * @param pushes what is not to be fetched
 * @param health what the hub's health hangs on, in the order in which it is shown
 * @param ready whether the hub has finished its start
 * @param pages of operators, served below {@code /console/}
 * @param ops what the calls of the console need
 */
public record HttpPorts(
        Submissions submissions,
        Trial trial,
        Explainer explainer,
        Ledger ledger,
        Shelf shelf,
        Pushes pushes,
        ThreadSource threads,
        Keys keys,
        BrokerView broker,
        Rulebook rulebook,
        Reviews reviews,
        Agenda agenda,
        ResendSource resends,
        InForceSource alerts,
        RecallSource recalls,
        CorrectionSource corrections,
        Emergencies emergencies,
        RuleChanges rules,
        Analyses analyses,
        Quotas quotas,
        Standstill standstill,
        ClockConfirmation clockConfirmation,
        InstantSource clock,
        List<HealthSource> health,
        BooleanSupplier ready,
        Pages pages,
        OpsPorts ops) {

    public HttpPorts {
        health = List.copyOf(health);
    }

    /** {@link ThreadReader#read}. */
    @FunctionalInterface
    public interface ThreadSource {
        Optional<ObjectNode> read(MessageKey key, AgencyId caller);
    }

    /** {@link Resends#ask}. */
    @FunctionalInterface
    public interface ResendSource {
        Resends.Result ask(AgencyId recipient, Resends.Wish wish);
    }

    /** {@link AlertsInForce#ask}. */
    @FunctionalInterface
    public interface InForceSource {
        AlertsInForce.Result ask(AgencyId agency, Channel channel, Optional<String> after, int max);
    }

    /** {@link org.kivuko.exchange.Withdrawals#recalls}. */
    @FunctionalInterface
    public interface RecallSource {
        List<RecallRow> newest(int max);
    }

    /** {@link org.kivuko.exchange.Withdrawals#corrections}. */
    @FunctionalInterface
    public interface CorrectionSource {
        List<CorrectionRow> newest(int max);
    }

    /** Says why a message would get its rulings, for operators: the answer, or what is wrong with the question. */
    @FunctionalInterface
    public interface Explainer {
        Reading<ObjectNode> explain(byte[] body);
    }

    /** An operator says that the hub's clock is right: the doubt that ends, empty where there was none. */
    @FunctionalInterface
    public interface ClockConfirmation {
        Optional<ClockDoubt> confirm();
    }

    /** {@link DryRun#decide}. */
    @FunctionalInterface
    public interface Trial {
        DryRun.Result decide(byte[] body, String contentType, Caller caller, Beside beside);
    }
}
