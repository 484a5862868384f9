package org.kivuko.hub;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialFilterTest {
    @Test
    void aHubThatStartedWithoutTheLauncherReadsNoObjectEither() throws IOException {
        // Given
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(Integer.valueOf(7));
        }

        // When
        SerialFilter.close();

        // Then
        assertThatThrownBy(() -> new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject())
                .isInstanceOf(InvalidClassException.class);
    }

    @Test
    void theLaunchersFilterIsFineAndSettingItTwiceToo() {
        assertThatCode(() -> SerialFilter.check(ObjectInputFilter.Config.createFilter("!*")))
                .doesNotThrowAnyException();
        assertThatCode(SerialFilter::close).doesNotThrowAnyException();
        assertThatCode(SerialFilter::close).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "java.base/*;!*", "maxdepth=3", "!org.example.*"})
    void aFilterThatLetsAnythingInStopsTheStart(String pattern) {
        assertThatThrownBy(() -> SerialFilter.check(ObjectInputFilter.Config.createFilter(pattern)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("SERIAL_FILTER")
                .hasMessageContaining("-Djdk.serialFilter='!*'");
    }
}
