package org.kivuko.hub.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kivuko.hub.configuration.Problem;

/**
 * A file of PEM blocks (RFC 7468), read strictly: every block is whole and of a kind that belongs there. What stands between blocks is
 * explanation, as tools write it.
 */
final class PemFile {
    private static final long LONGEST = 256 * 1024;
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";

    private final Path file;
    private final byte[] content;

    /** What was read of a file. */
    PemFile(Path file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    /** One block. */
    record Block(String label, int line, byte[] bytes) {}

    static PemFile read(Path file) throws TlsFault {
        try {
            if (Files.size(file) > LONGEST) {
                throw new TlsFault(
                        new Problem(file.toString(), 0, "", "the file is larger than 256 KiB", "name the right file"));
            }
            return new PemFile(file, Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new TlsFault(new Problem(
                    file.toString(), 0, "", "the file cannot be read", "put it there, and let the hub's user read it"));
        }
    }

    Path file() {
        return file;
    }

    byte[] content() {
        return content;
    }

    /** At least one certificate, and nothing else. */
    List<X509Certificate> certificates() throws TlsFault {
        var all = new ArrayList<X509Certificate>();
        for (Block block : blocks()) {
            if (!block.label().equals(CERTIFICATE)) {
                throw fault(
                        block.line(),
                        "a block '" + block.label() + "' among certificates",
                        "keep certificates here, and nothing else");
            }
            all.add(certificate(block));
        }
        if (all.isEmpty()) {
            throw fault(0, "the file holds no certificate", "write certificates as PEM: -----BEGIN CERTIFICATE-----");
        }
        return all;
    }

    private X509Certificate certificate(Block block) throws TlsFault {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.bytes()));
        } catch (CertificateException unreadable) {
            throw fault(block.line(), "this certificate cannot be read", "export it again as PEM");
        }
    }

    /** The one private key, in PKCS #8. */
    byte[] privateKey() throws TlsFault {
        List<Block> blocks = blocks();
        if (blocks.size() != 1) {
            throw fault(
                    blocks.size() < 2 ? 0 : blocks.get(1).line(),
                    "expected one private key, found " + blocks.size() + " blocks",
                    "keep the private key here, and nothing else");
        }
        Block block = blocks.get(0);
        if (!block.label().equals(KEY)) {
            throw fault(
                    block.line(),
                    "'" + block.label() + "' is not the form of private key that is read",
                    "write it as PKCS #8 without a passphrase: openssl pkcs8 -topk8 -nocrypt");
        }
        return block.bytes();
    }

    private List<Block> blocks() throws TlsFault {
        var blocks = new ArrayList<Block>();
        List<String> lines =
                new String(content, StandardCharsets.ISO_8859_1).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher begin = BEGIN.matcher(lines.get(i).strip());
            if (begin.matches()) {
                int first = i;
                var text = new StringBuilder();
                String end = "-----END " + begin.group(1) + "-----";
                for (i++; i < lines.size() && !lines.get(i).strip().equals(end); i++) {
                    text.append(lines.get(i).strip());
                }
                if (i == lines.size()) {
                    throw fault(first + 1, "this block has no end", "write the file whole, up to " + end);
                }
                blocks.add(new Block(begin.group(1), first + 1, decoded(text.toString(), first + 1)));
            } else if (lines.get(i).contains("-----")) {
                throw fault(i + 1, "a line that neither begins nor ends a block", "write the file whole");
            }
        }
        return blocks;
    }

    private byte[] decoded(String text, int line) throws TlsFault {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw fault(line, "this block is not Base64", "write the file whole, as it was exported");
        }
    }

    TlsFault fault(int line, String message, String remedy) {
        return new TlsFault(new Problem(file.toString(), line, "", message, remedy));
    }
}
