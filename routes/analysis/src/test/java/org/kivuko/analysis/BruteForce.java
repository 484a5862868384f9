package org.kivuko.analysis;

import java.util.List;
import java.util.function.Consumer;
import org.kivuko.model.AgencyId;

/** Asks about every single case of a space, one by one, with nothing merged and nothing left out. */
record BruteForce(Space space, Engine engine) {

    void ask(Consumer<Asked> answers) {
        for (String from : space.states()) {
            for (AgencyId sender : space.agencies(from)) {
                for (Topic topic : space.topics()) {
                    topic(sender, topic, answers);
                }
            }
        }
    }

    private void topic(AgencyId sender, Topic topic, Consumer<Asked> answers) {
        for (var purpose : space.purposes()) {
            for (var status : space.statuses()) {
                for (var post : space.posts(topic, sender.state())) {
                    for (var gravity : space.gravities(topic)) {
                        for (var alike : space.travellers(topic)) {
                            for (var traveller : alike.travellers()) {
                                for (var figures : space.figures(topic)) {
                                    for (var handling : space.handlings()) {
                                        for (int size : space.sizes()) {
                                            ask(
                                                    new Draft(
                                                            sender, topic, purpose, status, post, gravity, traveller,
                                                            figures, handling, size),
                                                    answers);
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private void ask(Draft draft, Consumer<Asked> answers) {
        var message = Specimens.message(draft, draft.sender().toString(), Way.SENT);
        var recipients = space.states().stream()
                .flatMap(state -> space.agencies(state).stream())
                .filter(agency -> !agency.equals(draft.sender()))
                .toList();
        for (AgencyId recipient : recipients) {
            for (var at : space.instants()) {
                for (var facts : space.circumstances(draft.topic())) {
                    answers.accept(Asked.of(engine, draft, message, recipient, at, facts));
                }
            }
        }
    }

    /** How many cases break each guarantee. */
    List<Long> broken(List<Guarantee> guarantees, World world) {
        var watches = guarantees.stream().map(it -> Watch.of(it, world)).toList();
        var counts = new long[guarantees.size()];
        ask(asked -> {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += watches.get(i).broken(asked) ? 1 : 0;
            }
        });
        return java.util.Arrays.stream(counts).boxed().toList();
    }
}
