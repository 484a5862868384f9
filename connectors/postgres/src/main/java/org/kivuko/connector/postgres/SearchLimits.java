package org.kivuko.connector.postgres;

/**
 * How much one question of an operator looks at. What is not found within it is looked for by the next question.
 *
 * @param first looked at first, since most questions are answered by what is near; eight times as much after that
 * @param messages at most looked at in all, where everything that is asked stands in the message
 * @param ruled at most looked at in all, where rulings have to be asked
 * @param counted so many messages are counted at once
 */
record SearchLimits(int first, int messages, int ruled, int counted) {
    static final SearchLimits USUAL = new SearchLimits(2_000, 40_000, 6_000, 3_000);

    private static final int GROWTH = 8;

    /** In the order of keys neighbours lie apart on the disk: fewer are looked at first. */
    int firstByKey() {
        return Math.max(1, first / 10);
    }

    /** At most looked at in the order of keys: half as many where each message has to be fetched from wherever it lies. */
    int mostByKey(boolean asksMessages) {
        return asksMessages ? Math.max(1, ruled / 2) : ruled;
    }

    int next(int part) {
        return part * GROWTH;
    }

    int most(boolean asksRulings) {
        return asksRulings ? ruled : messages;
    }
}
