package org.kivuko.connector.artemis;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.kivuko.model.Code;

/** Why a client does not get what it asked for; its connection ends with this. Names no content. */
final class ClientRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final Code code;

    ClientRefused(Code code, String finding) {
        super(finding);
        this.code = code;
    }

    /** What the broker says, in words that tell nothing of what is not the client's. */
    static ClientRefused of(Exception cause) {
        if (cause instanceof ClientRefused refused) {
            return refused;
        }
        if (!(cause instanceof ActiveMQException broker)) {
            return new ClientRefused(Code.NOT_AVAILABLE, "the broker cannot do this at the moment");
        }
        ActiveMQExceptionType type = broker.getType();
        if (type == ActiveMQExceptionType.SESSION_CREATION_REJECTED) {
            return new ClientRefused(
                    Code.RATE_EXCEEDED, "as many calls and connections of this agency are open as it may have");
        }
        if (type == ActiveMQExceptionType.SECURITY_EXCEPTION || type == ActiveMQExceptionType.QUEUE_DOES_NOT_EXIST) {
            return nothingHere();
        }
        if (type == ActiveMQExceptionType.ILLEGAL_STATE) {
            return new ClientRefused(SenderGuard.code(broker), "the send was refused");
        }
        return new ClientRefused(Code.NOT_AVAILABLE, "the broker cannot do this at the moment");
    }

    /** The same for what is another's and for what does not exist. */
    static ClientRefused nothingHere() {
        return new ClientRefused(
                Code.NOT_FOUND, "an agency sends to its own outboxes and takes from its own inboxes and receipts");
    }

    /** Looks how many headers or properties stand beside a body. */
    static void unlessFew(int properties) throws ClientRefused {
        if (properties > SenderGuard.MOST_PROPERTIES) {
            throw new ClientRefused(Code.TOO_LARGE, SenderGuard.TOO_MANY);
        }
    }

    Code code() {
        return code;
    }

    String sentence() {
        return code + ": " + getMessage();
    }
}
