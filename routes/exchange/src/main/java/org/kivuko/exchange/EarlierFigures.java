package org.kivuko.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.agreement.Ruling;
import org.kivuko.agreement.cells.Release;
import org.kivuko.model.AgencyId;
import org.kivuko.model.FlowReport;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;

/**
 * The figures that the recipients of a batch were given before, and are given by the batch itself, oldest first: from two
 * breakdowns of the same people a small count could be worked out. Belongs to the thread that judges the batch.
 */
final class EarlierFigures {
    /**
     * @param delivery empty for what this batch gives
     */
    private record Known(Optional<UUID> delivery, KeptFigures.About about, Release release) {}

    private final List<Known> known = new ArrayList<>();

    private EarlierFigures() {}

    /** Asks once for every report of a batch; not at all where there is none. */
    static EarlierFigures ask(
            Memory memory, Vault vault, Collection<Admission.Admitted> messages, Set<AgencyId> recipients) {
        var abouts = new ArrayList<KeptFigures.About>();
        for (Admission.Admitted each : messages) {
            recipients.forEach(recipient -> about(each.message(), recipient).ifPresent(abouts::add));
        }
        var figures = new EarlierFigures();
        if (!abouts.isEmpty()) {
            memory.figures(abouts)
                    .forEach((delivery, kept) -> figures.known.add(new Known(
                            Optional.of(delivery),
                            kept.about(),
                            Release.of(MessageJson.tree(vault.open(name(delivery), kept.sealed()))))));
        }
        return figures;
    }

    /** What a report, or the correction of one, is about for one recipient; empty for what is neither. */
    static Optional<KeptFigures.About> about(Message message, AgencyId recipient) {
        return message.content().payload() instanceof FlowReport report
                ? Optional.of(new KeptFigures.About(
                        recipient, report.post(), report.direction(), report.periodStart(), report.periodEnd()))
                : Optional.empty();
    }

    /** Under which the figures of a delivery are sealed. */
    static String name(UUID delivery) {
        return "figures " + delivery;
    }

    /**
     * What a recipient was given on the same people.
     *
     * @param own the delivery that is judged again, if one is: what was given with it and after it came later
     */
    List<Release> of(Message message, AgencyId recipient, Optional<UUID> own) {
        return about(message, recipient)
                .map(asked -> known.stream()
                        .takeWhile(each -> own.isEmpty() || !each.delivery().equals(own))
                        .filter(each -> each.about().overlaps(asked))
                        .map(Known::release)
                        .toList())
                .orElse(List.of());
    }

    /** Adds what a ruling of this batch gives its recipient. */
    void add(Message message, Ruling ruling) {
        ruling.figures().ifPresent(release -> about(message, ruling.recipient())
                .ifPresent(about -> known.add(new Known(Optional.empty(), about, release))));
    }
}
