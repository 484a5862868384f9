package org.kivuko.exchange;

/** The agreements changed between judging and recording: what was judged has to be judged again. */
public final class JudgedTooEarly extends Exception {
    public JudgedTooEarly() {
        super("the agreements changed after judging: the batch is judged again");
    }
}
