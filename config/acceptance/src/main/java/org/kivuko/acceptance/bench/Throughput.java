package org.kivuko.acceptance.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The hub against the plain move and the bare bridge, round by round, on one broker. */
final class Throughput {
    static final String SECTION = "throughput";

    private static final String HUB = "the hub, everything on";
    private static final String PER_MESSAGE = "plain JMS move, commit per message";
    private static final String PER_HUNDRED = "plain JMS move, commit per 100";
    private static final String ALONE = "plain JMS move, commit per 100, one consumer";
    private static final String BRIDGE = "bare camel-jms bridge, transacted, 8 consumers";
    private static final int HUNDRED = 100;
    private static final Goal AGAINST_BRIDGE = Goal.atLeast(2);
    private static final Goal AGAINST_MOVE = Goal.atLeast(0.8);

    private final Plan plan;
    private final Progress progress;
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private final Map<String, List<Double>> bytes = new LinkedHashMap<>();

    Throughput(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    List<Figure> measure(BenchHub hub) throws Exception {
        int eight = BenchStates.SENDERS;
        try (var single = PlainMove.start(hub, "single", eight, 1);
                var hundred = PlainMove.start(hub, "hundred", eight, HUNDRED);
                var alone = PlainMove.start(hub, "alone", 1, HUNDRED);
                var bridge = BareBridge.start(hub, "bridge", eight)) {
            var subjects = new LinkedHashMap<String, Track>();
            subjects.put(PER_MESSAGE, single.track());
            subjects.put(PER_HUNDRED, hundred.track());
            subjects.put(ALONE, alone.track());
            subjects.put(BRIDGE, bridge.track());
            subjects.put(HUB, Track.ofHub(hub, HUB, BenchStates.first(eight, BenchStates::inbox)));
            for (int round = -plan.warmUps(); plan.goesOn(round, plan.rounds(), progress.since()); round++) {
                progress.round("throughput", round, plan.rounds());
                for (Map.Entry<String, Track> subject : subjects.entrySet()) {
                    round(hub.data(), subject.getKey(), subject.getValue(), round >= 0);
                }
            }
        }
        return figures();
    }

    private void round(Path data, String name, Track track, boolean counts) throws Exception {
        OptionalLong before = DiskWrites.now(data);
        double rate = track.perSecond(plan.messages());
        OptionalLong after = DiskWrites.now(data);
        if (counts) {
            rates.computeIfAbsent(name, any -> new ArrayList<>()).add(rate);
            if (before.isPresent() && after.isPresent()) {
                bytes.computeIfAbsent(name, any -> new ArrayList<>())
                        .add((double) (after.getAsLong() - before.getAsLong()) / plan.messages());
            }
        }
    }

    private List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        rates.forEach((name, rate) -> figures.add(Figure.known(SECTION, name, "msg/s", new Spread(rate), 0)));
        figures.add(Figure.aimed(
                SECTION,
                "hub against the bare bridge",
                Spread.ratio(rates.get(HUB), rates.get(BRIDGE)),
                AGAINST_BRIDGE));
        figures.add(Figure.aimed(
                SECTION,
                "hub against the plain move per 100",
                Spread.ratio(rates.get(HUB), rates.get(PER_HUNDRED)),
                AGAINST_MOVE));
        bytes.forEach((name, each) -> figures.add(
                Figure.known("bytes written per message, filling included", name, "bytes", new Spread(each), 0)));
        return figures;
    }
}
