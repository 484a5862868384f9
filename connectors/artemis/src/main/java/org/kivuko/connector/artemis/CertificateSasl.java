package org.kivuko.connector.artemis;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.protocol.amqp.broker.AmqpInterceptor;
import org.apache.activemq.artemis.protocol.amqp.proton.AMQPRoutingHandler;
import org.apache.activemq.artemis.protocol.amqp.sasl.PlainSASLResult;
import org.apache.activemq.artemis.protocol.amqp.sasl.SASLResult;
import org.apache.activemq.artemis.protocol.amqp.sasl.ServerSASL;
import org.apache.activemq.artemis.protocol.amqp.sasl.ServerSASLFactory;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Connection;
import org.kivuko.model.AgencyId;

/**
 * SASL EXTERNAL for agencies: the account is the agency at which the certificate stands. The one that Artemis brings along makes an
 * account of the name in the certificate, which is not an agency's. Found by the file of its interface in {@code META-INF/services};
 * of two for one mechanism the one that goes before counts.
 */
public final class CertificateSasl implements ServerSASLFactory {
    private static final String EXTERNAL = "EXTERNAL";
    private static final int BEFORE_THE_OTHER = 1;

    @Override
    public String getMechanism() {
        return EXTERNAL;
    }

    @Override
    public ServerSASL create(
            ActiveMQServer server,
            ProtocolManager<AmqpInterceptor, AMQPRoutingHandler> manager,
            Connection connection,
            RemotingConnection remoting) {
        return new Exchange(
                server.getSecurityManager() instanceof Accounts accounts
                        ? accounts.certified(remoting)
                        : Optional.empty());
    }

    @Override
    public int getPrecedence() {
        return BEFORE_THE_OTHER;
    }

    @Override
    public boolean isDefaultPermitted() {
        return false;
    }

    /** Whoever names another account than the certificate's is refused. */
    private static final class Exchange implements ServerSASL {
        private static final byte[] NOTHING = new byte[0];

        private final Optional<AgencyId> agency;
        private SASLResult result;

        private Exchange(Optional<AgencyId> agency) {
            this.agency = agency;
        }

        @Override
        public String getName() {
            return EXTERNAL;
        }

        @Override
        public byte[] processSASL(byte[] sent) {
            if (sent != null) {
                String wanted = new String(sent, StandardCharsets.UTF_8);
                Optional<String> account =
                        agency.map(AgencyId::toString).filter(name -> wanted.isEmpty() || wanted.equals(name));
                // The account is asked for once more, with the connection, when it is opened.
                result = new PlainSASLResult(account.isPresent(), account.orElse(null), null);
            }
            return NOTHING;
        }

        @Override
        public SASLResult result() {
            return result;
        }

        @Override
        public void done() {}
    }
}
