package org.kivuko.connector.console;

import java.util.List;

/** Writes HTML, with every text escaped. Used by one thread. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Escapes a text for content and attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Mark-up of this program, as it is. */
    Html markup(String html) {
        out.append(html).append('\n');
        return this;
    }

    /** An element that holds a text. */
    Html element(String name, String text) {
        return markup("<" + name + ">" + escape(text) + "</" + name + ">");
    }

    /** A table whose first column names the row. */
    Html table(String caption, List<String> columns, List<List<String>> rows) {
        markup("<table>").element("caption", caption).markup("<thead><tr>");
        columns.forEach(column -> markup("<th scope=\"col\">" + escape(column) + "</th>"));
        markup("</tr></thead><tbody>");
        for (List<String> row : rows) {
            markup("<tr><th scope=\"row\">" + escape(row.get(0)) + "</th>");
            row.stream().skip(1).forEach(cell -> element("td", cell));
            markup("</tr>");
        }
        return markup("</tbody></table>");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
