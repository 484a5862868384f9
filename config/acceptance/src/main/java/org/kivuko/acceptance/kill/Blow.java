package org.kivuko.acceptance.kill;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What is done to a hub under load. */
enum Blow {
    /** {@code kill -9} of the hub's JVM alone; its database is left behind. */
    HUB,
    /** The JVM and every process of PostgreSQL, all stopped first and then killed: nobody sees another die. */
    EVERYTHING,
    /** {@code kill -9} of every process of PostgreSQL; the hub lives on. */
    DATABASE,
    /** The JVM stands still for seconds and goes on as if nothing had been. */
    FREEZE,
    /** SIGTERM: the hub ends in order, with exit code 0, and is started again. */
    STOP;

    private static final List<Blow> KILLS = List.of(HUB, EVERYTHING, DATABASE);

    /** So many of each; what kills is drawn. */
    static List<Blow> mixed(int kills, int freezes, int stops, Random random) {
        return Stream.of(
                        random.ints(kills, 0, KILLS.size()).mapToObj(KILLS::get),
                        Stream.generate(() -> FREEZE).limit(freezes),
                        Stream.generate(() -> STOP).limit(stops))
                .flatMap(blows -> blows)
                .toList();
    }
}
