package org.kivuko.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** This module knows no hub: a test that asks for one here is told what is missing. */
class NoHubTest {
    @KivukoTest
    static class Asks {
        @Test
        void forAHub(Kivuko hub) {
            throw new AssertionError("there is none");
        }
    }

    @Test
    void whereNoHubIsOnTheClassPathOneSentenceNamesTheArtifactToAdd() {
        var ended = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Asks.class))
                .execute()
                .containerEvents()
                .failed()
                .list();

        assertThat(ended).hasSize(1);
        assertThat(ended.get(0).getRequiredPayload(TestExecutionResult.class).getThrowable())
                .get()
                .extracting(Throwable::getMessage)
                .isEqualTo(
                        "there is no hub on the class path of this test: add the artifact org.kivuko.config:kivuko-hub, in the"
                                + " version of kivuko-testkit and with scope test");
    }
}
