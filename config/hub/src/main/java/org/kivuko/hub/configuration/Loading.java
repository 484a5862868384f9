package org.kivuko.hub.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kivuko.agreement.Agreement;
import org.kivuko.model.Directory;

/** One reading of a configuration folder: states, then crossings, then agreements, each knowing what came before. */
final class Loading {
    private static final String POSTS = "posts";

    private final Path folder;
    private final List<Report> reports = new ArrayList<>();

    Loading(Path folder) {
        this.folder = folder;
    }

    Configuration load() {
        var known = directory();
        var agreements = agreements(known);
        var settings = settings();
        var problems =
                reports.stream().flatMap(report -> report.problems().stream()).toList();
        return problems.isEmpty()
                ? new Configuration.Loaded(known.directory(), agreements, settings, List.of())
                : new Configuration.Refused(problems);
    }

    private Known directory() {
        var states = new ArrayList<Directory.State>();
        var doubtful = new HashSet<String>();
        var fileOfState = new HashMap<String, Path>();
        var posts = folder.resolve("states").resolve(POSTS + ".yaml");
        for (var file : ConfigurationFiles.yaml(folder.resolve("states"), report(folder.resolve("states")))) {
            if (!file.equals(posts)) {
                state(file, states, doubtful, fileOfState);
            }
        }
        var withoutPosts = new Known(new Directory(states, List.of()), doubtful, false);
        if (!Files.exists(posts)) {
            return withoutPosts;
        }
        var read = ConfigurationFiles.read(posts, report(posts)).map(file -> PostReader.read(file, withoutPosts));
        return read.map(it -> new Known(new Directory(states, it.crossings()), doubtful, !it.whole()))
                .orElse(new Known(withoutPosts.directory(), doubtful, true));
    }

    private void state(Path file, List<Directory.State> states, Set<String> doubtful, Map<String, Path> fileOfState) {
        var report = report(file);
        var read = ConfigurationFiles.read(file, report).flatMap(StateReader::read);
        if (read.filter(StateReader.Read::whole).isEmpty()) {
            doubtful.add(read.map(it -> it.state().code()).orElse(ConfigurationFiles.stem(file)));
        }
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

    private List<Agreement> agreements(Known known) {
        var agreements = new ArrayList<Agreement>();
        var place = folder.resolve("agreements");
        for (var file : ConfigurationFiles.yaml(place, report(place))) {
            var report = report(file);
            ConfigurationFiles.read(file, report)
                    .map(document -> new AgreementReader(known).read(document, ConfigurationFiles.stem(file)))
                    .ifPresent(agreements::add);
        }
        return agreements;
    }

    private HubSettings settings() {
        var file = folder.resolve("deploy").resolve("hub.yaml");
        if (!Files.exists(file)) {
            return HubSettings.DEFAULT;
        }
        return ConfigurationFiles.read(file, report(file)).map(HubReader::read).orElse(HubSettings.DEFAULT);
    }

    private Report report(Path file) {
        var report = new Report(file.toString());
        reports.add(report);
        return report;
    }
}
