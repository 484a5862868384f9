package org.kivuko.hub;

import org.kivuko.exchange.Judging;
import org.kivuko.exchange.Recorder;
import org.kivuko.exchange.Stations;
import org.kivuko.operations.watch.PostTally;

/**
 * The routes that run, and who takes part.
 *
 * @param posts counts what comes about each border post
 */
record HubTraffic(HubMembers members, PostTally posts) {
    static HubTraffic open(HubStores stores, HubJudging judging, HubWaiting waiting) {
        HubGround ground = stores.ground();
        HubLimits limits = stores.limits();
        limits.guardDisk(ground.data().root());
        var posts = new PostTally();
        var routes = new HubRoutes(stores.broker(), stores.ledger(), waiting.gate(), ground.clock());
        ground.closings().add("routes", routes);
        routes.start(
                new Stations(
                        judging.reader(),
                        judging.admission(),
                        stores.rulebook(),
                        limits.quotas(),
                        limits.standstill(),
                        ground.clock()),
                new Judging(
                        stores.rulebook(),
                        judging.facts(),
                        judging.again(),
                        limits.room(stores.ledger()),
                        ground.clock()),
                new Recorder(stores.ledger(), judging.vault(), ground.clock(), stores.resendWithin(), posts),
                stores.ledger(),
                stores.directory(),
                stores.broker().leaving());
        var members = new HubMembers(
                stores.broker(), routes, stores.keyFiles(), ground.options().issueKeys(), stores.directory());
        stores.rules().living().onConfiguration(members::follow);
        ground.phases().ended("routes");
        return new HubTraffic(members, posts);
    }
}
