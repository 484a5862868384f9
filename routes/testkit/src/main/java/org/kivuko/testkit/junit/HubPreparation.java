package org.kivuko.testkit.junit;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Has the hub say what it has to say in this JVM before any test class is read; found by JUnit as a service. */
public final class HubPreparation implements LauncherSessionListener {
    /** Found as a service. */
    public HubPreparation() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Hubs.provider().ifPresent(HubProvider::prepare);
    }
}
