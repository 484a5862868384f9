package org.kivuko.hub;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.kivuko.connector.webhook.WebhookSettings;
import org.kivuko.connector.webhook.WebhookTarget;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.Shelf;
import org.kivuko.exchange.push.Push;
import org.kivuko.exchange.push.PushState;
import org.kivuko.exchange.push.PushStop;
import org.kivuko.exchange.push.Pushes;
import org.kivuko.exchange.push.Pushing;
import org.kivuko.hub.configuration.PushSettings;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.operations.queues.Pause;
import org.kivuko.operations.queues.Pauses;

/** Pushes what waits for agencies to where the configuration of the moment says. */
final class HubPush implements AutoCloseable {
    private static final long EVERY_MILLIS = 250;

    private final HubParts hub;
    private final Path folder;
    private final Pushing pushing;
    private Map<AgencyId, PushSettings> known = Map.of();
    private Map<AgencyId, Push> pushes = Map.of();

    /** @param pauses with which it is said that pushing has stopped, and by which operators begin it again */
    HubPush(HubParts hub, Shelf shelf, Pauses pauses) {
        this.hub = hub;
        this.folder = hub.options().config();
        Supplier<Map<AgencyId, Push>> now = this::now;
        this.pushing = new Pushing(shelf, now, new PausedInboxes(pauses), hub.clock());
    }

    /** Pushes from now on, until it is closed. */
    Watch watch() {
        return new Watch("push", EVERY_MILLIS, pushing::look, "nothing can be pushed");
    }

    Pushes pushes() {
        return pushing;
    }

    /** Attempts in a row that failed, by agency; where pushing has stopped as many as can be. */
    Map<String, Long> failed() {
        return failed(pushing.states());
    }

    static Map<String, Long> failed(List<PushState> states) {
        return states.stream().collect(Collectors.toMap(state -> state.agency().toString(), state ->
                (long) (state.stopped() ? Push.MOST_ATTEMPTS : state.failed())));
    }

    /**
     * To whom pushing has stopped; empty where all is well. Not where an attempt failed: health is open on the hub's own machine, and
     * would tell there that something waits.
     */
    String inWords() {
        return inWords(pushing.states());
    }

    static String inWords(List<PushState> states) {
        return states.stream()
                .filter(PushState::stopped)
                .limit(HubHealth.MOST_NAMED)
                .map(HubPush::inWords)
                .collect(Collectors.joining("; "));
    }

    private static String inWords(PushState state) {
        String why = state.why().map(text -> " (" + text + ")").orElse("");
        return "pushing to " + state.agency() + " has stopped" + why
                + ": see to its receiver, then let its inboxes go on";
    }

    private synchronized Map<AgencyId, Push> now() {
        Map<AgencyId, PushSettings> settings =
                hub.rules().living().configuration().settings().pushes();
        if (!settings.equals(known)) {
            var made = new HashMap<AgencyId, Push>();
            settings.forEach((agency, push) ->
                    made.put(agency, push.equals(known.get(agency)) ? pushes.get(agency) : push(agency, push)));
            pushes = Map.copyOf(made);
            known = settings;
        }
        return pushes;
    }

    private Push push(AgencyId agency, PushSettings push) {
        var settings = new WebhookSettings(
                agency.toString(),
                push.url(),
                () -> SecretFile.all(folder.resolve(push.secretFile())),
                push.ownNetwork());
        return new Push(new WebhookTarget(settings, hub.calls()), push.attempts(), push.receipts(), push.exercise());
    }

    @Override
    public void close() {
        pushing.close();
    }

    /**
     * Pushing has stopped where both live inboxes of an agency are paused: no other door hands them over, operators see them among
     * the queues, and who lets them go on needs the right to, and is in the audit.
     */
    private record PausedInboxes(Pauses pauses) implements PushStop {
        /** No login begins with a stroke. */
        private static final String HUB = "/hub";

        private static List<String> inboxes(AgencyId agency) {
            return Inbox.of(agency).stream()
                    .filter(inbox -> inbox.channel() == Channel.LIVE)
                    .map(Inbox::queue)
                    .toList();
        }

        @Override
        public boolean stopped(AgencyId agency) {
            return pauses.paused().keySet().containsAll(inboxes(agency));
        }

        @Override
        public void stop(AgencyId agency, String why) {
            Map<String, Pause> paused = pauses.paused();
            inboxes(agency).stream()
                    .filter(queue -> !paused.containsKey(queue))
                    .forEach(queue -> pauses.act(
                            new Pauses.Wish(UUID.randomUUID(), queue, false, HUB, "pushing has stopped: " + why)));
        }
    }
}
