package org.kivuko.hub.testing;

import org.junit.jupiter.api.Test;
import org.kivuko.testkit.junit.Kivuko;
import org.kivuko.testkit.junit.KivukoTest;
import org.kivuko.testkit.junit.TestMessage;

/** What the README of the testkit shows, word for word. */
@KivukoTest
class PartnersFirstTest {
    @Test
    void aStolenPassportReachesTheDeskAtBusiaWithoutTheName(Kivuko hub) {
        TestMessage stolen = hub.alert("KEN.DIS", "UGA.DCIC", "DOC-STOLEN")
                .with("/post", "KEN-BUSIA")
                .with("subject.document.type", "PP")
                .with("subject.document.issuer", "SSD")
                .with("subject.document.number", "A1234567")
                .with("subject.person.surname", "SPECIMEN");

        hub.as("KEN.DIS").posts(stolen).ruling("UGA.DCIC").isReduced().without("subject.person.surname");

        hub.inbox("UGA.DCIC").next().comesFrom("KEN.DIS").carries("subject.document.number", "A1234567");
    }
}
