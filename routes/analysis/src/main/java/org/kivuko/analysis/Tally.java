package org.kivuko.analysis;

import java.util.List;
import java.util.Optional;
import org.kivuko.analysis.Way.Answer;

/** Counts of one way, one entry for each guarantee. Written by one thread; read when that has ended. */
final class Tally {
    private final List<Watch> watches;
    private final long[] brokenClasses;
    private final long[] brokenCases;
    private final Asked[] examples;
    private long classes;
    private long crossing;
    private long covered;

    Tally(List<Watch> watches) {
        this.watches = watches;
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
        for (int i = 0; i < watches.size(); i++) {
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
