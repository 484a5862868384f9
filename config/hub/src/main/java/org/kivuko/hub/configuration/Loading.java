package org.kivuko.hub.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kivuko.exchange.limit.Quota;
import org.kivuko.hub.signing.KeyRing;
import org.kivuko.hub.signing.SigningKey;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;

/** One reading of a configuration folder: states, then crossings, then agreements, each knowing what came before. */
final class Loading {
    private final Path folder;
    private final Path posts;
    private final List<Report> reports = new ArrayList<>();
    private final Map<String, Path> fileOfState = new HashMap<>();
    private final List<SigningKey> keys = new ArrayList<>();
    private final Map<AgencyId, Quota> quotas = new HashMap<>();
    private final Map<AgencyId, PushSettings> pushes = new HashMap<>();
    private Moves moves = Moves.NONE;

    Loading(Path folder) {
        this.folder = folder;
        this.posts = folder.resolve("states").resolve("posts.yaml");
    }

    Configuration load() {
        var known = directory();
        boolean sound = reports.stream().allMatch(Report::isClean);
        var files = new AgreementFiles(folder.resolve("agreements"), this::report, known);
        files.read(sound);
        var settings = settings(known).with(quotas, pushes);
        FileDoorReader.requireFolders(
                known.directory(),
                settings.files(),
                report(folder.resolve("deploy").resolve("hub.yaml")));
        var problems =
                reports.stream().flatMap(report -> report.problems().stream()).toList();
        if (!problems.isEmpty()) {
            return new Configuration.Refused(problems);
        }
        var notices = new ArrayList<>(Notices.of(known.directory(), files.agreements(), fileOfState, posts));
        notices.addAll(Notices.of(moves, fileOfState));
        return new Configuration.Loaded(
                known.directory(),
                files.agreements(),
                new KeyRing(keys),
                files.texts(),
                settings,
                moves,
                notices,
                files.examples());
    }

    private Known directory() {
        var states = new ArrayList<Directory.State>();
        var doubtful = new HashSet<String>();
        for (var file : ConfigurationFiles.yaml(folder.resolve("states"), report(folder.resolve("states")))) {
            if (!file.equals(posts)) {
                state(file, states, doubtful);
            }
        }
        var withoutPosts = new Known(new Directory(states, List.of(), moves.successors()), doubtful, false);
        if (!Files.exists(posts)) {
            return withoutPosts;
        }
        var read = ConfigurationFiles.read(posts, report(posts)).map(file -> PostReader.read(file, withoutPosts));
        return read.map(it ->
                        new Known(new Directory(states, it.crossings(), moves.successors()), doubtful, !it.whole()))
                .orElse(new Known(withoutPosts.directory(), doubtful, true));
    }

    private void state(Path file, List<Directory.State> states, Set<String> doubtful) {
        var report = report(file);
        var read = ConfigurationFiles.read(file, report).flatMap(StateReader::read);
        if (read.filter(StateReader.Read::whole).isEmpty()) {
            doubtful.add(read.map(it -> it.state().code()).orElse(ConfigurationFiles.stem(file)));
        }
        read.ifPresent(it -> keys.addAll(it.keys()));
        read.ifPresent(it -> quotas.putAll(it.quotas()));
        read.ifPresent(it -> pushes.putAll(it.pushes()));
        read.ifPresent(it -> moves = moves.and(it.moves()));
        read.map(StateReader.Read::state).ifPresent(it -> {
            var earlier = fileOfState.putIfAbsent(it.code(), file);
            if (earlier == null) {
                states.add(it);
            } else {
                report.add(
                        1,
                        "state",
                        "the state " + it.code() + " has a file already: " + earlier.getFileName(),
                        "describe each state in one file");
            }
        });
    }

    private HubSettings settings(Known known) {
        var file = folder.resolve("deploy").resolve("hub.yaml");
        if (!Files.exists(file)) {
            return HubSettings.DEFAULT;
        }
        return ConfigurationFiles.read(file, report(file))
                .map(value -> HubReader.read(value, known))
                .orElse(HubSettings.DEFAULT);
    }

    private Report report(Path file) {
        var report = new Report(file.toString());
        reports.add(report);
        return report;
    }
}
