package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.model.AgencyId;

/** To whom is pushed: each fault is named at its place, and nothing else is. */
class PushReaderTest {
    private static final String PLAIN = "roles: [customs]}";

    @TempDir
    private Path folder;

    private Configuration load(String beside) {
        GoodTree.in(folder).replace(GoodTree.UGANDA, PLAIN, "roles: [customs], " + beside + "}");
        return Configuration.load(folder);
    }

    private Map<AgencyId, PushSettings> pushes(String beside) {
        return ((Configuration.Loaded) load(beside)).settings().pushes();
    }

    @Test
    void whatIsStatedHolds() {
        assertThat(pushes(
                        "inbox: push, push: {url: 'http://10.0.0.7:8080/x', secretFile: deploy/secrets/ura, attempts: 7,"
                                + " receipts: true, exercise: true, ownNetwork: true}"))
                .containsExactly(Map.entry(
                        AgencyId.of("UGA.URA"),
                        new PushSettings(
                                URI.create("http://10.0.0.7:8080/x"), "deploy/secrets/ura", 7, true, true, true)));
    }

    @Test
    void whatIsNotStatedIsFetched_andTriedTwentyTimes() {
        assertThat(pushes("inbox: push, push: {url: 'https://ura.example/kivuko', secretFile: s}"))
                .containsValue(
                        new PushSettings(URI.create("https://ura.example/kivuko"), "s", 20, false, false, false));
        assertThat(pushes("inbox: http")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inbox: push | .inbox | push: {url:",
                "push: {url: 'https://a.example', secretFile: s} | .push | inbox: push",
                "inbox: broker, push: {url: 'https://a.example', secretFile: s} | .push | inbox: push",
                "inbox: push, push: {secretFile: s} | .push.url | url",
                "inbox: push, push: {url: 'https://a.example'} | .push.secretFile | secretFile",
                "inbox: push, push: {url: 'http://a.example', secretFile: s} | .push.url | https://",
                "inbox: push, push: {url: 'https://u:p@a.example', secretFile: s} | .push.url | https://",
                "inbox: push, push: {url: 'ftp://a.example', secretFile: s, ownNetwork: true} | .push.url | https://",
                "inbox: push, push: {url: 'https://a.example', secretFile: ../s} | .push.secretFile | below the folder",
                "inbox: push, push: {url: 'https://a.example', secretFile: s, attempts: 0} | .push.attempts | from 1 to 100",
                "inbox: push, push: {url: 'https://a.example', secretFile: s, attempts: 101} | .push.attempts | from 1 to 100",
                "inbox: push, push: {url: 'https://a.example', secretFile: s, receipts: all} | .push.receipts | true or false",
                "inbox: push, push: {url: 'https://a.example', secretFile: s, retries: 3} | .push.retries | receipts",
            })
    void eachFaultIsNamed(String beside, String path, String remedy) {
        var refused = (Configuration.Refused) load(beside);

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(folder.resolve(GoodTree.UGANDA).toString());
            assertThat(problem.path()).endsWith(path);
            assertThat(problem.message() + " " + problem.remedy()).contains(remedy);
        });
    }
}
