package org.kivuko.connector.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Which addresses of the network a call may go to. Pure. */
final class Addresses {
    private static final int BYTE = 0xff;

    private Addresses() {}

    /**
     * Whether a call may go there.
     *
     * @param ownNetwork whether the target may stand in a network of one's own, or on this machine
     */
    static boolean allowed(InetAddress address, boolean ownNetwork) {
        return ownNetwork ? !isNever(address) : isPublic(address);
    }

    /** Whether it is not one of this machine, of a network of one's own, or of none. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean own = isNever(address) || address.isLoopbackAddress() || address.isSiteLocalAddress();
        return !own && (address instanceof Inet6Address ? isGlobal6(bytes) : !isOwn4(bytes));
    }

    /**
     * What is nobody's server: no address, many at once, and the links on which machines are told of themselves: 169.254.0.0/16 and
     * fe80::/10, beside them fd00:ec2::254 and 100.100.100.200, which serve the same.
     */
    private static boolean isNever(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet6Address ? isNever6(bytes) : isNever4(bytes));
    }

    private static boolean isNever4(byte[] bytes) {
        int first = bytes[0] & BYTE;
        return first == 0
                || first >= 240
                || (first == 100 && bytes[1] == 100 && bytes[2] == 100 && (bytes[3] & BYTE) == 200);
    }

    /** Forms that carry an address of version 4 would hide what they carry: ::/96, 64:ff9b::/16, 2001::/32, 2002::/16. */
    private static boolean isNever6(byte[] bytes) {
        int one = pair(bytes, 0);
        int two = pair(bytes, 2);
        return one == 0x64
                || one == 0x2002
                || (one == 0x2001 && two == 0)
                || carriesVersion4(bytes)
                || (one == 0xfd00 && two == 0xec2 && pair(bytes, 14) == 0x254);
    }

    private static boolean carriesVersion4(byte[] bytes) {
        for (int at = 0; at < 10; at++) {
            if (bytes[at] != 0) {
                return false;
            }
        }
        // ::1 is this machine; Java itself reads ::ffff:a.b.c.d as version 4.
        return pair(bytes, 10) != 0 || pair(bytes, 12) != 0 || pair(bytes, 14) > 1;
    }

    private static int pair(byte[] bytes, int at) {
        return (bytes[at] & BYTE) << 8 | (bytes[at + 1] & BYTE);
    }

    /** 2000::/3 without what is kept for examples. */
    private static boolean isGlobal6(byte[] bytes) {
        return (bytes[0] & 0xe0) == 0x20 && !(pair(bytes, 0) == 0x2001 && pair(bytes, 2) == 0xdb8);
    }

    /** Shared 100.64.0.0/10, 192.0.0.0/24, 198.18.0.0/15, and what is kept for examples. */
    private static boolean isOwn4(byte[] bytes) {
        int first = bytes[0] & BYTE;
        int second = bytes[1] & BYTE;
        int third = bytes[2] & BYTE;
        return (first == 100 && (second & 0xc0) == 64)
                || (first == 192 && second == 0 && (third == 0 || third == 2))
                || (first == 198 && (second & 0xfe) == 18)
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113);
    }
}
