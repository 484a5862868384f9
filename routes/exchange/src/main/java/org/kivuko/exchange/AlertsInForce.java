package org.kivuko.exchange;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.exchange.limit.Standstill;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;

/**
 * Tells an agency what is in force for it now, whether it lost what it had or is new: of each thread the latest alert or
 * update, judged anew and reduced as a delivery would be. What is not recorded is not told. Thread-safe.
 */
public final class AlertsInForce {
    /** Opened at a time, so that originals of the largest size stay small in memory. */
    private static final int STEP = 10;

    /** So many are looked at for one answer, however few of them are for who asks. */
    private static final int MOST_LOOKED_AT = 1_000;

    private static final int ENOUGH_BYTES = 4 * 1024 * 1024;
    /** Length of the wrapped key of a mark: a key of 32 bytes and 8 of RFC 3394. */
    private static final int WRAPPED_KEY_BYTES = 40;

    private final InForceBook book;
    private final InForceJudgement judgement;
    private final Vault vault;
    private final Standstill standstill;
    private final InstantSource clock;

    public AlertsInForce(
            InForceBook book, InForceJudgement judgement, Vault vault, Standstill standstill, InstantSource clock) {
        this.book = book;
        this.judgement = judgement;
        this.vault = vault;
        this.standstill = standstill;
        this.clock = clock;
    }

    /** What came of asking. */
    public sealed interface Result {
        /** The mark is none of the caller's. */
        record BadMark() implements Result {}

        /** @param reason one sentence */
        record StandsStill(String reason) implements Result {}

        /** @param next the mark behind which the rest stands; empty at the end */
        record Page(List<Shelf.Item> alerts, Optional<String> next) implements Result {
            public Page {
                alerts = List.copyOf(alerts);
            }
        }
    }

    /**
     * Asks on behalf of an agency.
     *
     * @param after the mark of an earlier answer; empty for the beginning
     * @param max 1 or more; the answer may hold fewer although there are more
     */
    public Result ask(AgencyId agency, Channel channel, Optional<String> after, int max) {
        Optional<String> still = standstill.reason();
        if (still.isPresent()) {
            return new Result.StandsStill(still.get());
        }
        Optional<Long> begin = after.isEmpty() ? Optional.of(0L) : position(agency, channel, after.get());
        return begin.isEmpty() ? new Result.BadMark() : new Walk(agency, channel, max).from(begin.get());
    }

    /** One answer in the making. */
    private final class Walk {
        private final AgencyId agency;
        private final Channel channel;
        private final int max;
        private final Instant at = clock.instant();
        private final List<Shelf.Item> shown = new ArrayList<>();
        private long bytes;
        private long position;
        private boolean more = true;

        Walk(AgencyId agency, Channel channel, int max) {
            this.agency = agency;
            this.channel = channel;
            this.max = max;
        }

        Result from(long begin) {
            position = begin;
            for (int looked = 0; more && !isFull() && looked < MOST_LOOKED_AT; looked += STEP) {
                step();
            }
            return new Result.Page(shown, more ? Optional.of(mark(agency, channel, position)) : Optional.empty());
        }

        private boolean isFull() {
            return shown.size() >= max || bytes >= ENOUGH_BYTES;
        }

        private void step() {
            List<InForceBook.Candidate> found = book.latest(agency, channel, position, STEP, at);
            var told = new ArrayList<InForceJudgement.Told>();
            List<InForceJudgement.Verdict> verdicts = judgement.judge(agency, channel, found, at);
            int seen = 0;
            while (seen < verdicts.size() && shown.size() + told.size() < max) {
                verdicts.get(seen).told().ifPresent(told::add);
                position = verdicts.get(seen).position();
                seen++;
            }
            more = seen < found.size() || found.size() == STEP;
            tell(told);
        }

        /** The ledger first. */
        private void tell(List<InForceJudgement.Told> told) {
            if (told.isEmpty()) {
                return;
            }
            Set<UUID> recorded = book.disclose(
                    agency, told.stream().map(InForceJudgement.Told::disclosure).toList(), at);
            for (InForceJudgement.Told each : told) {
                if (recorded.contains(each.shown().delivery())) {
                    shown.add(each.shown());
                    bytes += each.shown().body().length;
                }
            }
        }
    }

    /** Sealed: a position counts the messages of everybody, and one agency's mark is nothing to another. */
    private String mark(AgencyId agency, Channel channel, long position) {
        SealedContent sealed = vault.seal(
                name(agency, channel),
                ByteBuffer.allocate(Long.BYTES).putLong(position).array());
        byte[] mark = ByteBuffer.allocate(sealed.wrappedKey().length + sealed.sealed().length)
                .put(sealed.wrappedKey())
                .put(sealed.sealed())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mark);
    }

    private Optional<Long> position(AgencyId agency, Channel channel, String mark) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(mark);
            if (bytes.length <= WRAPPED_KEY_BYTES) {
                return Optional.empty();
            }
            byte[] key = new byte[WRAPPED_KEY_BYTES];
            byte[] sealed = new byte[bytes.length - WRAPPED_KEY_BYTES];
            ByteBuffer.wrap(bytes).get(key).get(sealed);
            return Optional.of(ByteBuffer.wrap(vault.open(name(agency, channel), new SealedContent(key, sealed)))
                    .getLong());
        } catch (IllegalArgumentException | Vault.BrokenSeal notOurs) {
            return Optional.empty();
        }
    }

    private static String name(AgencyId agency, Channel channel) {
        return "alerts in force for " + agency + " " + channel.code();
    }
}
