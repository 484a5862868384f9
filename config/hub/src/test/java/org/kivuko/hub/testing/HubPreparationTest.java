package org.kivuko.hub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherFactory;
import org.kivuko.hub.StartRefused;

class HubPreparationTest {
    private static final String NETTY = "io.netty.bootstrap.extensions";

    @Test
    void nettyIsToldWhenJunitBeginsSoThatNoTestClassComesBeforeIt() {
        String before = System.clearProperty(NETTY);
        try (LauncherSession session = LauncherFactory.openSession()) {
            assertThat(session.getLauncher()).isNotNull();
            assertThat(System.getProperty(NETTY)).isEqualTo("serviceload");
        } finally {
            if (before != null) {
                System.setProperty(NETTY, before);
            }
        }
    }

    @Test
    void aStartThatIsRefusedForWhatTheJvmDidBeforeSaysWhatToWriteIntoTheBuild() {
        assertThat(Advice.on(new StartRefused("the first bytes of connections are not looked at")))
                .contains("Surefire: <argLine>");
        assertThat(Advice.on(new StartRefused("SERIAL_FILTER: jdk.serialFilter lets serialised objects in")))
                .contains("a JVM of their own");
    }
}
