package org.kivuko.acceptance.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A defect in a class of the hub: the class's own source with a few words replaced, compiled into a folder that goes before the
 * hub's classes. So a test can be seen to fail, and the defect lives nowhere but there. Stateless.
 */
public final class Defect {
    private Defect() {}

    /**
     * Plants one. Several may be planted in the same folder, each in another class.
     *
     * @param folder where source and class go
     * @param module of the class, from the top of the source tree
     * @param name of the class, with its package
     * @param replacements by the words that they replace, each of which stands in the source exactly once
     * @return the folder to put before the hub's classes
     * @throws IllegalStateException where words are not there exactly once, or the outcome does not compile
     */
    public static Path plant(Path folder, String module, String name, Map<String, String> replacements)
            throws IOException {
        String file = name.replace('.', '/') + ".java";
        Path source = Path.of(root(), module, "src/main/java", file);
        String text = Files.readString(source);
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            if (text.split(Pattern.quote(replacement.getKey()), -1).length != 2) {
                throw new IllegalStateException("not exactly once in " + source + ": " + replacement.getKey());
            }
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        Path mutated = folder.resolve("mutant-source").resolve(file);
        Files.createDirectories(mutated.getParent());
        Files.writeString(mutated, text);
        Path classes = Files.createDirectories(folder.resolve("mutant"));
        compile(mutated, classes);
        return classes;
    }

    /** The source tree, as the tests or the launcher say. */
    private static String root() {
        return System.getProperty("kivuko.root", System.getProperty("kivuko.home"));
    }

    private static void compile(Path source, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("java.class.path");
        String[] arguments = {"-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classPath, source.toString()};
        if (compiler.run(null, null, null, arguments) != 0) {
            throw new IllegalStateException("does not compile: " + source);
        }
    }
}
