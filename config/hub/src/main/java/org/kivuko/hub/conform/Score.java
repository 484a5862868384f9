package org.kivuko.hub.conform;

import java.util.List;

/** How many cases passed of those that were asked; one that could not be asked counts for nothing. */
public record Score(int passed, int failed, int notAsked) {
    static Score of(List<Result> results) {
        int passed = (int) results.stream()
                .filter(result -> result.verdict() instanceof Verdict.Passed)
                .count();
        int failed = (int) results.stream()
                .filter(result -> result.verdict() instanceof Verdict.Failed)
                .count();
        return new Score(passed, failed, results.size() - passed - failed);
    }

    public int asked() {
        return passed + failed;
    }

    /** Whether something was asked and everything that was asked passed. */
    public boolean clean() {
        return failed == 0 && passed > 0;
    }

    /** For readers: "118 of 120 asked cases passed, 7 were not asked". */
    @Override
    public String toString() {
        return passed + " of " + asked() + " asked cases passed, " + failed + " failed, " + notAsked + " not asked";
    }
}
