package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A good tree with one thing broken, and what has to be said about it.
 *
 * @param name what is broken
 * @param at text that stands once in the broken file, on the line that has to be named; empty for the file as a whole
 * @param message a part of the message
 * @param remedy a part of the remedy
 */
record BrokenFile(
        String name, Consumer<GoodTree> breaking, String file, String at, String path, String message, String remedy) {

    static Named named(String name) {
        return new Named(name);
    }

    /** First step: what is broken. */
    record Named(String name) {
        Broken replacing(String file, String what, String with) {
            return new Broken(name, tree -> tree.replace(file, what, with), file, "");
        }

        Broken by(String file, Consumer<GoodTree> breaking) {
            return new Broken(name, breaking, file, "");
        }
    }

    /** Second step: where it has to be reported. */
    record Broken(String name, Consumer<GoodTree> breaking, String file, String line) {
        Broken onTheLineOf(String text) {
            return new Broken(name, breaking, file, text);
        }

        BrokenFile is(String path, String message, String remedy) {
            return new BrokenFile(name, breaking, file, line, path, message, remedy);
        }
    }

    /** Breaks a good tree and loads it: one problem, at its place, in these words. */
    void assertToldOf(GoodTree tree, Path folder) {
        // Given
        breaking.accept(tree);

        // When
        var configuration = Configuration.load(folder);

        // Then
        assertThat(configuration).isInstanceOf(Configuration.Refused.class);
        assertThat(((Configuration.Refused) configuration).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.file()).isEqualTo(folder.resolve(file).toString());
                    assertThat(problem.path()).isEqualTo(path);
                    assertThat(problem.message()).contains(message);
                    assertThat(problem.remedy()).contains(remedy);
                    assertThat(problem.line()).isEqualTo(at.isEmpty() ? 0 : tree.lineOf(file, at));
                });
    }

    @Override
    public String toString() {
        return name;
    }
}
