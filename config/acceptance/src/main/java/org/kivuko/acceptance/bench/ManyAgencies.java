package org.kivuko.acceptance.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A hub of many agencies against a hub of few: messages for all of them, round by round. */
final class ManyAgencies {
    private static final String SECTION = "number of agencies";
    private static final int FEW = 35;
    private static final Goal HARDLY_LESS = Goal.atLeast(0.8);

    private final Plan plan;
    private final Progress progress;

    ManyAgencies(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    List<Figure> measure(Path folder) throws Exception {
        progress.say("a hub of " + plan.agencies() + " agencies and one of " + FEW + " start");
        int senders = BenchStates.SENDERS;
        try (BenchHub few = BenchHub.start(folder.resolve("few"), new BenchStates(FEW - senders));
                BenchHub many = BenchHub.start(folder.resolve("many"), new BenchStates(plan.agencies() - senders))) {
            progress.say("both are ready");
            var fewRates = new ArrayList<Double>();
            var manyRates = new ArrayList<Double>();
            for (int round = -plan.warmUps(); plan.goesOn(round, plan.rounds(), progress.since()); round++) {
                progress.round("number of agencies", round, plan.rounds());
                double ofFew = rate(few, FEW - senders);
                double ofMany = rate(many, plan.agencies() - senders);
                if (round >= 0) {
                    fewRates.add(ofFew);
                    manyRates.add(ofMany);
                }
            }
            return List.of(
                    Figure.known(SECTION, FEW + " agencies", "msg/s", new Spread(fewRates), 0),
                    Figure.known(SECTION, plan.agencies() + " agencies", "msg/s", new Spread(manyRates), 0),
                    Figure.known(
                            SECTION,
                            "start to ready, " + plan.agencies() + " agencies, first start",
                            "s",
                            Spread.of(many.startTime().toMillis() / 1_000.0),
                            1),
                    Figure.aimed(
                            SECTION,
                            plan.agencies() + " agencies against " + FEW,
                            Spread.ratio(manyRates, fewRates),
                            HARDLY_LESS));
        }
    }

    private double rate(BenchHub hub, int recipients) throws Exception {
        Track track = Track.ofHub(hub, "agencies", BenchStates.first(recipients, BenchStates::inbox));
        int count = plan.messages();
        return count / track.seconds(count, count, i -> List.of(i % recipients));
    }
}
