package org.kivuko.connector.http;

/** The door cannot be opened, since another program holds its port. */
public final class PortInUse extends Exception {
    private static final long serialVersionUID = 1;

    PortInUse(String host, int port, Throwable cause) {
        super(
                "Port " + port + " on " + host + " is in use: stop the program that holds it, or choose another one.",
                cause);
    }
}
