package org.kivuko.hub.command;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * Writes to a terminal what others have written: what a terminal would obey (control characters) or what turns the order of a
 * line round (embeddings, overrides and isolates) is shown as {@code \\u001b}, which in JSON means the same as the character
 * itself. Line ends and tabulators stay.
 */
public final class InertWriter extends FilterWriter {
    private static final boolean ENDS_LINES_WITH_RETURN = System.lineSeparator().startsWith("\r");

    public InertWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int unit) throws IOException {
        if (isInert((char) unit)) {
            out.write(unit);
        } else {
            out.write(String.format(Locale.ROOT, "\\u%04x", unit & 0xFFFF));
        }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text[i]);
        }
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text.charAt(i));
        }
    }

    private static boolean isInert(char unit) {
        if (unit < ' ') {
            return unit == '\n' || unit == '\t' || (unit == '\r' && ENDS_LINES_WITH_RETURN);
        }
        boolean control = unit >= '\u007f' && unit <= '\u009f';
        boolean turns = (unit >= '\u202a' && unit <= '\u202e') || (unit >= '\u2066' && unit <= '\u2069');
        boolean line = unit == '\u2028' || unit == '\u2029';
        return !control && !turns && !line;
    }
}
