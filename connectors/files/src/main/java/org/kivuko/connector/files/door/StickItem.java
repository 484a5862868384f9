package org.kivuko.connector.files.door;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kivuko.exchange.Reader;
import org.kivuko.model.Sha256;

/**
 * One file in a bundle. Its parts are not copied: who hands it on changes nothing in it.
 *
 * @param folder in which it lies at both ends
 * @param content at most {@link #MOST_BYTES_EACH}; of what says that a delivery is taken, none
 * @param of the digest of the file that this one answers; empty where it answers none
 */
public record StickItem(String folder, String name, byte[] content, String of) {
    /** In one bundle: more than lies in the folders of deliveries at most, so that answers have a place as well. */
    public static final int MOST = 10_000;

    /** Of their content together. */
    public static final long MOST_BYTES = 48L << 20;

    /** A message with what is said beside it when it is delivered. */
    public static final int MOST_BYTES_EACH = 2 * Reader.MAX_BYTES;

    /** Where deliveries lie. */
    static final List<String> DELIVERIES = List.of("inbox", "exercise");

    private static final List<String> ANSWERS = List.of(".receipt.json", ".problem.json");

    /** Whether a file may be called so in this folder, and is one that travels. */
    public static boolean fits(String folder, String name) {
        return switch (folder) {
            case "send" -> Names.fits(name) && !Names.unfinished(name);
            case "inbox", "exercise", "receipts", "taken" -> Names.id(name).isPresent();
            case "sent" -> isAnswer(name, ANSWERS.get(0));
            case "refused" -> isAnswer(name, ANSWERS.get(1));
            default -> false;
        };
    }

    private static boolean isAnswer(String name, String ending) {
        return about(name, ending).filter(Names::fits).isPresent();
    }

    /** A path only once it is known to be a name: some texts are none. */
    private static Optional<String> about(String name, String ending) {
        return Optional.of(name)
                .filter(it -> it.endsWith(ending) && it.length() > ending.length())
                .map(it -> it.substring(0, it.length() - ending.length()));
    }

    /** The name of the file to which one of this name is the answer. */
    static Optional<Path> answered(String name) {
        return ANSWERS.stream()
                .flatMap(ending -> about(name, ending).stream())
                .findFirst()
                .map(Path::of);
    }

    /** Folder and name. */
    public String place() {
        return folder + "/" + name;
    }

    /** By what it is known again: place, digest and what it answers. */
    String mark() {
        return place() + " " + digest() + " " + of;
    }

    /** SHA-256 of its content, in hex. */
    public String digest() {
        return Sha256.hex(content);
    }

    /** Not of names and content. */
    @Override
    public String toString() {
        return "StickItem[" + folder + "]";
    }
}
