package org.kivuko.model.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.model.cap.Caps.alert;
import static org.kivuko.model.cap.Caps.places;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.model.Message;
import org.kivuko.model.Reading;

/** Signatures on alerts: what holds, and everything that must not. */
class CapSignatureTest {
    private static final KeyPair RSA = keys("RSA", 2048);
    private static final KeyPair EC = keys("EC", 256);
    private static final KeyPair STRANGER = keys("EC", 256);
    private static final CapTrust TRUST = new CapTrust(List.of(EC.getPublic(), RSA.getPublic()), false);
    private static final CapTrust DEMANDING = new CapTrust(List.of(EC.getPublic(), RSA.getPublic()), true);

    private static KeyPair keys(String algorithm, int size) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> read(String xml, CapTrust trust) {
        return places(reading(xml, trust));
    }

    private static Reading<Message> reading(String xml, CapTrust trust) {
        return CapReader.message(xml.getBytes(StandardCharsets.UTF_8), Caps.SENDER, Caps.query(), trust);
    }

    static Stream<Arguments> held() {
        return Stream.of(
                Arguments.of("RSA", Signing.with(RSA)),
                Arguments.of("ECDSA", Signing.with(EC)),
                Arguments.of("inclusive", Signing.with(EC).canonical(Signing.INCLUSIVE)),
                Arguments.of("canonicalised", Signing.with(EC).then(Signing.EXCLUSIVE)),
                Arguments.of(
                        "SHA-512",
                        Signing.with(RSA)
                                .method("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512")
                                .digest("http://www.w3.org/2001/04/xmlenc#sha512")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("held")
    void a_signature_of_a_configured_key_holds_and_changes_nothing(String name, Signing signing) {
        for (String document : List.of(
                alert(),
                alert().replace("cap:1.2", "cap:1.1"),
                "<?style x?>" + alert("<info>", "<?x y?><!-- a remark --><info>"),
                alert().replaceAll("<(/?)([a-zA-Z])", "<$1c:$2").replace("xmlns=", "xmlns:c="))) {
            Reading<Message> signed = reading(signing.sign(document), DEMANDING);

            assertThat(places(signed)).isEmpty();
            assertThat(Caps.event(signed)).isEqualTo(Caps.event(reading(alert(), CapTrust.NONE)));
        }
    }

    static Stream<Arguments> broken() {
        String signed = Signing.with(EC).sign(alert());
        String genuine = signed.substring(signed.indexOf("<alert"));
        String signature = signed.substring(signed.indexOf("<Signature"), signed.indexOf("</alert>"));
        String forged = alert("Stolen passport", "Stolen child");
        return Map.<String, String>ofEntries(
                        Map.entry("another text", signed.replace("Stolen", "Found")),
                        Map.entry("another space", signed.replace("<info>", " <info>")),
                        Map.entry("another instruction", signed.replace("<info>", "<?x y?><info>")),
                        Map.entry("an element more", signed.replace("<info>", "<note>x</note><info>")),
                        Map.entry(
                                "the key of a stranger", Signing.with(STRANGER).sign(alert())),
                        Map.entry(
                                "SHA-1",
                                Signing.with(RSA)
                                        .method("http://www.w3.org/2000/09/xmldsig#rsa-sha1")
                                        .sign(alert())),
                        Map.entry(
                                "a digest by SHA-1",
                                Signing.with(EC)
                                        .digest("http://www.w3.org/2000/09/xmldsig#sha1")
                                        .sign(alert())),
                        Map.entry(
                                "comments",
                                Signing.with(EC)
                                        .canonical(Signing.EXCLUSIVE + "WithComments")
                                        .sign(alert())),
                        Map.entry(
                                "base64",
                                Signing.with(EC)
                                        .sign(alert())
                                        .replace(
                                                "</Transforms>",
                                                "<Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#base64\"/></Transforms>")),
                        Map.entry("no transform", signed.replaceAll("<Transforms>.*</Transforms>", "")),
                        Map.entry(
                                "a path",
                                signed.replace(
                                        "</Transforms>",
                                        "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><XPath>1</XPath></Transform></Transforms>")),
                        Map.entry(
                                "a value of nothing",
                                signed.replaceAll("(?s)<SignatureValue>.*</SignatureValue>", "<SignatureValue/>")),
                        Map.entry("the signature of another", forged.replace("</alert>", signature + "</alert>")),
                        Map.entry("two signatures", signed.replace("</alert>", signature + "</alert>")),
                        Map.entry("an object", signed.replace("</Signature>", "<Object/></Signature>")),
                        Map.entry(
                                "the genuine one within the signature of the forged",
                                forged.replace(
                                        "</alert>",
                                        signature.replace(
                                                        "</Signature>", "<Object>" + genuine + "</Object></Signature>")
                                                + "</alert>")),
                        Map.entry(
                                "the genuine one within a key",
                                forged.replace(
                                        "</alert>",
                                        signature.replace("</KeyInfo>", genuine + "</KeyInfo>") + "</alert>")),
                        Map.entry(
                                "the genuine one within an empty signature",
                                forged.replace(
                                        "</alert>",
                                        "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">" + genuine
                                                + "</Signature></alert>")),
                        Map.entry("a reference to a part", signed.replace("URI=\"\"", "URI=\"#a\"")),
                        Map.entry("no reference", signed.replace(" URI=\"\"", "")),
                        Map.entry(
                                "a reference more",
                                signed.replace(
                                        "</SignedInfo>",
                                        signed.substring(signed.indexOf("<Reference"), signed.indexOf("</SignedInfo>"))
                                                + "</SignedInfo>")))
                .entrySet()
                .stream()
                .filter(entry -> !entry.getValue().equals(signed))
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void a_signature_that_does_not_hold_is_refused(String name, String document) {
        assertThat(read(document, TRUST)).contains(" CAP_24");
        assertThat(read(document, DEMANDING)).contains(" CAP_24");
    }

    @Test
    void an_alert_without_a_signature_is_taken_unless_one_is_demanded() {
        assertThat(read(alert(), TRUST)).isEmpty();
        assertThat(read(alert(), DEMANDING)).containsExactly(" CAP_25");
        assertThat(read(alert(), new CapTrust(List.of(), true))).containsExactly(" CAP_25");
    }

    @Test
    void a_signature_of_which_no_key_is_configured_is_not_looked_at_unless_one_is_demanded() {
        String signed = Signing.with(STRANGER).sign(alert());

        assertThat(read(signed, CapTrust.NONE)).isEmpty();
        assertThat(read(signed, new CapTrust(List.of(), true))).containsExactly(" CAP_24");
    }

    @Test
    void the_real_signatures_of_the_library_are_of_another_time() throws Exception {
        for (String file : List.of("canada_signed.cap.xml", "earthquake_signed.cap.xml")) {
            byte[] real = Corpora.bytes("google-cap-library/testdata/" + file);

            assertThat(places(CapReader.message(real, Caps.SENDER, Caps.query(true), CapTrust.NONE)))
                    .as(file)
                    .isEmpty();
            assertThat(places(CapReader.message(real, Caps.SENDER, Caps.query(true), TRUST)))
                    .as(file)
                    .contains(" CAP_24");
        }
    }

    @Test
    void nothing_that_a_signature_names_is_opened() throws Exception {
        try (var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            listening.setSoTimeout(200);
            String url = "http://127.0.0.1:" + listening.getLocalPort() + "/x";
            String signed = Signing.with(EC).sign(alert());
            for (String document : List.of(
                    signed.replace("URI=\"\"", "URI=\"" + url + "\""),
                    signed.replace("<KeyInfo>", "<KeyInfo><RetrievalMethod URI=\"" + url + "\"/>"),
                    signed.replace(
                            "</Transforms>",
                            "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\">"
                                    + "<xsl:stylesheet xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" version=\"1.0\"><xsl:include href=\""
                                    + url + "\"/></xsl:stylesheet></Transform></Transforms>"))) {
                // A changed KeyInfo is signed by nobody and believed by nobody: the pinned key alone counts.
                assertThat(reading(document, TRUST)).isNotNull();
            }
            assertThat(caller(listening)).isEmpty();
        }
    }

    private static Optional<String> caller(ServerSocket listening) throws Exception {
        try (var visitor = listening.accept()) {
            return Optional.of(visitor.toString());
        } catch (SocketTimeoutException nobody) {
            return Optional.empty();
        }
    }

    private static final String ENVELOPE =
            """
            <e:EDXLDistribution xmlns:e="urn:oasis:names:tc:emergency:EDXL:DE:1.0">
              <e:distributionID>d-1</e:distributionID><e:senderID>x</e:senderID>
              <e:dateTimeSent>2026-11-23T10:00:00+03:00</e:dateTimeSent>
              <e:distributionStatus>Actual</e:distributionStatus><e:distributionType>Report</e:distributionType>
              <e:combinedConfidentiality>UNCLASSIFIED</e:combinedConfidentiality>
              <e:keyword>KEYWORD</e:keyword>
              <e:contentObject><e:xmlContent><e:embeddedXMLContent>ALERT</e:embeddedXMLContent></e:xmlContent></e:contentObject>
            </e:EDXLDistribution>
            """;

    private static List<String> enveloped(String keyword, String alert, CapTrust trust) {
        String document = ENVELOPE.replace("KEYWORD", keyword).replace("ALERT", alert);
        return places(EdxlReader.message(document.getBytes(StandardCharsets.UTF_8), Caps.SENDER, Caps.query(), trust));
    }

    @Test
    void an_alert_that_was_signed_and_then_put_into_an_envelope_is_verified_as_what_it_was() {
        String signed = Signing.with(EC).sign(alert());
        String genuine = signed.substring(signed.indexOf("<alert"));
        String forged = alert("Stolen passport", "Stolen child");

        assertThat(enveloped("", genuine, DEMANDING)).isEmpty();
        assertThat(enveloped("", genuine.replace("Stolen", "Found"), DEMANDING)).containsExactly(" CAP_24");
        assertThat(enveloped("", forged, DEMANDING)).containsExactly(" CAP_25");
        assertThat(enveloped(genuine, forged, DEMANDING)).contains(" CAP_24");
        assertThat(enveloped("", forged, TRUST)).isEmpty();
    }
}
