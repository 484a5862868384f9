package org.kivuko.hub;

import org.kivuko.exchange.Gate;
import org.kivuko.exchange.RecallRunner;
import org.kivuko.exchange.RunOutWatch;
import org.kivuko.exchange.WaitingJudgement;
import org.kivuko.exchange.Withdrawer;

/**
 * What waits in a hub: what the agreements do not let cross any more is taken out of the inboxes before a door opens, and from then
 * on.
 *
 * @param gate of the inboxes into which the routes release
 */
record HubWaiting(HubQueues queues, Gate gate, Withdrawer withdrawer) {
    static HubWaiting open(HubStores stores, HubJudging judging) {
        HubGround ground = stores.ground();
        var queues = new HubQueues(
                        stores.broker(),
                        stores.ledger(),
                        judging.vault(),
                        ground.times().wall())
                .keepPaused();
        ground.closings().add("queues", queues);
        var gate = new Gate();
        var withdrawer = new Withdrawer(
                stores.broker().inboxes(),
                gate,
                stores.rulebook(),
                stores.ledger().withdrawals(),
                new WaitingJudgement(judging.again(), judging.facts()),
                stores.ledger(),
                judging.emergencies(),
                judging.suspensions(),
                ground.clock());
        ground.closings().add("withdrawer", withdrawer);
        begin(withdrawer, stores, judging);
        ground.phases().ended("what waits");
        return new HubWaiting(queues, gate, withdrawer);
    }

    private static void begin(Withdrawer withdrawer, HubStores stores, HubJudging judging) {
        HubGround ground = stores.ground();
        var recalls = new RecallRunner(stores.ledger().withdrawals(), withdrawer, ground.clock());
        try {
            recalls.look();
            withdrawer.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("the start was interrupted", e);
        }
        stores.rulebook().listen(withdrawer);
        judging.emergencies().onChange(withdrawer::lookForEmergencies);
        judging.suspensions().onChange(withdrawer::lookForEmergencies);
        ground.closings().add("recalls", recalls.start());
        ground.closings().add("run out", new RunOutWatch(withdrawer).start());
    }
}
