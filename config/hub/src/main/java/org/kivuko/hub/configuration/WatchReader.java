package org.kivuko.hub.configuration;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.kivuko.hub.configuration.WatchSettings.Mail;
import org.kivuko.hub.configuration.WatchSettings.Security;
import org.kivuko.hub.configuration.WatchSettings.Webhook;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.operations.shift.OnCall;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.Thresholds;
import org.kivuko.operations.watch.Thresholds.Threshold;

/** Reads what {@code deploy/hub.yaml} says about telling operators. */
final class WatchReader {
    private static final Shape WATCH =
            Shape.needs().may("every", "thresholds", "targets", "certificates", "mail", "webhooks");
    private static final Shape TARGET = Shape.needs("kind", "target", "at");
    private static final Shape MAIL = Shape.needs("host", "from", "to").may("port", "security", "user", "passwordFile");
    private static final Shape WEBHOOK =
            Shape.needs("name", "url", "secretFile").may("ownNetwork");
    private static final Shape ON_CALL = Shape.needs("agency", "phone").may("name");
    private static final Pattern PHONE = Pattern.compile("\\+[0-9][0-9 ]{5,28}[0-9]");
    private static final Pattern DESK = Pattern.compile("\\P{Cntrl}{1,60}");
    static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?");
    private static final Pattern MAILBOX = Pattern.compile("[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*");
    private static final String OFF = "off";
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int HIGHEST_PORT = 65_535;
    private static final int SUBMISSION = 587;
    private static final int MOST = 1_000_000_000;

    private WatchReader() {}

    static Optional<WatchSettings> read(Value place) {
        var keys = place.mapping(WATCH);
        var thresholds = new ArrayList<Threshold>();
        keys.get("thresholds").ifPresent(value -> value.entries().forEach((kind, at) -> kind(kind, at)
                .flatMap(known -> threshold(new Thresholds.Key(known, Optional.empty()), at))
                .ifPresent(thresholds::add)));
        var own = new HashSet<Thresholds.Key>();
        thresholds.addAll(keys.list("targets", value -> target(value)
                .filter(each -> once(value, own.add(each.key()), "keep one threshold for each kind and target"))));
        var names = new HashSet<String>();
        return Optional.of(new WatchSettings(
                keys.get("every", WatchReader::every).orElse(WatchSettings.DEFAULT.every()),
                thresholds,
                keys.list("certificates", WatchReader::file),
                keys.get("mail", WatchReader::mail),
                keys.list("webhooks", value -> webhook(value, names))));
    }

    private static boolean once(Value place, boolean first, String remedy) {
        if (!first) {
            place.wrong("it stands twice in this list", remedy);
        }
        return first;
    }

    private static Optional<Duration> every(Value place) {
        return Lengths.duration(place).filter(length -> {
            boolean fits = length.compareTo(LONGEST) <= 0;
            if (!fits) {
                place.wrong("who looks less than once an hour sees nothing in time", "write at most PT1H");
            }
            return fits;
        });
    }

    private static Optional<AlertKind> kind(String word, Value place) {
        var found = Coded.find(AlertKind.class, word);
        if (found.isEmpty()) {
            place.wrong(
                    "unknown kind of alert " + Value.quoted(word),
                    Suggest.remedy(
                            word,
                            List.of(AlertKind.values()).stream()
                                    .map(AlertKind::code)
                                    .toList()));
        }
        return found;
    }

    private static Optional<Threshold> target(Value place) {
        var keys = place.mapping(TARGET);
        Optional<AlertKind> kind = keys.get("kind", value -> value.oneOf(AlertKind.class, "kind of alert"));
        Optional<String> target = keys.get("target", Value::text);
        return kind.isEmpty() || target.isEmpty()
                ? Optional.empty()
                : keys.get("at").flatMap(value -> threshold(new Thresholds.Key(kind.get(), target), value));
    }

    private static Optional<Threshold> threshold(Thresholds.Key key, Value place) {
        if (place.node() instanceof YamlNode.Scalar scalar && scalar.text().equals(OFF)) {
            return Optional.of(new Threshold(key, OptionalLong.empty()));
        }
        return place.wholeNumber(1, (int) Math.min(MOST, key.kind().most()))
                .map(number -> new Threshold(key, OptionalLong.of(number)));
    }

    static Optional<String> file(Value place) {
        return place.text(FILE, "a file below the folder of the configuration, like deploy/secrets/mail");
    }

    private static Optional<Mail> mail(Value place) {
        var keys = place.mapping(MAIL);
        Optional<String> host = keys.get("host", value -> value.text(HOST, "the name of a mail server"));
        Optional<String> from = keys.get("from", WatchReader::mailbox);
        List<String> to = keys.list("to", WatchReader::mailbox);
        Optional<String> user = keys.get("user", Value::text);
        Optional<String> password = keys.get("passwordFile", WatchReader::file);
        Security security = keys.get("security", value -> value.oneOf(Security.class, "protection of the way"))
                .orElse(Security.STARTTLS);
        if (user.isPresent() != password.isPresent()) {
            place.wrong("a user goes with the file of its password", "write both, user and passwordFile, or none");
            return Optional.empty();
        }
        if (user.isPresent() && security == Security.NONE) {
            keys.wrong("security", "a password is not sent over an open way", "write starttls or tls");
            return Optional.empty();
        }
        int port = keys.get("port", value -> value.wholeNumber(1, HIGHEST_PORT)).orElse(SUBMISSION);
        return host.isEmpty() || from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : Optional.of(new Mail(host.get(), port, security, from.get(), to, user, password));
    }

    private static Optional<String> mailbox(Value place) {
        return place.text(MAILBOX, "an address like duty@hub.example");
    }

    /** @param names of those before: what waits to be told is kept under the name */
    private static Optional<Webhook> webhook(Value place, Set<String> names) {
        var keys = place.mapping(WEBHOOK);
        Optional<String> name = keys.get("name", value -> value.text(NAME, "a short name in small letters")
                .filter(each -> once(value, names.add(each), "give it another name")));
        Optional<String> secret = keys.get("secretFile", WatchReader::file);
        boolean own = keys.get("ownNetwork", Value::flag).orElse(false);
        Optional<URI> url = keys.get("url", value -> url(value, own));
        return name.isEmpty() || secret.isEmpty() || url.isEmpty()
                ? Optional.empty()
                : Optional.of(new Webhook(name.get(), url.get(), secret.get(), own));
    }

    /** Over an open way only within a network of one's own. */
    static Optional<URI> url(Value place, boolean ownNetwork) {
        Optional<URI> url = place.text().flatMap(WatchReader::uri);
        boolean fits = url.filter(it -> it.getHost() != null
                        && it.getUserInfo() == null
                        && it.getFragment() == null
                        && ("https".equals(it.getScheme()) || (ownNetwork && "http".equals(it.getScheme()))))
                .isPresent();
        if (!fits) {
            place.wrong(
                    "this is no target for a webhook",
                    "write an https:// URL with a host and without a name or password in it; http:// only beside 'ownNetwork: true'");
            return Optional.empty();
        }
        return url;
    }

    static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Optional<AgencyId> agency(Value place) {
        return place.text().flatMap(text -> {
            Optional<AgencyId> agency = AgencyId.parse(text);
            if (agency.isEmpty()) {
                place.wrong(Value.quoted(text) + " is no agency", "write an agency like KEN.DIS");
            }
            return agency;
        });
    }

    static Optional<OnCall> onCall(Value place) {
        var keys = place.mapping(ON_CALL);
        Optional<AgencyId> agency = keys.get("agency", WatchReader::agency);
        Optional<String> phone =
                keys.get("phone", value -> value.text(PHONE, "a number with its country, like +254 20 000 0000"));
        Optional<String> name =
                keys.get("name", value -> value.text(DESK, "the name of a desk, at most 60 characters"));
        return agency.isEmpty() || phone.isEmpty()
                ? Optional.empty()
                : Optional.of(new OnCall(agency.get(), name, phone.get()));
    }
}
