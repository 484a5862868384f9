package org.kivuko.hub.safety;

import static org.kivuko.operations.safety.Mender.OPERATOR;
import static org.kivuko.operations.safety.SafetyRule.is;

import java.util.List;
import java.util.stream.Stream;
import org.kivuko.operations.safety.SafetyRule;

/** Who may reach the files of a hub. */
final class FileRules {
    static final String OWNER = "open to its owner alone";
    static final String OUTSIDE = "outside the data folder";

    static final List<SafetyRule> FOLDERS = List.of(
            owner("FILE_DATA_FOLDER", "data folder", "everybody on the machine reaches messages and keys: chmod 700"),
            owner("FILE_KEYS", "key files", "everybody on the machine can speak for an agency: chmod 600"),
            owner("FILE_SECRETS", "secrets", "everybody on the machine can read what is sealed: chmod 700"),
            is(
                    "FILE_SECRETS_INSIDE",
                    "folder of the secrets (--secrets)",
                    OUTSIDE,
                    "inside the data folder",
                    "who takes the data has the keys that they are sealed with",
                    OPERATOR),
            is(
                    "FILE_CONFIGURATION_WRITABLE",
                    "configuration folder",
                    "writable for its owner and group alone",
                    "writable for everybody",
                    "everybody on the machine changes what crosses: chmod o-w",
                    OPERATOR));

    static final List<SafetyRule> NAMED = List.of(owner(
            "FILE_CONFIGURATION_SECRETS",
            "secret files of hub.yaml",
            "everybody on the machine can speak for this hub: chmod 600"));

    static final List<SafetyRule> ALL =
            Stream.concat(FOLDERS.stream(), NAMED.stream()).toList();

    private FileRules() {}

    private static SafetyRule owner(String code, String setting, String why) {
        return is(code, setting, OWNER, "rwxr-xr-x", why, OPERATOR);
    }
}
