package org.kivuko.connector.webhook;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Looks names up for a connection that is about to be made, and hands out what it has checked: the client connects to these
 * addresses and asks nobody again. One address that is not allowed refuses the name. Thread-safe.
 */
final class CheckedNames implements SocketAddressResolver {
    private final SocketAddressResolver names;
    private final boolean ownNetwork;

    /** @param ownNetwork whether targets may stand in a network of one's own, or on this machine */
    CheckedNames(SocketAddressResolver names, boolean ownNetwork) {
        this.names = names;
        this.ownNetwork = ownNetwork;
    }

    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        names.resolve(host, port, context, new Promise<>() {
            @Override
            public void succeeded(List<InetSocketAddress> found) {
                if (found.stream().allMatch(each -> allowed(each))) {
                    promise.succeeded(found);
                } else {
                    promise.failed(new NotAllowed());
                }
            }

            @Override
            public void failed(Throwable failure) {
                promise.failed(failure);
            }
        });
    }

    private boolean allowed(InetSocketAddress address) {
        return !address.isUnresolved() && Addresses.allowed(address.getAddress(), ownNetwork);
    }

    /** The name leads to where no call may go. */
    static final class NotAllowed extends Exception {
        private static final long serialVersionUID = 1L;

        NotAllowed() {
            super("the target stands in a network of one's own, and the configuration does not say so");
        }
    }
}
