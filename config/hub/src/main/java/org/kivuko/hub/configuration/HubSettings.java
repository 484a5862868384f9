package org.kivuko.hub.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.exchange.clock.ClockLimits;
import org.kivuko.exchange.limit.DiskMarks;
import org.kivuko.exchange.limit.Quota;
import org.kivuko.exchange.limit.QuotaPlan;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.operations.shift.OnCall;

/**
 * What {@code deploy/hub.yaml} decides about the hub as a whole.
 *
 * @param quotas with those that stand at single agencies in the files of their states
 * @param pushes to whom is pushed, from the files of the states
 * @param disk below which free space nothing is taken; absent where it hangs on the size of the disk
 * @param maxDowntime by how much the clock may go ahead of what was seen last before it is doubted
 * @param resendWithin how long recipients may ask again for what they have taken over; zero: never
 * @param onCall whom operators call at each agency
 * @param signIn with whom people sign in beside those of this hub
 * @param doors of the broker, beside AMQP
 * @param files where agencies post and fetch with files; absent where none does
 * @param watch from which values on operators are told, and how
 * @param listen the address at which every door stands
 * @param tls of every door; absent where they speak in the clear
 * @param tokens whose tokens let agencies in, beside keys
 * @param database that keeps the ledger elsewhere; absent where the hub has one of its own
 */
public record HubSettings(
        Signatures signatures,
        QuotaPlan quotas,
        Map<AgencyId, PushSettings> pushes,
        Optional<DiskMarks> disk,
        Duration maxDowntime,
        Duration resendWithin,
        BrokerDoors doors,
        WatchSettings watch,
        List<OnCall> onCall,
        Optional<SignInSettings> signIn,
        Optional<FileSettings> files,
        String listen,
        Optional<TlsSettings> tls,
        List<TokenSettings> tokens,
        Optional<DatabaseSettings> database) {
    /** The doors of a hub stand on this machine alone unless something else is said. */
    private static final String THIS_MACHINE = "127.0.0.1";

    public HubSettings {
        pushes = Map.copyOf(pushes);
        onCall = List.copyOf(onCall);
        tokens = List.copyOf(tokens);
    }

    /** What holds where the file or the line is absent; a week covers a long weekend and a restore from a copy. */
    public static final HubSettings DEFAULT = new HubSettings(
            Signatures.NONE,
            QuotaPlan.NONE,
            Map.of(),
            Optional.empty(),
            ClockLimits.DEFAULT_DOWNTIME,
            Duration.ofDays(7),
            BrokerDoors.NONE,
            WatchSettings.DEFAULT,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            THIS_MACHINE,
            Optional.empty(),
            List.of(),
            Optional.empty());

    /** The same under another way of signing. */
    public HubSettings with(Signatures other) {
        return with(other, quotas, pushes);
    }

    /** The same with quotas of single agencies, and those to whom is pushed. */
    HubSettings with(Map<AgencyId, Quota> own, Map<AgencyId, PushSettings> pushed) {
        return with(signatures, new QuotaPlan(quotas.general(), own), pushed);
    }

    private HubSettings with(Signatures signed, QuotaPlan plan, Map<AgencyId, PushSettings> pushed) {
        return new HubSettings(
                signed,
                plan,
                pushed,
                disk,
                maxDowntime,
                resendWithin,
                doors,
                watch,
                onCall,
                signIn,
                files,
                listen,
                tls,
                tokens,
                database);
    }

    /** The files that are secrets, below the folder of the configuration. */
    public List<String> secretFiles() {
        return Stream.of(
                        watch.mail().stream().flatMap(mail -> mail.passwordFile().stream()),
                        watch.webhooks().stream().map(WatchSettings.Webhook::secretFile),
                        signIn.stream().map(SignInSettings::secretFile),
                        pushes.values().stream().map(PushSettings::secretFile),
                        files.stream().flatMap(door -> door.servers().stream()).map(FileSettings.Server::keyFile),
                        database.stream().flatMap(DatabaseSettings::secretFiles))
                .flatMap(names -> names)
                .toList();
    }

    /** Whether an agreement counts only once its parties have signed it. */
    public enum Signatures implements Coded {
        /** The {@code state} of an agreement counts as written. */
        NONE("none"),
        /** An agreement stands as the signatures and signed acts of its parties say; {@code state} counts for nothing. */
        REQUIRED("required");

        private final String code;

        Signatures(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }
}
