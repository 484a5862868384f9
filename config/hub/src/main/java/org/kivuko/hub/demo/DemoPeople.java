package org.kivuko.hub.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kivuko.hub.KeyFiles;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.client.HubClient;
import org.kivuko.model.MessageJson;
import org.kivuko.operations.people.OperatorRole;

/** One invented person for each role of the console, whose passwords stand in a file that its owner alone reads. */
public final class DemoPeople {
    private static final String FILE = "people";
    private static final String PATH = "/v1/ops/people";
    private static final String REASON = "the demonstration";

    private DemoPeople() {}

    /** A person of the demonstration. */
    public record Login(String login, String password) {
        /** Shows no password. */
        @Override
        public String toString() {
            return "Login[" + login + "]";
        }
    }

    /** The file in this data folder: a login, a space and a password in each line. */
    public static Path file(Path data) {
        return data.resolve(FILE);
    }

    /**
     * Makes them at a running hub; those of an earlier run on the same data folder keep their passwords.
     *
     * @param hub with the operators' key
     */
    public static List<Login> make(HubClient hub, Path data) throws IOException {
        if (Files.isReadable(file(data))) {
            return read(data);
        }
        var made = new ArrayList<Login>();
        for (OperatorRole role : OperatorRole.values()) {
            made.add(make(hub, role));
        }
        var lines = new StringBuilder();
        made.forEach(each ->
                lines.append(each.login()).append(' ').append(each.password()).append('\n'));
        KeyFiles.writePrivate(file(data), lines.toString());
        return made;
    }

    private static List<Login> read(Path data) throws IOException {
        return Files.readAllLines(file(data), StandardCharsets.US_ASCII).stream()
                .map(line -> line.split(" ", 2))
                .map(parts -> new Login(parts[0], parts[1]))
                .toList();
    }

    private static Login make(HubClient hub, OperatorRole role) throws IOException {
        // The login 'operator' is whoever holds the operators' key.
        String login = "demo-" + role.code();
        ObjectNode wish = reason().put("login", login).put("name", login);
        wish.putArray("roles").add(role.code());
        HubClient.Answer answer = post(hub, PATH, wish);
        if (answer.status() == 409) {
            answer = post(hub, PATH + "/" + login, reason().put("newPassword", true));
        }
        if (!answer.fine()) {
            throw new StartRefused("the people of the demonstration cannot be made: " + answer.body());
        }
        String password = MessageJson.tree(answer.body().getBytes(StandardCharsets.UTF_8))
                .path("password")
                .asText();
        return new Login(login, password);
    }

    private static HubClient.Answer post(HubClient hub, String path, ObjectNode body) throws IOException {
        return hub.post(path, new String(MessageJson.write(body), StandardCharsets.UTF_8), "application/json");
    }

    private static ObjectNode reason() {
        return JsonNodeFactory.instance.objectNode().put("reason", REASON);
    }
}
