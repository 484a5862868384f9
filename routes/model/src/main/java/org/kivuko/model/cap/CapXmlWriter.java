package org.kivuko.model.cap;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the mirror of a CAP document as XML, in the order of the schema. For one thread, for one document. */
final class CapXmlWriter {
    private final StringBuilder out = new StringBuilder(4096);

    /** UTF-8, without a byte order mark. */
    static byte[] write(JsonNode alert) {
        var writer = new CapXmlWriter();
        writer.out
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert xmlns=\"")
                .append(CapNames.NAMESPACE)
                .append("\">\n");
        writer.children(CapElement.ALERT, alert, "  ");
        return writer.out.append("</alert>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void children(List<CapElement> forms, JsonNode parent, String indent) {
        for (CapElement form : forms) {
            JsonNode node = parent.path(form.name());
            if (form.many()) {
                node.forEach(one -> element(form, one, indent));
            } else if (!node.isMissingNode()) {
                element(form, node, indent);
            }
        }
    }

    private void element(CapElement form, JsonNode node, String indent) {
        out.append(indent).append('<').append(form.name()).append('>');
        if (form.text().isPresent()) {
            text(node.asText());
        } else {
            out.append('\n');
            children(form.children(), node, indent + "  ");
            out.append(indent);
        }
        out.append("</").append(form.name()).append(">\n");
    }

    /** Characters that XML 1.0 cannot hold become U+FFFD; a carriage return is kept by its number. */
    private void text(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
    }

    /** XML 1.0, production 2. */
    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }
}
