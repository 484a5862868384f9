package org.kivuko.hub;

import java.io.IOException;
import org.kivuko.connector.files.TokenRegister;
import org.kivuko.exchange.Admission;
import org.kivuko.exchange.Again;
import org.kivuko.exchange.ChangingRulebook;
import org.kivuko.exchange.Digests;
import org.kivuko.exchange.Emergencies;
import org.kivuko.exchange.FactsCollector;
import org.kivuko.exchange.Reader;
import org.kivuko.exchange.RegisterDesk;
import org.kivuko.exchange.Vault;
import org.kivuko.model.Directory;
import org.kivuko.model.cap.CapTrust;
import org.kivuko.operations.exercise.Exercises;
import org.kivuko.operations.watch.Suspensions;

/** By what a hub reads, admits and judges, at its doors, in its routes and for what waits. */
record HubJudging(
        Reader reader,
        Admission admission,
        Vault vault,
        FactsCollector facts,
        Emergencies emergencies,
        Suspensions suspensions,
        Exercises exercises,
        Again again) {
    static HubJudging of(HubStores stores) throws IOException {
        HubGround ground = stores.ground();
        ChangingRulebook rulebook = stores.rulebook();
        var reader = new Reader(agency -> rulebook.agreements()
                .directory()
                .agency(agency)
                .map(Directory.Agency::capTrust)
                .orElse(CapTrust.NONE));
        var admission = new Admission(rulebook, stores.ledger(), stores.digests());
        var vault = new Vault(ground.secrets().read("content"));
        var shared = new Digests(ground.secrets().read("register"));
        var register =
                new RegisterDesk(new TokenRegister(ground.options().config().resolve("deploy/registers")), shared);
        var emergencies = new Emergencies(stores.ledger().emergencies(), rulebook, vault, ground.clock());
        var suspensions = new Suspensions(stores.ledger().watch().suspensions(), rulebook, vault, ground.clock());
        var exercises = new Exercises(
                stores.ledger().exercises(),
                stores.ledger().exerciseTraffic(),
                () -> rulebook.last().directory(),
                vault,
                ground.clock());
        var facts = new FactsCollector(
                stores.ledger(), stores.digests(), register, vault, emergencies, suspensions, exercises);
        return new HubJudging(
                reader,
                admission,
                vault,
                facts,
                emergencies,
                suspensions,
                exercises,
                new Again(stores.ledger(), vault, admission, rulebook));
    }
}
