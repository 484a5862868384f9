package org.kivuko.hub.command;

import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.kivuko.hub.Hub;
import org.kivuko.hub.HubOptions;

/**
 * Keeps a hub running until the process is told to stop, and then ends it in order, with exit code 0. A hub whose broker has
 * stopped by itself ends with exit code 3, so that whoever supervises it starts it again.
 */
final class Running {
    private static final int STOPPED_IN_ORDER = 0;
    private static final int BROKER_STOPPED = 3;
    private static final long LOOK_MILLIS = 500;
    private static final long STOP_LIMIT_MILLIS = 15_000;

    private final PrintWriter out;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile int exitCode = STOPPED_IN_ORDER;

    Running(PrintWriter out) {
        this.out = out;
    }

    /** From now on a signal stops these, first to last. */
    void with(AutoCloseable... parts) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(parts), "stop"));
    }

    private void stop(AutoCloseable... parts) {
        // Before anything is closed: who looks at the broker must not take this end for one by itself.
        stopped.countDown();
        limit();
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println(
                        "kivuko: did not stop cleanly: " + e.getClass().getName());
            }
        }
        end();
    }

    /** By whichever thread comes first: the last line is the last one, and there is one of it. */
    private synchronized void end() {
        if (exitCode == BROKER_STOPPED) {
            System.err.println(
                    "kivuko: BROKER_STOPPED: the broker has stopped by itself, the log says why; nothing that was"
                            + " accepted is lost: see to the disk of the data folder and start the hub again");
        }
        // Without this the process ends with the number of the signal, which reads like a failure.
        Runtime.getRuntime().halt(exitCode);
    }

    /** A broker that hangs must not keep the process from ending: what is not closed by then, the next start finds. */
    private void limit() {
        if (exitCode == STOPPED_IN_ORDER) {
            return;
        }
        var thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(STOP_LIMIT_MILLIS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    end();
                },
                "stop-limit");
        thread.setDaemon(true);
        thread.start();
    }

    /** The line that scripts wait for. */
    void sayReady(Hub hub, HubOptions options) {
        String broker = hub.brokerUrls().stream().map(URI::toString).collect(Collectors.joining(" "));
        out.println("ready " + hub.url() + " " + broker + " data "
                + options.data().toAbsolutePath().normalize() + " " + hub.signatures()
                + (options.demonstration() && !hub.signatures().startsWith("demonstration") ? " demonstration" : ""));
        out.flush();
    }

    /** Waits; the shutdown hook ends the process. */
    int untilStopped(Hub hub) {
        try {
            while (!stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (hub.brokerEnded() && stopped.getCount() > 0) {
                    exitCode = BROKER_STOPPED;
                    return exitCode;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return STOPPED_IN_ORDER;
    }
}
