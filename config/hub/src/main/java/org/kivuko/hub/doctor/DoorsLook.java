package org.kivuko.hub.doctor;

import static org.kivuko.hub.doctor.Finding.finding;
import static org.kivuko.hub.doctor.Finding.fine;
import static org.kivuko.hub.doctor.Finding.mend;
import static org.kivuko.hub.doctor.Finding.unknown;
import static org.kivuko.hub.doctor.Phrase.asItIs;
import static org.kivuko.hub.doctor.Phrase.say;

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
import java.util.Locale;
import java.util.Optional;
import org.kivuko.connector.files.door.FileDoor;
import org.kivuko.connector.files.door.ServerTrouble;
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
 * the file door, names of targets. Opens none, and calls nobody but agencies' SFTP servers, where it changes nothing.
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
        findings.add(settings.tls().map(this::tls).orElseGet(() -> fine("TLS", say("tls"), say("found.none"))));
        findings.addAll(certificates());
        findings.add(settings.files()
                .map(this::files)
                .orElseGet(() -> fine("FILE_DOOR", say("fileDoor"), say("found.closed"))));
        settings.files().ifPresent(files -> files.servers().forEach(server -> findings.add(server(server))));
        settings.pushes()
                .forEach((agency, push) ->
                        findings.add(target(say("target.push", agency), push.url(), push.ownNetwork())));
        settings.watch()
                .webhooks()
                .forEach(hook ->
                        findings.add(target(say("target.webhook", hook.name()), hook.url(), hook.ownNetwork())));
        return findings;
    }

    /** A port that is taken is fine where the hub runs: it is the one that took it. */
    private Finding port(String door, Optional<Integer> stated) {
        String code = "PORT_" + door;
        if (stated.isEmpty()) {
            return fine(code, say("door", door), say("found.closed"));
        }
        int port = stated.get();
        Phrase what = say("port", door, port + "");
        InetAddress address;
        try {
            address = InetAddress.getByName(settings.listen());
        } catch (UnknownHostException nowhere) {
            return mend(code, what, say("port.address", settings.listen()), say("port.address.todo"));
        }
        try (var socket = new ServerSocket(port, 1, address)) {
            return finding(socket.isBound(), code, what, say("port.free"), say("port.todo", port + ""));
        } catch (IOException taken) {
            return running
                    ? fine(code, what, say("port.hub"))
                    : mend(code, what, say("port.taken", settings.listen()), say("port.todo", port + ""));
        }
    }

    private Finding tls(TlsSettings stated) {
        try {
            String context = new TlsFiles(options.config(), stated, clock)
                    .doors()
                    .clients()
                    .name();
            return fine("TLS", say("tls"), say("tls.fine", context));
        } catch (TlsFault fault) {
            return mend(
                    "TLS",
                    say("tls"),
                    asItIs(fault.problem().toString()),
                    asItIs(fault.problem().remedy()));
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
                        asItIs(certificate),
                        say("certificate.found", days),
                        say("certificate.todo"))));
        return findings;
    }

    private Finding files(FileSettings door) {
        Phrase what = say("fileDoor");
        Path folder = door.folder();
        Phrase todo = say("fileDoor.todo", folder);
        try {
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                return fine("FILE_DOOR", what, say("fileDoor.later"));
            }
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return mend("FILE_DOOR", what, say("fileDoor.link"), todo);
            }
            if (FileDoor.canBeChangedByOthers(folder)) {
                return mend("FILE_DOOR", what, say("fileDoor.others"), todo);
            }
            return Files.isWritable(folder)
                    ? fine("FILE_DOOR", what, say("fileDoor.fine"))
                    : mend("FILE_DOOR", what, say("fileDoor.unwritable"), todo);
        } catch (IOException unreadable) {
            return unknown("FILE_DOOR", what, say("fileDoor.unreadable"), todo);
        }
    }

    /** Gets in as the door does, and lists: what is wrong shows before a file waits. */
    private Finding server(FileSettings.Server stated) {
        Phrase what = say("server", stated.agency());
        Optional<ServerTrouble> trouble = stated.in(options.config()).trouble();
        if (trouble.isEmpty()) {
            return fine("FILE_SERVER", what, say("server.fine"));
        }
        Phrase todo =
                switch (trouble.get()) {
                    case HOST_KEY -> say("server.host_key.todo", stated.knownHosts());
                    case HUB_KEY -> say("server.hub_key.todo", stated.keyFile());
                    case KEY_FILE -> say("server.key_file.todo", stated.keyFile(), stated.knownHosts());
                    case UNREACHABLE -> say("server.unreachable.todo", stated.host() + ":" + stated.port());
                    case FOLDER -> say("server.folder.todo", stated.folder());
                };
        String found = "server." + trouble.get().name().toLowerCase(Locale.ROOT);
        return mend("FILE_SERVER", what, say(found), todo);
    }

    /** The path of a target may be as good as a secret; its host is not. */
    private static Finding target(Phrase what, URI target, boolean ownNetwork) {
        String host = target.getHost();
        return switch (TargetLook.at(target, ownNetwork)) {
            case ALLOWED -> fine("TARGET", what, say("target.fine", host));
            case UNKNOWN -> mend("TARGET", what, say("target.unknown", host), say("target.unknown.todo", host));
            case NOT_ALLOWED -> mend("TARGET", what, say("target.inside", host), say("target.inside.todo"));
        };
    }
}
