package org.kivuko.testkit.junit;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what a test class names: texts, files and folders. For one class; not thread-safe. */
final class ConfigurationFiles {
    private static final Pattern AGREEMENT = Pattern.compile("(?m)^agreement:\\s*([A-Za-z0-9.-]+)");
    private static final Pattern STATE = Pattern.compile("(?m)^state:\\s*([A-Za-z]+)");
    private static final Pattern CROSSINGS = Pattern.compile("(?m)^crossings:");

    private final Class<?> test;
    private final Map<String, String> origins = new HashMap<>();

    private ConfigurationFiles(Class<?> test) {
        this.test = test;
    }

    static HubConfiguration of(KivukoTest wanted, Class<?> test) throws HubNotStarted {
        var files = new ConfigurationFiles(test);
        try {
            return new HubConfiguration(
                    files.all("states", wanted.states()),
                    files.all("agreements", wanted.agreements()),
                    files.settings(wanted.settings()),
                    files.origins);
        } catch (IOException e) {
            throw new HubNotStarted("what @KivukoTest of " + test.getSimpleName() + " names cannot be read: " + e, e);
        }
    }

    private Optional<Map<String, String>> all(String part, String... named) throws IOException, HubNotStarted {
        var texts = new TreeMap<String, String>();
        for (int place = 0; place < named.length; place++) {
            if (isText(named[place])) {
                String file = name(part, named[place], place);
                texts.put(file, named[place]);
                origins.put(part + "/" + file, "text " + (place + 1) + " in @KivukoTest of " + test.getSimpleName());
            } else {
                read(part, named[place], texts);
            }
        }
        return named.length == 0 ? Optional.empty() : Optional.of(texts);
    }

    private Optional<String> settings(String named) throws IOException, HubNotStarted {
        if (named.isEmpty()) {
            return Optional.empty();
        }
        if (isText(named)) {
            origins.put("deploy/hub.yaml", "settings in @KivukoTest of " + test.getSimpleName());
            return Optional.of(named.stripIndent());
        }
        var texts = new TreeMap<String, String>();
        read("deploy", named, texts);
        return texts.values().stream().findFirst();
    }

    private static boolean isText(String named) {
        return named.indexOf('\n') >= 0;
    }

    /** As its file would be called; one that says neither is left to whoever reads agreements. */
    private static String name(String part, String text, int place) {
        Matcher agreement = AGREEMENT.matcher(text);
        Matcher state = STATE.matcher(text);
        if (part.equals("agreements")) {
            return (agreement.find() ? agreement.group(1) : "text-" + (place + 1)) + ".yaml";
        }
        return CROSSINGS.matcher(text).find()
                ? "posts.yaml"
                : (state.find() ? state.group(1) : "text-" + (place + 1)) + ".yaml";
    }

    private void read(String part, String named, Map<String, String> texts) throws IOException, HubNotStarted {
        URL resource = Optional.ofNullable(test.getResource(named))
                .orElseGet(() -> test.getResource(named.startsWith("/") ? named : "/" + named));
        Path file = Path.of(named);
        if (resource != null) {
            read(part, named, uri(resource), texts);
        } else if (Files.exists(file)) {
            readAll(part, named, file, texts);
        } else {
            throw new HubNotStarted("@KivukoTest of " + test.getSimpleName() + " names " + named
                    + ", which is no text of more than one line, no file or folder on the class path beside the class or at its"
                    + " root, and none on disk under " + Path.of("").toAbsolutePath());
        }
    }

    private static URI uri(URL resource) throws IOException {
        try {
            return resource.toURI();
        } catch (URISyntaxException e) {
            throw new IOException(resource + " cannot be read", e);
        }
    }

    private void read(String part, String named, URI resource, Map<String, String> texts) throws IOException {
        if (resource.getScheme().equals("file")) {
            readAll(part, named, Path.of(resource), texts);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(resource, Map.of())) {
            readAll(part, named, jar.provider().getPath(resource), texts);
        }
    }

    private void readAll(String part, String named, Path place, Map<String, String> texts) throws IOException {
        Path from = Files.isDirectory(place) ? place : place.getParent();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = from.relativize(file).toString().replace('\\', '/');
                boolean itself = named.equals(name) || named.endsWith("/" + name);
                read(file).ifPresent(text -> {
                    texts.put(name, text);
                    origins.put(part + "/" + name, itself ? named : named + "/" + name);
                });
            }
        }
    }

    /** Empty for a picture beside the agreements, which nobody reads. */
    private static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
