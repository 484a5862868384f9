package org.kivuko.hub.conform;

import java.io.IOException;
import java.util.List;

/**
 * One thing that a hub must do.
 *
 * @param id stable, for example DUP-003
 * @param title what must be, as a sentence
 * @param needs what must be there for the case to be asked, first things first
 * @param remedy what to mend where it fails, in words of an integrator
 */
record Case(String id, String title, Cite cite, List<Need> needs, String remedy, Check check) {
    /** Asks, and goes through where the answers are right. */
    interface Check {
        /** @throws Deviation where they are not */
        void ask(Bench bench) throws IOException;
    }

    static Case of(String id, String title, Cite cite, String remedy, Check check, Need... needs) {
        return new Case(id, title, cite, List.of(needs), remedy, check);
    }
}
