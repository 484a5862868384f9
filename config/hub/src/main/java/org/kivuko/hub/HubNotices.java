package org.kivuko.hub;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.kivuko.connector.mail.MailChannel;
import org.kivuko.connector.mail.MailSettings;
import org.kivuko.connector.webhook.SignedCalls;
import org.kivuko.connector.webhook.WebhookChannel;
import org.kivuko.connector.webhook.WebhookSettings;
import org.kivuko.hub.configuration.WatchSettings;
import org.kivuko.operations.watch.NoticeBook;
import org.kivuko.operations.watch.NoticeChannel;
import org.kivuko.operations.watch.Notifying;

/** The ways by which operators are told, as the configuration of the moment says. */
final class HubNotices {
    private static final long EVERY_MILLIS = 1_000;

    private final Supplier<WatchSettings> settings;
    private final Path folder;
    private final SignedCalls calls;
    private final InstantSource clock;
    private final Notifying notifying;
    private WatchSettings known;
    private List<NoticeChannel> channels = List.of();

    /** @param folder of the configuration, below which secrets lie */
    HubNotices(Supplier<WatchSettings> settings, Path folder, NoticeBook book, SignedCalls calls, InstantSource clock) {
        this.calls = calls;
        this.settings = settings;
        this.folder = folder;
        this.clock = clock;
        this.notifying = new Notifying(book);
    }

    /** Tells from now on, until it is closed. */
    Watch watch() {
        return new Watch(
                "operators-notices",
                EVERY_MILLIS,
                () -> notifying.look(channels(), clock.instant()),
                "operators cannot be told");
    }

    /** The names of the ways that there are now. */
    Set<String> names() {
        return channels().stream().map(NoticeChannel::name).collect(Collectors.toUnmodifiableSet());
    }

    private synchronized List<NoticeChannel> channels() {
        WatchSettings now = settings.get();
        if (!now.equals(known)) {
            var made = new ArrayList<NoticeChannel>();
            now.mail().ifPresent(mail -> made.add(new MailChannel(mail(mail), clock)));
            now.webhooks().forEach(hook -> made.add(new WebhookChannel(webhook(hook), calls, clock)));
            channels = List.copyOf(made);
            known = now;
        }
        return channels;
    }

    private MailSettings mail(WatchSettings.Mail mail) {
        Optional<MailSettings.Login> login = mail.user()
                .map(user -> new MailSettings.Login(
                        user, () -> secret(mail.passwordFile().orElseThrow())));
        return new MailSettings(
                mail.host(),
                mail.port(),
                MailSettings.Protection.valueOf(mail.security().name()),
                mail.from(),
                mail.to(),
                login);
    }

    private WebhookSettings webhook(WatchSettings.Webhook hook) {
        return new WebhookSettings(
                hook.name(), hook.url(), () -> SecretFile.all(folder.resolve(hook.secretFile())), hook.ownNetwork());
    }

    private String secret(String file) {
        return SecretFile.read(folder.resolve(file));
    }
}
