package org.kivuko.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
    /** Whether a call may go there: anywhere, and where the target may stand in a network of one's own. */
    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, true, true",
        "2a00:1450:4001:81b::200e, true, true",
        "100.128.0.1, true, true",
        "127.0.0.1, false, true",
        "10.1.2.3, false, true",
        "172.31.0.1, false, true",
        "192.168.1.1, false, true",
        "100.64.0.1, false, true",
        "198.19.0.1, false, true",
        "192.0.0.8, false, true",
        "192.0.2.1, false, true",
        "198.51.100.1, false, true",
        "203.0.113.1, false, true",
        "::1, false, true",
        "fd00::1, false, true",
        "2001:db8::1, false, true",
        "4000::1, false, true",
        "::ffff:10.0.0.1, false, true",
        "::ffff:169.254.169.254, false, false",
        "169.254.169.254, false, false",
        "100.100.100.200, false, false",
        "fd00:ec2::254, false, false",
        "0.0.0.0, false, false",
        "0.0.0.1, false, false",
        "224.0.0.1, false, false",
        "255.255.255.255, false, false",
        "::, false, false",
        "::a00:1, false, false",
        "fe80::1, false, false",
        "ff02::1, false, false",
        "64:ff9b::a00:1, false, false",
        "2001:0:a00:1::1, false, false",
        "2002:a00:1::1, false, false"
    })
    void whatBelongsToEverybodyIsToldFromWhatIsOnesOwn_andFromWhatIsNobodys(
            String address, boolean outside, boolean inside) throws Exception {
        assertThat(Addresses.allowed(InetAddress.getByName(address), false)).isEqualTo(outside);
        assertThat(Addresses.allowed(InetAddress.getByName(address), true)).isEqualTo(inside);
    }
}
