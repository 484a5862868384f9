package org.kivuko.analysis;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kivuko.analysis.Way.Answer;

/** Counts of one way, one entry for each guarantee. Written by one thread; read when that has ended. */
final class Tally {
    private final List<Watch> watches;
    private final int[] concerned;
    private final long[] brokenClasses;
    private final long[] brokenCases;
    private final Asked[] examples;
    private long classes;
    private long crossing;
    private long covered;

    Tally(List<Watch> watches, String from, String to) {
        this.watches = watches;
        concerned = IntStream.range(0, watches.size())
                .filter(i -> watches.get(i).concerns(from, to))
                .toArray();
        brokenClasses = new long[watches.size()];
        brokenCases = new long[watches.size()];
        examples = new Asked[watches.size()];
    }

    void add(Answer answer) {
        classes++;
        covered += answer.cases();
        if (answer.asked().crosses()) {
            crossing++;
        }
        for (int i : concerned) {
            if (watches.get(i).broken(answer.asked())) {
                brokenClasses[i]++;
                brokenCases[i] += answer.cases();
                if (examples[i] == null) {
                    examples[i] = answer.asked();
                }
            }
        }
    }

    long classes() {
        return classes;
    }

    long crossing() {
        return crossing;
    }

    long covered() {
        return covered;
    }

    long brokenClasses(int guarantee) {
        return brokenClasses[guarantee];
    }

    long brokenCases(int guarantee) {
        return brokenCases[guarantee];
    }

    Optional<Asked> example(int guarantee) {
        return Optional.ofNullable(examples[guarantee]);
    }
}
