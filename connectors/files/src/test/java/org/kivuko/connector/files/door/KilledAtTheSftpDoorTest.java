package org.kivuko.connector.files.door;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** The same kills where the agency's folder is on a server of its own; a lost connection is such a kill. */
@Tag("slow")
class KilledAtTheSftpDoorTest extends KilledAtTheFileDoorTest {
    private final List<SftpHost> hosts = new ArrayList<>();

    @AfterEach
    void stop() {
        hosts.forEach(SftpHost::close);
    }

    @Override
    World world(Path base) {
        hosts.forEach(SftpHost::close);
        hosts.clear();
        SftpHost host = SftpHost.start(base.resolve(World.AGENCY.toString()), base.resolve("keys"));
        hosts.add(host);
        return World.in(base, steps -> new SftpHome(host.settings(), steps));
    }

    @Override
    int seeds() {
        return 8;
    }
}
