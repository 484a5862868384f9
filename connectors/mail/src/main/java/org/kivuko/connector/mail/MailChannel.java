package org.kivuko.connector.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import org.kivuko.operations.watch.NoticeBook;
import org.kivuko.operations.watch.NoticeChannel;

/** Tells by e-mail: one mail for everything that is told together. A mail that is sent again has the same id. Thread-safe. */
public final class MailChannel implements NoticeChannel {
    /** The name of the only one. */
    public static final String NAME = "mail";

    private static final String PATIENCE_MILLIS = "10000";

    private final MailSettings settings;
    private final InstantSource clock;

    public MailChannel(MailSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void tell(NoticeBook.Bundle bundle) throws NotTold {
        try {
            Transport.send(write(bundle));
        } catch (MessagingException | IllegalStateException | UncheckedIOException failed) {
            // What a server says may quote addresses.
            throw new NotTold(
                    "the mail server took it not: " + failed.getClass().getSimpleName(), failed);
        }
    }

    private MimeMessage write(NoticeBook.Bundle bundle) throws MessagingException {
        String id = "<" + bundle.id() + "@kivuko>";
        var mail = new MimeMessage(session()) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        mail.setFrom(new InternetAddress(settings.from()));
        for (String to : settings.to()) {
            mail.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
        }
        mail.setSubject(Words.subject(bundle), StandardCharsets.UTF_8.name());
        mail.setText(Words.text(bundle), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    private Session session() {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        boolean startTls = settings.protection() == MailSettings.Protection.STARTTLS;
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.setProperty(
                "mail.smtp.ssl.enable", Boolean.toString(settings.protection() == MailSettings.Protection.TLS));
        if (settings.login().isEmpty()) {
            return Session.getInstance(properties);
        }
        properties.setProperty("mail.smtp.auth", "true");
        MailSettings.Login login = settings.login().get();
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(login.user(), login.password().get());
            }
        });
    }
}
