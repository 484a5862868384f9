package org.kivuko.acceptance.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What one delivery costs where a message has 1, 6 or 36 recipients; the number of deliveries is the same. */
final class Fanout {
    /** Most recipients of a message. */
    static final int MOST = 36;

    private static final String SECTION = "cost per delivery";
    private static final List<Integer> RECIPIENTS = List.of(1, 6, MOST);
    private static final Goal FLAT = Goal.atMost(1);

    private final Plan plan;
    private final Progress progress;

    Fanout(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    List<Figure> measure(BenchHub hub) throws Exception {
        Track track = Track.ofHub(hub, "fan out", BenchStates.first(MOST, BenchStates::inbox));
        Map<Integer, List<Double>> micros = new LinkedHashMap<>();
        for (int round = -1; plan.goesOn(round, plan.rounds(), progress.since()); round++) {
            progress.round("cost per delivery", round, plan.rounds());
            for (int recipients : RECIPIENTS) {
                int messages = plan.deliveries() / recipients;
                int deliveries = messages * recipients;
                double seconds = track.seconds(messages, deliveries, i -> to(i, recipients));
                if (round >= 0) {
                    micros.computeIfAbsent(recipients, any -> new ArrayList<>()).add(1e6 * seconds / deliveries);
                }
            }
        }
        var figures = new ArrayList<Figure>();
        micros.forEach((recipients, each) ->
                figures.add(Figure.known(SECTION, recipients + " recipients", "µs", new Spread(each), 0)));
        figures.add(Figure.aimed(SECTION, "6 recipients against 1", Spread.ratio(micros.get(6), micros.get(1)), FLAT));
        figures.add(
                Figure.aimed(SECTION, "36 recipients against 6", Spread.ratio(micros.get(MOST), micros.get(6)), FLAT));
        return figures;
    }

    private static List<Integer> to(int message, int recipients) {
        return IntStream.range(0, recipients)
                .map(i -> (message + i) % MOST)
                .boxed()
                .toList();
    }
}
