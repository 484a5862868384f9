package org.kivuko.hub.testing;

import java.io.IOException;
import java.time.Clock;
import org.kivuko.hub.StartRefused;
import org.kivuko.testkit.junit.HubConfiguration;
import org.kivuko.testkit.junit.HubInTest;
import org.kivuko.testkit.junit.HubNotStarted;
import org.kivuko.testkit.junit.HubProvider;

/** Runs hubs of tests, each in a temporary folder that goes with it. */
public final class EmbeddedHubProvider implements HubProvider {
    /** What Netty asks once in a process, when the first door of anybody is opened. */
    private static final String NETTY = "io.netty.bootstrap.extensions";

    private static final String NETTY_EXTENSIONS = "serviceload";

    /** Found as a service. */
    public EmbeddedHubProvider() {}

    @Override
    public void prepare() {
        System.setProperty(NETTY, NETTY_EXTENSIONS);
    }

    @Override
    public HubInTest start(HubConfiguration configuration, Clock clock) throws HubNotStarted {
        try {
            return EmbeddedHub.start(new TestFolder(configuration), clock);
        } catch (StartRefused e) {
            throw new HubNotStarted(Advice.on(e), e);
        } catch (IOException e) {
            throw new HubNotStarted("the folders of a hub for tests cannot be made: " + e.getMessage(), e);
        }
    }
}
