package org.kivuko.connector.artemis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.Keys;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.RefusalLog;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Directory;
import org.kivuko.model.Lane;

/**
 * Who may do what at the broker. An agency's account is its code, its password is its key, or its
 * certificate stands for both; it may send to its own outboxes
 * and consume from its own receipts and inboxes, and nothing else. The hub's account works inside this process alone.
 * Thread-safe.
 */
final class Accounts implements ActiveMQSecurityManager5 {
    /** No agency can have this name: codes are upper-case. */
    static final String HUB = "hub";

    private static final Set<CheckType> OF_THE_HUB = Set.of(CheckType.SEND, CheckType.CONSUME, CheckType.BROWSE);

    private final RefusalLog refusals = new RefusalLog("broker");
    private volatile Directory directory;
    private final Set<AgencyId> leaving = ConcurrentHashMap.newKeySet();
    private final Keys keys;
    private final byte[] hubSecret;

    Accounts(Directory directory, Keys keys, String hubSecret) {
        this.directory = directory;
        this.keys = keys;
        this.hubSecret = hubSecret.getBytes(StandardCharsets.UTF_8);
    }

    /** From now on these agencies have accounts; those that leave may only take what waits for them. */
    void follow(Directory next, Set<AgencyId> nowLeaving) {
        directory = next;
        leaving.clear();
        leaving.addAll(nowLeaving);
    }

    @Override
    public Subject authenticate(String user, String password, RemotingConnection connection, String securityDomain) {
        if (user == null) {
            return null;
        }
        boolean known = user.equals(HUB) ? isHub(password, connection) : isAgency(user, password, connection);
        if (!known) {
            refusals.refused(shown(password, connection), AgencyId.parse(user));
            return null;
        }
        var subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        return subject;
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType checkType, String address) {
        if (subject == null) {
            return false;
        }
        String user = getUserFromSubject(subject);
        if (HUB.equals(user)) {
            return OF_THE_HUB.contains(checkType);
        }
        Optional<AgencyId> agency = Optional.ofNullable(user).flatMap(AgencyId::parse);
        return agency.isPresent()
                && switch (checkType) {
                    case SEND ->
                        !leaving.contains(agency.get())
                                && outboxes(agency.get()).contains(queue(address));
                    case CONSUME -> mayConsume(agency.get(), queue(address));
                    default -> false;
                };
    }

    /** Not asked by the broker where the richer question above exists. */
    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    /** Not asked by the broker where the richer question above exists. */
    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
        return false;
    }

    private boolean isHub(String password, RemotingConnection connection) {
        return password != null
                && connection != null
                && connection.getTransportConnection() instanceof InVMConnection
                && MessageDigest.isEqual(hubSecret, password.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isAgency(String user, String password, RemotingConnection connection) {
        Optional<AgencyId> agency = AgencyId.parse(user);
        // Some clients cannot leave the password out.
        Optional<String> key = Optional.ofNullable(password).filter(text -> !text.isEmpty());
        return agency.filter(this::isMember).isPresent()
                && keys.who(key, certificate(connection)).equals(agency.map(Caller.OfAgency::new));
    }

    private boolean isMember(AgencyId agency) {
        return directory.agency(agency).isPresent() || leaving.contains(agency);
    }

    /** The agency that gets in over this connection by its certificate, without a key. */
    Optional<AgencyId> certified(RemotingConnection connection) {
        Optional<X509Certificate> certificate = certificate(connection);
        Optional<AgencyId> agency = keys.who(Optional.empty(), certificate)
                .filter(Caller.OfAgency.class::isInstance)
                .map(Caller.OfAgency.class::cast)
                .map(Caller.OfAgency::agency)
                .filter(this::isMember);
        if (agency.isEmpty() && certificate.isPresent()) {
            refusals.refused("certificate", Optional.empty());
        }
        return agency;
    }

    private static Optional<X509Certificate> certificate(RemotingConnection connection) {
        X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
        return chain == null || chain.length == 0 ? Optional.empty() : Optional.of(chain[0]);
    }

    private static String shown(String password, RemotingConnection connection) {
        boolean key = password != null && !password.isEmpty();
        if (certificate(connection).isPresent()) {
            return key ? "key+certificate" : "certificate";
        }
        return key ? "key" : "nothing";
    }

    private static Set<String> outboxes(AgencyId agency) {
        return queues((channel, lane) -> Optional.of(new Outbox(agency, channel, lane).queue()));
    }

    /** Who took over from another agency also takes what still waits for that one. */
    private boolean mayConsume(AgencyId agency, String queue) {
        return consumable(agency, agency).contains(queue)
                || directory.formerCodes(agency).stream()
                        .anyMatch(former -> consumable(former, agency).contains(queue));
    }

    /** Live inboxes are fetched by one door; exercises and receipts by any. */
    private Set<String> consumable(AgencyId agency, AgencyId by) {
        boolean live = directory.agency(by).map(Directory.Agency::inboxAtBroker).orElse(leaving.contains(by));
        Set<String> queues = queues((channel, lane) -> channel == Channel.EXERCISE || live
                ? Optional.of(new Inbox(agency, channel, lane).queue())
                : Optional.empty());
        for (Channel channel : Channel.values()) {
            queues.add(QueueNames.receipts(agency, channel));
        }
        return queues;
    }

    private static Set<String> queues(BiFunction<Channel, Lane, Optional<String>> name) {
        var queues = new HashSet<String>();
        for (Channel channel : Channel.values()) {
            for (Lane lane : Lane.values()) {
                name.apply(channel, lane).ifPresent(queues::add);
            }
        }
        return queues;
    }

    /** {@code address::queue} is asked for as such; here both are always the same. */
    private static String queue(String address) {
        int separator = address.indexOf("::");
        if (separator < 0) {
            return address;
        }
        String queue = address.substring(separator + 2);
        return queue.equals(address.substring(0, separator)) ? queue : "";
    }
}
