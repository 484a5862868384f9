package org.kivuko.hub.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.model.MessageJson;
import org.kivuko.testkit.junit.Kivuko;
import org.kivuko.testkit.junit.KivukoTest;
import org.kivuko.testkit.junit.LooksAway;
import org.kivuko.testkit.junit.TestMessage;

/** Test classes as partners write them, good and bad, which {@link KivukoTestTest} has run and looks at. */
final class PartnerSamples {
    static final String KENYA =
            """
            state: KEN
            name: Kenya
            agencies:
              - {agency: KEN.DIS, name: Immigration, roles: [immigration]}
            """;
    static final String UGANDA =
            """
            state: UGA
            name: Uganda
            agencies:
              - {agency: UGA.DCIC, name: Immigration, roles: [immigration]}
              - {agency: UGA.UPF, name: Police, roles: [border-security]}
              - {agency: UGA.URA, name: Revenue Authority, roles: [customs]}
            """;
    private static final String HEAD =
            """
            agreement: KEN-UGA.tiny
            version: 1
            title: For tests
            instrument: {name: None, article: none}
            parties: [KEN, UGA]
            state: in-force
            annexes: {alert: [KEN, UGA]}
            """;
    private static final String RULES =
            """
            rules:
              - {rule: T-1, kind: permit, from: KEN, to: UGA, annex: alert, messages: [alert], alertTypes: [DOC-*],
                 recipients: [UGA.DCIC], fields: {keep: ["@core", subject.document.*]}}
              - {rule: T-2, kind: permit, from: KEN, to: UGA, annex: alert, messages: [alert], alertTypes: [DOC-*],
                 recipients: [UGA.UPF], fields: {keep: ["*"]}}
            """;
    static final String TINY = HEAD + "valid: {from: 2020-01-01, until: 2099-01-01}\n" + RULES;
    static final String ENDING = HEAD + "valid: {from: 2020-01-01, until: 2026-12-01}\n" + RULES;
    static final String FAULTY = HEAD
            + """
            valid: {from: 2020-01-01}
            rules:
              - {rule: T-1, kind: permit, from: KEN, to: UGA, annex: alert, messages: [alert], recipients: [UGA.POLICE], fields: {keep: ["@core"]}}
            """;

    /** Every hub that a sample met, by where its door is. */
    static final Set<String> TINY_HUBS = ConcurrentHashMap.newKeySet();

    static final AtomicInteger MOST_AT_ONCE = new AtomicInteger();
    private static final AtomicInteger AT_ONCE = new AtomicInteger();

    private PartnerSamples() {}

    private static TestMessage stolen(Kivuko hub, String to) {
        return hub.alert("KEN.DIS", to, "DOC-STOLEN")
                .with("subject.document.type", "PP")
                .with("subject.document.issuer", "SSD")
                .with("subject.document.number", "A1234567")
                .with("subject.person.surname", "SPECIMEN");
    }

    /** What a system under test does, which knows an address and a key and nothing of tests. */
    private static HttpResponse<String> call(Kivuko hub, String agency, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub.url() + path))
                .header("Authorization", "Bearer " + hub.key(agency))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void systemPosts(Kivuko hub, TestMessage message) {
        assertThat(call(hub, "KEN.DIS", "POST", "/v1/messages", message.json().toString())
                        .statusCode())
                .isEqualTo(202);
    }

    @KivukoTest(
            states = {KENYA, UGANDA},
            agreements = TINY)
    static class Good {
        @BeforeEach
        void met(Kivuko hub) {
            TINY_HUBS.add(hub.url().toString());
        }

        @Test
        void rulingsAndDeliveries(Kivuko hub) {
            var posted = hub.as("KEN.DIS").posts(stolen(hub, "UGA")).isAccepted();

            posted.reachesOnly("UGA.DCIC", "UGA.UPF");
            posted.ruling("UGA.DCIC")
                    .isReduced()
                    .without("subject.person.surname")
                    .byRule("KEN-UGA.tiny@1/T-1");
            posted.ruling("UGA.UPF").isReleased();
            hub.inbox("UGA.DCIC")
                    .next()
                    .is(posted)
                    .comesFrom("KEN.DIS")
                    .carries("subject.document.number", "A1234567")
                    .carries("/agreement", "KEN-UGA.tiny@1")
                    .lacks("subject.person")
                    .hasLinkNumber(1);
            hub.inbox("UGA.DCIC").isEmpty();
        }

        @Test
        void refusalsOfBothKinds(Kivuko hub) {
            hub.as("KEN.DIS")
                    .posts(stolen(hub, "UGA.URA"))
                    .reachesNobody()
                    .ruling("UGA.URA")
                    .isRefused("AUTHORITY_NOT_COMPETENT");
            hub.as("KEN.DIS").posts(stolen(hub, "UGA.URA").without("msgType")).isRefusedAtTheDoor("SCHEMA_VIOLATION");
            hub.as("KEN.DIS").posts("not JSON").isRefusedAtTheDoor("UNREADABLE");
        }

        @Test
        void receipts(Kivuko hub) {
            var posted = hub.as("KEN.DIS").posts(stolen(hub, "UGA.URA"));
            assertThat(hub.receipts("KEN.DIS").next().at("/data/id").asText()).isEqualTo(posted.id());
        }

        @Test
        void whatTheSystemUnderTestTakesOverIsTheSystemsMatter(Kivuko hub) {
            systemPosts(hub, stolen(hub, "UGA.UPF"));
            String inbox =
                    call(hub, "UGA.UPF", "GET", "/v1/inbox?wait=PT10S", "").body();
            String delivery = MessageJson.tree(inbox.getBytes(StandardCharsets.UTF_8))
                    .at("/deliveries/0/delivery")
                    .asText();
            call(hub, "UGA.UPF", "POST", "/v1/inbox/" + delivery + "/ack", "");
        }

        @Test
        void theSystemPostsAndTheTestAsks(Kivuko hub) {
            var message = stolen(hub, "UGA.UPF");
            systemPosts(hub, message);
            hub.posted("KEN.DIS", message.id()).ruling("UGA.UPF").isReleased();
        }

        @Test
        @LooksAway("to see that it may")
        void looksAway(Kivuko hub) {
            hub.as("KEN.DIS").posts(stolen(hub, "UGA"));
        }

        @Nested
        class Inner {
            @Test
            void hasTheHubOfTheClassAroundIt(Kivuko hub) {
                TINY_HUBS.add(hub.url().toString());
                hub.as("KEN.DIS").posts(stolen(hub, "UGA.UPF")).reachesOnly("UGA.UPF");
            }
        }
    }

    @KivukoTest(
            states = {KENYA, UGANDA},
            agreements = TINY)
    static class Left {
        @BeforeEach
        void met(Kivuko hub) {
            TINY_HUBS.add(hub.url().toString());
        }

        @Test
        void postedAndNeverLookedAt(Kivuko hub) {
            hub.as("KEN.DIS").posts(stolen(hub, "UGA.DCIC UGA.UPF UGA.URA").with("/id", "left-1"));
            hub.inbox("ETH.EFP");
            hub.inbox("UGA.URA").isEmpty();
        }

        @Test
        void deliveredAndNotAsserted(Kivuko hub) {
            hub.as("KEN.DIS")
                    .posts(stolen(hub, "UGA").with("/id", "left-2"))
                    .ruling("UGA.DCIC")
                    .isReduced();
        }

        @Test
        void takenAndNotAsserted(Kivuko hub) {
            hub.as("KEN.DIS").posts(stolen(hub, "UGA.UPF").with("/id", "left-3"));
            hub.inbox("UGA.UPF").next();
        }

        @Test
        void refusedAtTheDoorUnseen(Kivuko hub) {
            hub.as("KEN.DIS").posts(stolen(hub, "UGA").without("purpose").without("/purpose"));
        }

        @Test
        void postedByTheSystemAndNeverLookedAt(Kivuko hub) {
            systemPosts(hub, stolen(hub, "UGA.UPF").with("/id", "left-4"));
        }

        @Test
        void nothingCame(Kivuko hub) {
            hub.as("KEN.DIS").posts(stolen(hub, "UGA.DCIC UGA.UPF UGA.URA").with("/id", "left-5"));
            hub.waiting(Duration.ofMillis(500)).inbox("UGA.URA").next();
        }

        @Test
        void nothingAtAll(Kivuko hub) {
            hub.waiting(Duration.ofMillis(50)).inbox("UGA.URA").next();
        }

        @Test
        void anotherValueThanTheTestWrote(Kivuko hub) {
            hub.as("KEN.DIS").posts(stolen(hub, "UGA.UPF"));
            hub.inbox("UGA.UPF").next().carries("subject.person.surname", "MUSTERMANN");
        }

        @Test
        void anotherValueThanTheSystemWrote(Kivuko hub) {
            systemPosts(hub, stolen(hub, "UGA.UPF"));
            hub.inbox("UGA.UPF").next().carries("subject.person.surname", "MUSTERMANN");
        }

        @Test
        void anotherRuling(Kivuko hub) {
            hub.as("KEN.DIS")
                    .posts(stolen(hub, "UGA.DCIC").with("/id", "left-6"))
                    .ruling("UGA.DCIC")
                    .isReleased();
        }

        @Test
        void itsOwnFailureAlone(Kivuko hub) {
            hub.as("KEN.DIS").posts(stolen(hub, "UGA"));
            throw new AssertionError("of the test itself");
        }
    }

    /** Each test does what the one before it did, and finds nothing of it. */
    @KivukoTest(
            states = {KENYA, UGANDA},
            agreements = TINY,
            at = "2026-11-24T08:00:00Z")
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Resets {
        private static final Instant BEGIN = Instant.parse("2026-11-24T08:00:00Z");
        private static String operatorsHub;

        private static void sameAgain(Kivuko hub) {
            assertThat(hub.clock().instant()).isEqualTo(BEGIN);
            assertThat(hub.ledger().counts()).containsEntry("accepted", 0L);
            assertThat(hub.ledger().rulings(10)).isEmpty();
            hub.inbox("UGA.UPF").isEmpty();
            hub.receipts("KEN.DIS").isEmpty();

            var posted = hub.as("KEN.DIS").posts(stolen(hub, "UGA").with("/id", "the-same"));

            assertThat(posted.status()).isEqualTo(202);
            posted.reachesOnly("UGA.DCIC", "UGA.UPF");
            hub.inbox("UGA.UPF").next().hasLinkNumber(1);
            // Leased, and never taken over.
            assertThat(call(hub, "UGA.DCIC", "GET", "/v1/inbox", "").body()).contains("the-same");
            hub.clock().advance(Duration.ofDays(30));
            hub.as("KEN.DIS")
                    .posts(stolen(hub, "UGA").with("/id", "a-month-later"))
                    .reachesOnly("UGA.DCIC", "UGA.UPF");
        }

        @BeforeEach
        void met(Kivuko hub) {
            TINY_HUBS.add(hub.url().toString());
        }

        @Test
        @Order(1)
        void once(Kivuko hub) {
            sameAgain(hub);
        }

        @Test
        @Order(2)
        void twice(Kivuko hub) {
            sameAgain(hub);
        }

        @Test
        @Order(3)
        void whatAnOperatorDoesIsUndoneToo(Kivuko hub) {
            String pause = "/v1/ops/queues/agency.KEN.DIS.outbox/pause";
            String body = "{\"reason\":\"a test\",\"key\":\"" + UUID.randomUUID() + "\"}";
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> call(hub, "operator", "POST", pause, body).statusCode() == 200);
            operatorsHub = hub.url() + hub.key("operator");
        }

        @Test
        @Order(4)
        void andTheDoorsStay(Kivuko hub) {
            assertThat(hub.url() + hub.key("operator")).isEqualTo(operatorsHub);
            hub.as("KEN.DIS").posts(stolen(hub, "UGA").with("/id", "the-same")).reachesOnly("UGA.DCIC", "UGA.UPF");
        }
    }

    /** Each test waits for the end of the same agreement. */
    @KivukoTest(
            states = {KENYA, UGANDA},
            agreements = ENDING,
            at = "2026-11-24T08:00:00Z")
    static class Ends {
        private static void goesBackAtTheEnd(Kivuko hub) {
            var posted = hub.as("KEN.DIS")
                    .posts(stolen(hub, "UGA.UPF").with("/expires", "2027-01-01T00:00:00Z"))
                    .reachesOnly("UGA.UPF");
            hub.clock().set(Instant.parse("2026-12-01T00:00:01Z"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            posted.ruling("UGA.UPF").recorded().state().equals(Optional.of(DeliveryState.RETURNED)));
        }

        @Test
        void once(Kivuko hub) {
            goesBackAtTheEnd(hub);
        }

        @Test
        void twice(Kivuko hub) {
            goesBackAtTheEnd(hub);
        }
    }

    @KivukoTest(agreements = "partner", states = "partner/states")
    static class OfFolders {
        @Test
        void itsOwnAgreementHolds(Kivuko hub) {
            hub.as("KEN.DIS").posts(stolen(hub, "UGA.URA")).ruling("UGA.URA").byRule("KEN-UGA.folder@1/F-1");
            assertThat(hub.agencies()).containsExactlyInAnyOrder("KEN.DIS", "UGA.DCIC", "UGA.UPF", "UGA.URA");
        }
    }

    @KivukoTest(agreements = "partner", states = "partner/states")
    static class OneAtATime {
        @Test
        void first(Kivuko hub) {
            atOnce();
        }

        @Test
        void second(Kivuko hub) {
            atOnce();
        }
    }

    @KivukoTest(agreements = "partner", states = "partner/states")
    static class NorBesideIt {
        @Test
        void third(Kivuko hub) {
            atOnce();
        }
    }

    private static void atOnce() {
        int now = AT_ONCE.incrementAndGet();
        MOST_AT_ONCE.accumulateAndGet(now, Math::max);
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        AT_ONCE.decrementAndGet();
    }

    @KivukoTest(
            states = {KENYA, UGANDA},
            agreements = FAULTY)
    static class Faulty {
        @Test
        void neverRuns(Kivuko hub) {}
    }

    @KivukoTest(agreements = "nowhere.yaml")
    static class Nowhere {
        @Test
        void neverRuns(Kivuko hub) {}
    }

    @KivukoTest(
            states = {KENYA, UGANDA},
            agreements = TINY)
    static class TooEarly {
        @BeforeAll
        static void posts(Kivuko hub) {
            hub.as("KEN.DIS").posts(stolen(hub, "UGA"));
        }

        @Test
        void neverRuns(Kivuko hub) {}
    }
}
