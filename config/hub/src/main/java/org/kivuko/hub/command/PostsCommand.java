package org.kivuko.hub.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.kivuko.connector.http.PostMap;
import org.kivuko.model.Directory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The border posts of a configuration, without a hub. Exit code 1 where the configuration has faults. */
@Command(
        name = "posts",
        description = "prints the border posts of the configuration, one on a line, or all of them for a map")
public final class PostsCommand implements Callable<Integer> {
    @Mixin
    ConfigOption config;

    @Option(names = "--geojson", description = "prints GeoJSON, as GET /v1/posts answers")
    boolean geoJson;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Directory directory = config.loaded().directory();
        PrintWriter out = spec.commandLine().getOut();
        if (geoJson) {
            out.println(new String(PostMap.write(directory), StandardCharsets.UTF_8));
        } else {
            var names = new TreeMap<String, String>();
            directory.crossings().forEach(crossing -> crossing.sides()
                    .forEach(side -> names.putIfAbsent(side.post(), crossing.name())));
            names.forEach((post, name) -> out.println(post + "  " + name));
        }
        out.flush();
        return 0;
    }
}
