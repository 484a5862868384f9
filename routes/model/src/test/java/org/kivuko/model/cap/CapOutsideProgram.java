package org.kivuko.model.cap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;

/**
 * Reads every attack that there is, as the hub does or as a careless parser would, and says how often it tried to leave its
 * machine and whether it read a file. To be run where there is no network: each try is counted by the kernel and goes nowhere.
 */
final class CapOutsideProgram {
    static final String HARDENED = "hardened";
    static final String CARELESS = "careless";

    private CapOutsideProgram() {}

    /** @param arguments which reader, and the file that nobody is to read */
    public static void main(String[] arguments) throws Exception {
        boolean careless = arguments[0].equals(CARELESS);
        Path canary = Path.of(arguments[1]);
        List<byte[]> attacks = attacks(canary);
        // A file system notes the first time that a file is read after it was written.
        Files.getFileAttributeView(canary, BasicFileAttributeView.class)
                .setTimes(FileTime.fromMillis(System.currentTimeMillis()), FileTime.fromMillis(0), null);
        FileTime seen = readAt(canary);
        long before = tries();
        for (byte[] attack : attacks) {
            if (careless) {
                parse(attack);
            } else {
                CapReader.message(attack, Caps.SENDER, Caps.query());
            }
        }
        System.out.println("documents=" + attacks.size());
        System.out.println("tries=" + (tries() - before));
        System.out.println("read=" + !readAt(canary).equals(seen));
    }

    private static void parse(byte[] attack) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setXIncludeAware(true);
            factory.setNamespaceAware(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            builder.parse(new ByteArrayInputStream(attack));
        } catch (Exception refused) {
            // What counts is what was tried on the way.
        }
    }

    private static List<byte[]> attacks(Path canary) throws IOException {
        var texts = new ArrayList<byte[]>();
        for (String server : List.of("http://192.0.2.1", "http://attacker.example", "http://127.0.0.1:9")) {
            Stream.of(
                            CapAttackTest.declarations(),
                            CapAttackTest.encodings(),
                            CapAttackTest.storms(),
                            CapHostileTest.attacks()
                                    .map(each -> CapAttackTest.Attack.declared("", (String) each.get()[1])),
                            CapHostileTest.inclusions()
                                    .map(each ->
                                            CapAttackTest.Attack.tooMuch("", Caps.alertWith((String) each.get()[1]))))
                    .flatMap(each -> each)
                    .map(attack -> attack.text()
                            .replace("HTTP", server + "/x")
                            .replace("PORT", "21")
                            .replace("FILE", canary.toUri().toString())
                            .getBytes(attack.charset()))
                    .forEach(texts::add);
        }
        for (Path file : Corpora.files("attack-strings/XXE Injection")) {
            byte[] bytes = Files.readAllBytes(file);
            texts.add(bytes);
            new String(bytes, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.contains("<"))
                    .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
                    .forEach(texts::add);
        }
        return texts;
    }

    private static FileTime readAt(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).lastAccessTime();
    }

    /** Connections begun, datagrams sent, and both where no way led out. */
    private static long tries() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/self/net/snmp"));
        return figure(lines, "Tcp:", "ActiveOpens")
                + figure(lines, "Udp:", "OutDatagrams")
                + figure(lines, "Ip:", "OutNoRoutes");
    }

    private static long figure(List<String> lines, String protocol, String name) {
        List<String> both =
                lines.stream().filter(line -> line.startsWith(protocol + " ")).toList();
        int place = Arrays.asList(both.get(0).split(" ", -1)).indexOf(name);
        return Long.parseLong(both.get(1).split(" ", -1)[place]);
    }
}
