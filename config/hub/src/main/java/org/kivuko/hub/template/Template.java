package org.kivuko.hub.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.kivuko.model.Coded;
import org.kivuko.model.Directory;

/** The agreements that can be begun from a ready text. */
public enum Template implements Coded {
    OSBP("osbp"),
    STOLEN_DOCUMENTS("stolen-documents"),
    HEALTH("health"),
    MISSING_PERSONS("missing-persons"),
    FLOW_STATISTICS("flow-statistics"),
    CUSTOMS_RISK("customs-risk");

    private static final String EACH_DIRECTION = "%% each direction\n";
    private static final String END = "%% end\n";

    private final String code;

    Template(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /**
     * A draft: an agreement file, and the messages of its examples.
     *
     * @param yaml text of the agreement file
     * @param messages by path from the folder of the agreement file, {@code examples/NAME.json}
     */
    public record Draft(String id, String yaml, Map<String, String> messages) {
        public Draft {
            messages = Map.copyOf(messages);
        }
    }

    /**
     * Writes a draft between two states.
     *
     * @param id of the agreement to be
     */
    public Draft draft(Directory directory, Parties parties, String id) {
        var blanks = new Blanks(directory, parties, id);
        var yaml = new StringBuilder();
        var text = Resources.text(code + ".yaml");
        int done = 0;
        for (int begin = text.indexOf(EACH_DIRECTION); begin >= 0; begin = text.indexOf(EACH_DIRECTION, done)) {
            int end = text.indexOf(END, begin);
            var block = text.substring(begin + EACH_DIRECTION.length(), end);
            yaml.append(blanks.fill(text.substring(done, begin)))
                    .append(blanks.fill(block, parties.from(), parties.to()))
                    .append(blanks.fill(block, parties.to(), parties.from()));
            done = end + END.length();
        }
        yaml.append(blanks.fill(text.substring(done)));
        return new Draft(id, yaml.toString(), messages(yaml.toString(), blanks));
    }

    /** Those that the examples name; they are named after the agreement, so that no two agreements share one. */
    private static Map<String, String> messages(String yaml, Blanks blanks) {
        var messages = new LinkedHashMap<String, String>();
        var named = Pattern.compile("message: (examples/" + Pattern.quote(blanks.file()) + "\\.([a-z-]+)\\.json)")
                .matcher(yaml);
        while (named.find()) {
            messages.put(named.group(1), blanks.fill(Resources.text("messages/" + named.group(2) + ".json")));
        }
        return messages;
    }
}
