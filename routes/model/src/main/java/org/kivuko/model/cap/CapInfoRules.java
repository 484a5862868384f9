package org.kivuko.model.cap;

import static org.kivuko.model.cap.CapTree.objects;
import static org.kivuko.model.cap.CapTree.text;
import static org.kivuko.model.cap.CapTree.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kivuko.model.Code;

/** The rules for info blocks: 14, 17 and 18 of the list in {@code config/schemas/CAP.md}. */
final class CapInfoRules {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern MARKUP =
            Pattern.compile("</?[A-Za-z][^<>]*>|&(?:amp|lt|gt|quot|apos|nbsp|#\\d{1,7}|#x[0-9A-Fa-f]{1,6});");
    private static final Pattern BASE64 =
            Pattern.compile("(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern SHA_1 = Pattern.compile("[0-9A-Fa-f]{40}");
    private static final List<String> TEXTS =
            List.of("event", "audience", "senderName", "headline", "description", "instruction", "contact");

    private final CapFaults faults;

    private CapInfoRules(CapFaults faults) {
        this.faults = faults;
    }

    static void check(List<ObjectNode> infos, Optional<String> note, CapFaults faults) {
        var rules = new CapInfoRules(faults);
        rules.markup(note, "/data/cap/note");
        rules.languages(infos);
        boolean person = infos.stream()
                .flatMap(info -> objects(info, "parameter").stream())
                .anyMatch(pair -> text(pair, "valueName")
                        .filter(name -> name.startsWith(CapNames.SUBJECT + "person."))
                        .isPresent());
        for (int i = 0; i < infos.size(); i++) {
            rules.info(infos.get(i), "/data/cap/info/" + i, person);
        }
    }

    private void languages(List<ObjectNode> infos) {
        var languageOf = new HashMap<String, String>();
        for (int i = 0; i < infos.size(); i++) {
            String pointer = "/data/cap/info/" + i + "/language";
            String language = text(infos.get(i), "language").orElse(CapMapping.DEFAULT_LANGUAGE);
            if (!LANGUAGE.matcher(language).matches()) {
                faults.warn(pointer, Code.CAP_14, "the language is not written as in RFC 3066");
            }
            words(infos.get(i), "description").ifPresent(description -> {
                String before = languageOf.putIfAbsent(description, language);
                if (before != null && !before.equalsIgnoreCase(language)) {
                    faults.warn(pointer, Code.CAP_14, "the same description stands under another language");
                }
            });
        }
    }

    private void info(ObjectNode info, String pointer, boolean person) {
        TEXTS.forEach(name -> markup(text(info, name), pointer + "/" + name));
        var resources = objects(info, "resource");
        for (int i = 0; i < resources.size(); i++) {
            resource(resources.get(i), pointer + "/resource/" + i, person);
        }
        var areas = objects(info, "area");
        for (int i = 0; i < areas.size(); i++) {
            markup(text(areas.get(i), "areaDesc"), pointer + "/area/" + i + "/areaDesc");
        }
    }

    private void resource(ObjectNode resource, String pointer, boolean person) {
        Optional<String> embedded = text(resource, "derefUri");
        markup(text(resource, "resourceDesc"), pointer + "/resourceDesc");
        faults.refuseUnless(
                !person || embedded.isEmpty(),
                pointer + "/derefUri",
                Code.CAP_17,
                "no content may be embedded where the subject is a person");
        faults.refuseUnless(
                embedded.map(CapInfoRules::isBase64).orElse(true),
                pointer + "/derefUri",
                Code.CAP_17,
                "expected embedded content in base64");
        faults.refuseUnless(
                words(resource, "digest")
                        .map(digest -> SHA_1.matcher(digest).matches())
                        .orElse(true),
                pointer + "/digest",
                Code.CAP_17,
                "expected a SHA-1 digest, 40 hexadecimal digits");
    }

    private void markup(Optional<String> text, String pointer) {
        if (text.filter(words -> MARKUP.matcher(words).find()).isPresent()) {
            faults.warn(pointer, Code.CAP_18, "the text holds markup; it is passed on as it is");
        }
    }

    private static boolean isBase64(String text) {
        return BASE64.matcher(SPACE.matcher(text).replaceAll("")).matches();
    }
}
