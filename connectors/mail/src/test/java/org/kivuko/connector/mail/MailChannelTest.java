package org.kivuko.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.internet.MimeMessage;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.operations.watch.NoticeChannel.NotTold;

/** Mails to a server that runs in this process. */
class MailChannelTest {
    @RegisterExtension
    private final GreenMailExtension server = new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort())
            .withConfiguration(GreenMailConfiguration.aConfig().withUser("hub@hub.example", "hub", "right"));

    private MailChannel channel(int port, MailSettings.Protection protection, Optional<MailSettings.Login> login) {
        return new MailChannel(
                new MailSettings(
                        "127.0.0.1",
                        port,
                        protection,
                        "hub@hub.example",
                        List.of("duty@hub.example", "chief@hub.example"),
                        login),
                InstantSource.fixed(Bundles.NOW));
    }

    private MailChannel channel(String password) {
        return channel(
                server.getSmtp().getPort(),
                MailSettings.Protection.NONE,
                Optional.of(new MailSettings.Login("hub", () -> password)));
    }

    @Test
    void givenAStartAndAnEnd_whenTold_thenEachAddressHasOneMailWithBoth() throws Exception {
        var bundle = Bundles.two();

        channel("right").tell(bundle);

        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getSubject()).isEqualTo("Kivuko: 1 started (1 urgent), 1 ended");
        assertThat(mails[0].getMessageID()).isEqualTo("<" + bundle.id() + "@kivuko>");
        assertThat(mails[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mails[0].getContent().toString())
                .contains("STARTED URGENT DEPTH agency.UGA.DCIC.inbox, 21000 messages (threshold 10000)")
                .contains(
                        "ENDED   ATTENTION HEALTH ledger, since 2026-11-26T01:58:30.000Z, until 2026-11-26T02:00:00.000Z");
    }

    @Test
    void givenTheSameBundle_whenToldAgain_thenTheMailHasTheSameId() throws Exception {
        var bundle = Bundles.two();
        channel("right").tell(bundle);
        channel("right").tell(bundle);

        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(4);
        assertThat(List.of(mails[0].getMessageID(), mails[2].getMessageID()))
                .containsOnly("<" + bundle.id() + "@kivuko>");
    }

    @Test
    void givenAWrongPassword_whenTold_thenItIsNotTold_andTheReasonNamesNobody() {
        assertThatThrownBy(() -> channel("wrong").tell(Bundles.two()))
                .isInstanceOf(NotTold.class)
                .message()
                .doesNotContain("hub.example", "wrong");
    }

    @Test
    void givenAServerWithoutStarttls_whenItIsNeeded_thenNothingIsSent() {
        var channel = channel(server.getSmtp().getPort(), MailSettings.Protection.STARTTLS, Optional.empty());

        assertThatThrownBy(() -> channel.tell(Bundles.two())).isInstanceOf(NotTold.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    /** Seen to fail with a target that is written as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r", "\u0085", "\u2028", "\u0000"})
    void givenATargetThatBreaksItsLine_thenTheMailSaysNothingThatNobodySaid(String end) throws Exception {
        String forged = "STARTED URGENT HEALTH everything";
        channel("right").tell(Bundles.startedAt("q" + end + "Bcc: thief@elsewhere.example" + end + forged));

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(mail.getSubject()).isEqualTo("Kivuko: 1 started (0 urgent), 0 ended");
        assertThat(mail.getAllRecipients()).hasSize(2);
        assertThat(mail.getContent().toString().split("\\R", -1)).noneMatch(line -> line.startsWith(forged));
    }

    /** The configuration does not let such an address in; if it did, nothing would be sent. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\nBcc: thief@elsewhere.example", "\nSubject: x", ", thief@elsewhere.example"})
    void givenAnAddressThatWouldBeTwoHeads_thenNothingIsSent(String more) {
        var from = new MailSettings(
                "127.0.0.1",
                server.getSmtp().getPort(),
                MailSettings.Protection.NONE,
                "hub@hub.example" + more,
                List.of("duty@hub.example"),
                Optional.empty());
        var to = new MailSettings(
                "127.0.0.1",
                server.getSmtp().getPort(),
                MailSettings.Protection.NONE,
                "hub@hub.example",
                List.of("duty@hub.example" + more),
                Optional.empty());
        for (MailSettings settings : List.of(from, to)) {
            assertThatThrownBy(() -> new MailChannel(settings, InstantSource.fixed(Bundles.NOW)).tell(Bundles.two()))
                    .isInstanceOf(NotTold.class)
                    .message()
                    .doesNotContain("thief");
        }
        assertThat(server.getReceivedMessages()).isEmpty();
    }
}
