package org.kivuko.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/** What a test needs of the machine. Without it the test is skipped and says what was missing; in CI it fails. Stateless. */
public final class Backend {
    private Backend() {}

    /** That {@link LoopDisk} can be had. */
    public static void loopDisk() {
        demand("a disk of its own", LoopDisk.missing());
    }

    /**
     * That Docker runs here and has this image.
     *
     * @param name which {@code config/deploy/container/build} gives it
     */
    public static void image(String name) {
        demand("a container of " + name, missingFor(name));
    }

    private static List<String> missingFor(String image) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return List.of("a Docker engine");
        }
        boolean built = !DockerClientFactory.instance()
                .client()
                .listImagesCmd()
                .withFilter("reference", List.of(image))
                .exec()
                .isEmpty();
        return built ? List.of() : List.of("the image, see config/deploy/container/README.md");
    }

    private static void demand(String what, List<String> missing) {
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(missing).as("missing for %s", what).isEmpty();
        }
        Assumptions.assumeTrue(missing.isEmpty(), () -> "not here: " + what + ", missing: " + missing);
    }
}
