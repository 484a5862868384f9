package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.hub.configuration.BrokenFile.named;
import static org.kivuko.hub.configuration.GoodTree.AGREEMENT;
import static org.kivuko.hub.configuration.GoodTree.HUB;
import static org.kivuko.hub.configuration.GoodTree.KENYA;
import static org.kivuko.hub.configuration.GoodTree.POSTS;
import static org.kivuko.hub.configuration.GoodTree.UGANDA;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is broken in a file is named once, with its place and what to do.
 *
 * <p>Of what looks like another, seen to fail with each of these planted: agencies, posts and agreements not looked at.
 */
class BrokenFilesTest {
    @TempDir
    Path folder;

    static Stream<BrokenFile> brokenYaml() {
        return Stream.of(
                named("a bracket that is never closed")
                        .replacing(UGANDA, "roles: [customs]", "roles: [customs")
                        .onTheLineOf("UGA.URA")
                        .is("", "not readable as YAML", "brackets"),
                named("a star without quotes")
                        .replacing(AGREEMENT, "from: \"*\"", "from: *")
                        .onTheLineOf("K-U-9")
                        .is("", "not readable as YAML", "quote a value that begins with *"),
                named("an alias")
                        .replacing(KENYA, "name: Kenya\n", "name: *state\n")
                        .onTheLineOf("name: *state")
                        .is("name", "an alias", "write the value out"),
                named("an anchor")
                        .replacing(KENYA, "name: Kenya\n", "name: &it Kenya\n")
                        .onTheLineOf("&it")
                        .is("name", "an anchor", "write the value out"),
                named("a tag")
                        .replacing(HUB, "none", "!!java.net.URL none")
                        .onTheLineOf("signatures")
                        .is("signatures", "a YAML tag", "plain mappings"),
                named("a key that stands twice")
                        .replacing(AGREEMENT, "version: 3", "version: 3\nversion: 4")
                        .onTheLineOf("version: 4")
                        .is("version", "stands twice", "the first stands in line 2"),
                named("a second document")
                        .by(HUB, tree -> tree.append(HUB, "---\nsignatures: none\n"))
                        .onTheLineOf("---")
                        .is("", "second document", "one document per file"),
                named("a file without content")
                        .by(HUB, tree -> tree.write(HUB, "# nothing\n"))
                        .is("", "the file is empty", "delete it"),
                named("nesting beyond reason")
                        .by(HUB, tree -> tree.write(HUB, "signatures: " + "[".repeat(5000) + "]".repeat(5000) + "\n"))
                        .onTheLineOf("signatures")
                        .is("", "nested deeper than 20 levels", "brackets"),
                named("a file larger than a mebibyte")
                        .by(HUB, tree -> tree.append(HUB, "#".repeat(1 << 20)))
                        .is("", "larger than 1 MiB", "split it"),
                named("a list where a mapping belongs")
                        .by(AGREEMENT, tree -> tree.write(AGREEMENT, "- agreement: KEN-UGA.osbp\n"))
                        .onTheLineOf("- agreement")
                        .is("", "expected a mapping, found a list", "agreement, version, title"),
                named("an ending that is not read")
                        .by(
                                "agreements",
                                tree -> tree.write("agreements/KEN-UGA.extra.yml", "agreement: KEN-UGA.extra\n"))
                        .is("", "'KEN-UGA.extra.yml' looks like configuration and is not read", ".yaml"));
    }

    static Stream<BrokenFile> brokenStatesAndPosts() {
        return Stream.of(
                named("an agency of another state")
                        .replacing(UGANDA, "agency: UGA.URA", "agency: KEN.URA")
                        .onTheLineOf("KEN.URA")
                        .is("agencies[1].agency", "no code of an agency of UGA", "UGA.DIS"),
                named("an agency that stands twice")
                        .replacing(UGANDA, "agency: UGA.URA", "agency: UGA.DCIC")
                        .onTheLineOf("Revenue")
                        .is("agencies[1].agency", "stands twice", "keep one"),
                named("an agency that looks like another")
                        .replacing(UGANDA, "agency: UGA.URA", "agency: UGA.DC1C")
                        .onTheLineOf("Revenue")
                        .is("agencies[1].agency", "UGA.DC1C looks like UGA.DCIC", "nobody takes for another"),
                named("a name that turns its line round")
                        .replacing(KENYA, "name: Kenya\n", "name: \"Ken\u202eya\"\n")
                        .onTheLineOf("name: \"Ken")
                        .is("name", "a character that nobody sees", "marks of direction"),
                named("a name with a control character in it")
                        .replacing(KENYA, "name: Kenya\n", "name: \"Ken\\eya\"\n")
                        .onTheLineOf("name: \"Ken")
                        .is("name", "a character that nobody sees", "without controls"),
                named("an agreement that looks like another")
                        .by("agreements/KEN-UGA.health.yaml", tree -> Stream.of("hea1th", "health")
                                .forEach(id -> tree.write(
                                        "agreements/KEN-UGA." + id + ".yaml",
                                        """
                                        agreement: KEN-UGA.%s
                                        version: 1
                                        title: Health at the border
                                        instrument: {name: Memorandum 2020, article: art. 1}
                                        parties: [KEN, UGA]
                                        state: in-force
                                        valid: {from: 2020-01-01}
                                        annexes: {flow: [KEN, UGA]}
                                        rules:
                                          - {rule: H-1, kind: permit, from: KEN, to: UGA, annex: flow, messages: [flow-report], fields: {keep: ["@core"]}}
                                        """
                                                .formatted(id))))
                        .onTheLineOf("agreement: ")
                        .is("", "KEN-UGA.health looks like KEN-UGA.hea1th", "nobody takes for another"),
                named("a post that looks like another")
                        .by(POSTS, tree -> tree.replace(
                                        POSTS, "crossing: KEN-KONYAO/unknown", "crossing: KEN-BUS1A/unknown")
                                .replace(POSTS, "KEN-KONYAO: {", "KEN-BUS1A: {"))
                        .onTheLineOf("KEN-BUS1A/")
                        .is("crossings[1].crossing", "KEN-BUS1A looks like KEN-BUSIA", "write it the same way"),
                named("a role that nobody knows")
                        .replacing(UGANDA, "roles: [customs]", "roles: [custom]")
                        .onTheLineOf("UGA.URA")
                        .is("agencies[1].roles[0]", "unknown role 'custom'", "did you mean 'customs'?"),
                named("a central contact that is no agency of the state")
                        .replacing(KENYA, "centralContact: KEN.BMS", "centralContact: KEN.BSM")
                        .onTheLineOf("centralContact")
                        .is("centralContact", "unknown agency of KEN 'KEN.BSM'", "did you mean 'KEN.BMS'?"),
                named("an inbox that does not exist")
                        .replacing(KENYA, "inbox: broker", "inbox: pigeon")
                        .onTheLineOf("pigeon")
                        .is("agencies[2].inbox", "unknown inbox 'pigeon'", "http, broker"),
                named("a state described in two files")
                        .by(
                                "states/Uganda.yaml",
                                tree -> tree.write(
                                        "states/Uganda.yaml",
                                        """
                                state: UGA
                                name: Uganda
                                agencies: [{agency: UGA.DCIC, name: Immigration, roles: [immigration]}]
                                """))
                        .onTheLineOf("state: UGA")
                        .is("state", "has a file already: UGA.yaml", "in one file"),
                named("a side that the crossing does not have")
                        .replacing(POSTS, "UGA-BUSIA: {agencies", "UGA-BUSI: {agencies")
                        .onTheLineOf("UGA-BUSI: {")
                        .is("crossings[0].sides.UGA-BUSI", "unknown key 'UGA-BUSI'", "did you mean 'UGA-BUSIA'?"),
                named("an agency at the other side's post")
                        .replacing(POSTS, "agencies: [UGA.DCIC]", "agencies: [KEN.DIS]")
                        .onTheLineOf("UGA-BUSIA: {")
                        .is("crossings[0].sides.UGA-BUSIA.agencies[0]", "unknown agency of UGA 'KEN.DIS'", "UGA.DCIC"),
                named("a point outside the earth")
                        .replacing(POSTS, "[0.464, 34.111]", "[134.111, 0.464]")
                        .onTheLineOf("134.111")
                        .is("crossings[0].sides.KEN-BUSIA.point", "no point on the earth", "[latitude, longitude]"),
                named("a crossing that names one post alone")
                        .replacing(POSTS, "crossing: KEN-KONYAO/unknown", "crossing: KEN-KONYAO")
                        .onTheLineOf("crossing: KEN-KONYAO\n")
                        .is("crossings[1].crossing", "does not have the form", "KEN-BUSIA/UGA-BUSIA"),
                named("another way of signing")
                        .replacing(HUB, "none", "optional")
                        .onTheLineOf("optional")
                        .is("signatures", "unknown way of signing 'optional'", "none"),
                named("a private key in the configuration")
                        .by(KENYA, tree -> tree.append(KENYA, key("KEN.BMS", "x: AAAA, d: AAAA")))
                        .onTheLineOf("signingKeys")
                        .is("signingKeys[0].key", "a private key stands in the configuration", "public part alone"),
                named("a key that was made for a demonstration")
                        .by(
                                KENYA,
                                tree -> tree.append(
                                        KENYA,
                                        key(
                                                "KEN.BMS",
                                                "x: 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo, kid: demonstration")))
                        .onTheLineOf("signingKeys")
                        .is("signingKeys[0].key", "made for a demonstration", "keygen"),
                named("a key of an authority of another state")
                        .by(
                                KENYA,
                                tree -> tree.append(
                                        KENYA, key("UGA.DCIC", "x: 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")))
                        .onTheLineOf("signingKeys")
                        .is("signingKeys[0].authority", "unknown agency of KEN 'UGA.DCIC'", "KEN.BMS"),
                named("a quota that nobody would keep")
                        .by(HUB, tree -> tree.append(HUB, "quotas: {alert: 100}\n"))
                        .onTheLineOf("quotas")
                        .is("quotas.alert", "unknown key 'alert'", "messages"),
                named("a quota without a time")
                        .by(HUB, tree -> tree.append(HUB, "quotas: {messages: 100}\n"))
                        .onTheLineOf("quotas")
                        .is("quotas.messages", "'100' is no number in a time", "6000/PT1M"),
                named("a quota that not even one message fits into")
                        .by(HUB, tree -> tree.append(HUB, "quotas: {bytes: 1000/PT1M}\n"))
                        .onTheLineOf("quotas")
                        .is("quotas.bytes", "is no number in a time", "2097152"),
                named("a disk that would go on before it has stopped")
                        .by(HUB, tree -> tree.append(HUB, "disk: {stopBelow: 100, goAbove: 100}\n"))
                        .onTheLineOf("disk")
                        .is("disk.goAbove", "'goAbove' is not above 'stopBelow'", "more free space"),
                named("a quota of one agency over too long a time")
                        .replacing(KENYA, "roles: [immigration]}", "roles: [immigration], quotas: {urgent: 1/P40D}}")
                        .onTheLineOf("P40D")
                        .is("agencies[1].quotas.urgent", "'1/P40D' is no number in a time", "31 days"));
    }

    private static String key(String authority, String members) {
        return "signingKeys: [{authority: " + authority + ", key: {kty: OKP, crv: Ed25519, " + members
                + "}, from: 2026-01-01}]\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"brokenYaml", "brokenStatesAndPosts"})
    void whatIsBrokenIsNamedOnceWithFileLinePathAndRemedy(BrokenFile broken) {
        broken.assertToldOf(GoodTree.in(folder), folder);
    }

    @Test
    void everyProblemOfEveryFileIsReportedAtOnce() {
        // Given
        GoodTree.in(folder)
                .replace(KENYA, "roles: [immigration]", "roles: [imigration]")
                .replace(POSTS, "verify: true", "verify: perhaps")
                .replace(AGREEMENT, "state: in-force", "state: alive")
                .replace(AGREEMENT, "minSeverity: Moderate", "minSeverity: moderate")
                .replace(HUB, "signatures: none", "signature: none");

        // When
        var refused = (Configuration.Refused) Configuration.load(folder);

        // Then
        assertThat(refused.problems())
                .extracting(Problem::path)
                .containsExactly(
                        "state", "rules[0].minSeverity", "signature", "agencies[1].roles[0]", "crossings[1].verify");
    }

    @Test
    void aFileInAnotherEncodingIsRefused() throws Exception {
        // Given
        GoodTree.in(folder);
        Files.write(folder.resolve(HUB), "signatures: none # señal".getBytes(StandardCharsets.ISO_8859_1));

        // When
        var refused = (Configuration.Refused) Configuration.load(folder);

        // Then
        assertThat(refused.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .isEqualTo("the file is not UTF-8"));
    }

    @Test
    void aFolderWithoutStatesOrAgreementsIsRefused() {
        // When
        var refused = (Configuration.Refused) Configuration.load(folder.resolve("nowhere"));

        // Then
        assertThat(refused.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        folder + "/nowhere/agreements: the folder is missing",
                        folder + "/nowhere/states: the folder is missing");
    }
}
