package org.kivuko.acceptance;

import jakarta.jms.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Test;
import org.kivuko.testkit.junit.HubDoor;
import org.kivuko.testkit.junit.Kivuko;
import org.kivuko.testkit.junit.KivukoTest;

/**
 * A partner who writes Camel: his route reads what his officers note, and sends it to the hub by AMQP 1.0. Nothing here but the parameter
 * {@code hub} knows of the hub. The README of the testkit shows it.
 */
@KivukoTest(
        states = {PartnersCamelRouteTest.KENYA, PartnersCamelRouteTest.UGANDA},
        agreements = PartnersCamelRouteTest.AGREEMENT)
class PartnersCamelRouteTest extends CamelTestSupport {
    static final String KENYA =
            """
            state: KEN
            name: Kenya
            agencies:
              - {agency: KEN.DIS, name: Immigration, roles: [immigration], inbox: broker}
            """;
    static final String UGANDA =
            """
            state: UGA
            name: Uganda
            agencies:
              - {agency: UGA.DCIC, name: Immigration, roles: [immigration]}
            """;
    static final String AGREEMENT =
            """
            agreement: KEN-UGA.lost-passports
            version: 1
            title: Lost passports
            instrument: {name: None, article: none}
            parties: [KEN, UGA]
            state: in-force
            valid: {from: 2020-01-01}
            annexes: {alert: [KEN, UGA]}
            rules:
              - {rule: L-1, kind: permit, from: "*", to: "*", annex: alert, messages: [alert], alertTypes: [DOC-LOST],
                 fields: {keep: ["@core", subject.document.*]}}
            """;

    private final Kivuko hub;

    /** Here and not in a method of its own: Camel starts the routes before any of those is called. */
    PartnersCamelRouteTest(Kivuko hub) {
        this.hub = hub;
    }

    /** The partner's route, as it stands in his system: addresses and keys come from outside. */
    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:lost-passports").to("hub:queue:agency.KEN.DIS.outbox");
                from("hub:queue:agency.KEN.DIS.inbox").to("mock:arrived");
            }
        };
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        String address = hub.url(HubDoor.AMQP).toString();
        ConnectionFactory factory = new JmsConnectionFactory("KEN.DIS", hub.key("KEN.DIS"), address);
        registry.bind("hub", JmsComponent.jmsComponentAutoAcknowledge(factory));
    }

    @Test
    void aLostPassportReachesUgandaWithoutItsHolder() {
        var lost = hub.alert("KEN.DIS", "UGA", "DOC-LOST")
                .with("subject.document.type", "PP")
                .with("subject.document.issuer", "SSD")
                .with("subject.document.number", "A1234567")
                .with("subject.person.surname", "SPECIMEN");

        template.sendBody("direct:lost-passports", new String(lost.bytes(), StandardCharsets.UTF_8));

        hub.posted("KEN.DIS", lost.id()).ruling("UGA.DCIC").isReduced().without("subject.person.surname");
        hub.inbox("UGA.DCIC").next().hasId(lost.id()).lacks("subject.person");
    }

    @Test
    void whatUgandaFindsArrivesAtTheRoute() throws InterruptedException {
        MockEndpoint arrived = getMockEndpoint("mock:arrived");
        arrived.expectedMessageCount(1);

        hub.as("UGA.DCIC")
                .posts(hub.alert("UGA.DCIC", "KEN.DIS", "DOC-LOST")
                        .with("subject.document.type", "PP")
                        .with("subject.document.issuer", "KEN")
                        .with("subject.document.number", "K7654321"));

        arrived.assertIsSatisfied();
    }
}
