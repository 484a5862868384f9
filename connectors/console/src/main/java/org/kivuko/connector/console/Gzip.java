package org.kivuko.connector.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Packs files once, as small as it goes. */
final class Gzip {
    private Gzip() {}

    /** The packed bytes; none where they would not be fewer. */
    static byte[] packed(byte[] body) {
        var out = new ByteArrayOutputStream(body.length / 3 + 64);
        try (OutputStream gzip = new Best(out)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException("nothing is written but memory", impossible);
        }
        return out.size() < body.length ? out.toByteArray() : new byte[0];
    }

    private static final class Best extends GZIPOutputStream {
        Best(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
