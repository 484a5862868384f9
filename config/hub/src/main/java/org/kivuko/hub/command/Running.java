package org.kivuko.hub.command;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.kivuko.hub.Hub;
import org.kivuko.hub.HubOptions;

/** Keeps a hub running until the process is told to stop, and then ends it in order, with exit code 0. */
final class Running {
    private static final int STOPPED_IN_ORDER = 0;

    private final PrintWriter out;
    private final CountDownLatch stopped = new CountDownLatch(1);

    Running(PrintWriter out) {
        this.out = out;
    }

    /** From now on a signal stops these, first to last. */
    void with(AutoCloseable... parts) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(parts), "stop"));
    }

    private static void stop(AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println(
                        "kivuko: did not stop cleanly: " + e.getClass().getName());
            }
        }
        // Without this the process ends with the number of the signal, which reads like a failure.
        Runtime.getRuntime().halt(STOPPED_IN_ORDER);
    }

    /** The line that scripts wait for. */
    void sayReady(Hub hub, HubOptions options) {
        out.println("ready " + hub.url() + " amqp://" + HubOptions.HOST + ":" + hub.amqpPort() + " data "
                + options.data().toAbsolutePath().normalize() + " " + hub.signatures()
                + (options.demonstration() && !hub.signatures().startsWith("demonstration") ? " demonstration" : ""));
        out.flush();
    }

    /** Waits; the shutdown hook ends the process. */
    int untilStopped() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return STOPPED_IN_ORDER;
    }
}
