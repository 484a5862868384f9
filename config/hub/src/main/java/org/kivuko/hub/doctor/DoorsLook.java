package org.kivuko.hub.doctor;

import static org.kivuko.hub.doctor.Finding.finding;
import static org.kivuko.hub.doctor.Finding.fine;
import static org.kivuko.hub.doctor.Finding.mend;
import static org.kivuko.hub.doctor.Finding.unknown;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kivuko.connector.files.door.FileDoor;
import org.kivuko.connector.webhook.TargetLook;
import org.kivuko.hub.CertificateEnds;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.configuration.BrokerDoors;
import org.kivuko.hub.configuration.FileSettings;
import org.kivuko.hub.configuration.HubSettings;
import org.kivuko.hub.configuration.TlsSettings;
import org.kivuko.hub.tls.TlsFault;
import org.kivuko.hub.tls.TlsFiles;

/**
 * Every door that the command line and the configuration open, and everybody whom the hub calls: ports, TLS and its end, the folder of
 * the file door, names of targets. Opens none, calls nobody.
 */
final class DoorsLook {
    private static final int FEW_DAYS = 30;

    private final HubOptions options;
    private final HubSettings settings;
    private final boolean running;
    private final Clock clock;

    /** @param running whether the ports may well be taken */
    DoorsLook(HubOptions options, HubSettings settings, boolean running, Clock clock) {
        this.options = options;
        this.settings = settings;
        this.running = running;
        this.clock = clock;
    }

    List<Finding> findings() {
        BrokerDoors doors = options.doors().or(settings.doors());
        var findings = new ArrayList<Finding>();
        findings.add(port("HTTP", Optional.of(options.httpPort())));
        findings.add(port("AMQP", Optional.of(options.amqpPort())));
        findings.add(port("STOMP", doors.stomp()));
        findings.add(port("MQTT", doors.mqtt()));
        findings.add(settings.tls().map(this::tls).orElseGet(() -> fine("TLS", "TLS of the doors", "none")));
        findings.addAll(certificates());
        findings.add(settings.files().map(this::files).orElseGet(() -> fine("FILE_DOOR", "file door", "closed")));
        settings.pushes()
                .forEach((agency, push) ->
                        findings.add(target("where is pushed for " + agency, push.url(), push.ownNetwork())));
        settings.watch()
                .webhooks()
                .forEach(hook -> findings.add(target("webhook " + hook.name(), hook.url(), hook.ownNetwork())));
        return findings;
    }

    /** A port that is taken is fine where the hub runs: it is the one that took it. */
    private Finding port(String door, Optional<Integer> stated) {
        String code = "PORT_" + door;
        if (stated.isEmpty()) {
            return fine(code, door + " door", "closed");
        }
        int port = stated.get();
        String what = door + " port " + port;
        InetAddress address;
        try {
            address = InetAddress.getByName(settings.listen());
        } catch (UnknownHostException nowhere) {
            return mend(code, what, settings.listen() + " is no address of this machine", "correct listen in hub.yaml");
        }
        try (var socket = new ServerSocket(port, 1, address)) {
            return fine(code, what, "free" + (socket.isBound() ? "" : ", not yet"));
        } catch (IOException taken) {
            return running
                    ? fine(code, what, "taken while the hub runs")
                    : mend(
                            code,
                            what,
                            "taken by another program, or not to be had by this user at " + settings.listen(),
                            "stop it (ss -ltnp 'sport = :" + port + "' names it), or name another port");
        }
    }

    private Finding tls(TlsSettings stated) {
        try {
            String context = new TlsFiles(options.config(), stated, clock)
                    .doors()
                    .clients()
                    .name();
            return fine("TLS", "TLS of the doors", "its files fit together; certificates of clients: " + context);
        } catch (TlsFault fault) {
            return mend(
                    "TLS",
                    "TLS of the doors",
                    fault.problem().toString(),
                    fault.problem().remedy());
        }
    }

    private List<Finding> certificates() {
        var files = new ArrayList<>(settings.watch().certificates());
        settings.tls().ifPresent(tls -> files.addAll(tls.certificates()));
        var findings = new ArrayList<Finding>();
        new CertificateEnds(options.config())
                .daysLeft(files.stream().distinct().toList(), clock.instant())
                .forEach((certificate, days) -> findings.add(finding(
                        days > FEW_DAYS,
                        "CERTIFICATE",
                        certificate,
                        days + " days left",
                        "renew it and put the new one in its place; 0 days: it has ended or cannot be read")));
        return findings;
    }

    private Finding files(FileSettings door) {
        String what = "file door";
        Path folder = door.folder();
        String todo = "make " + folder + " a folder of the hub's user that nobody else can write (chmod go-w)";
        try {
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                return fine("FILE_DOOR", what, "the hub makes its folder");
            }
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return mend("FILE_DOOR", what, "a link or a file stands where its folder should be", todo);
            }
            if (FileDoor.canBeChangedByOthers(folder)) {
                return mend("FILE_DOOR", what, "others can change its folder", todo);
            }
            return finding(
                    Files.isWritable(folder), "FILE_DOOR", what, "its folder cannot be written by this user", todo);
        } catch (IOException unreadable) {
            return unknown("FILE_DOOR", what, "its folder cannot be read by this user", todo);
        }
    }

    /** The path of a target may be as good as a secret; its host is not. */
    private static Finding target(String what, URI target, boolean ownNetwork) {
        String host = target.getHost();
        return switch (TargetLook.at(target, ownNetwork)) {
            case ALLOWED -> fine("TARGET", what, host + " is known and may be called");
            case UNKNOWN ->
                mend(
                        "TARGET",
                        what,
                        host + " is not known from here",
                        "correct the name, or the machine's name service (getent hosts " + host + ")");
            case NOT_ALLOWED ->
                mend(
                        "TARGET",
                        what,
                        host + " leads to this machine, to a network of one's own or to nobody",
                        "name a public host, or say ownNetwork: true beside it where it is meant to stand there");
        };
    }
}
