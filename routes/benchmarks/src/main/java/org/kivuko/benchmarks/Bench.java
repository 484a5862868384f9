package org.kivuko.benchmarks;

import java.util.Arrays;
import org.kivuko.benchmarks.rules.RulesBench;

/** {@code ./kivuko bench WHAT}: prints a table of measured ratios. */
public final class Bench {
    private Bench() {}

    /** @param args what to measure, then its own arguments */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("rules")) {
            RulesBench.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        System.err.println("say what to measure: ./kivuko bench rules [ROUNDS]");
        System.exit(2);
    }
}
