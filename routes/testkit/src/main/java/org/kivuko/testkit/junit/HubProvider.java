package org.kivuko.testkit.junit;

import java.time.Clock;

/**
 * Who can run a hub in the JVM of a test; found as a service of {@link java.util.ServiceLoader}. Has a constructor without arguments
 * that does nothing. Thread-safe.
 */
public interface HubProvider {
    /** Says what has to be said in this JVM before any other library begins: it is called before the first test class is read. */
    void prepare();

    /**
     * Starts a hub with an embedded broker and an embedded ledger, on ports and in a folder of its own.
     *
     * @param clock which it believes, whatever it reads and whenever it goes back
     * @throws HubNotStarted with a sentence for whoever wrote the test; nothing is left running then
     */
    HubInTest start(HubConfiguration configuration, Clock clock) throws HubNotStarted;
}
