package org.kivuko.connector.mail;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Which addresses of the network belong to everybody. Pure. */
final class Addresses {
    private static final int BYTE = 0xff;

    private Addresses() {}

    /** Whether it is not one of this machine, of a network of one's own, or of none. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean none = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !none && !(address instanceof Inet6Address ? isOwn6(bytes) : isOwn4(bytes));
    }

    /** Unique local fc00::/7, and forms that carry an address of version 4: 64:ff9b::/96, 2002::/16. */
    private static boolean isOwn6(byte[] bytes) {
        int first = bytes[0] & BYTE;
        int second = bytes[1] & BYTE;
        return (first & 0xfe) == 0xfc || (first == 0x20 && second == 0x02) || (first == 0x00 && second == 0x64);
    }

    /** 0.0.0.0/8, shared 100.64.0.0/10, 192.0.0.0/24, 198.18.0.0/15, and everything from 240.0.0.0 on. */
    private static boolean isOwn4(byte[] bytes) {
        int first = bytes[0] & BYTE;
        int second = bytes[1] & BYTE;
        return first == 0
                || (first == 100 && (second & 0xc0) == 64)
                || (first == 192 && second == 0 && bytes[2] == 0)
                || (first == 198 && (second & 0xfe) == 18)
                || first >= 240;
    }
}
