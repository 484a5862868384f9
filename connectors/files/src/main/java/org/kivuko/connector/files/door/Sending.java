package org.kivuko.connector.files.door;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.kivuko.exchange.ProblemJson;
import org.kivuko.exchange.Reader;
import org.kivuko.exchange.Submissions;
import org.kivuko.exchange.Submitted;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.format.Format;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageJson;

/**
 * What one agency sends. A file at rest is renamed into the hub's own folder, and only there read, so that nobody can put
 * something else into its place. It leaves that folder once its answer stands beside where it goes: broken off before, it is
 * dealt with again, and a message that was accepted already gets the same answer. Not thread-safe.
 */
final class Sending {
    /** Dealt with in one look, so that one agency does not keep others waiting. */
    static final int AT_ONCE = 200;

    private final AgencyId agency;
    private final Submissions submissions;
    private final Names names;
    private final InstantSource clock;
    private final Stamps outside = new Stamps();
    private final Stamps inside = new Stamps();

    Sending(AgencyId agency, Submissions submissions, Names names, InstantSource clock) {
        this.agency = agency;
        this.submissions = submissions;
        this.names = names;
        this.clock = clock;
    }

    /** One look: first what was begun, then what is new. */
    void look(Places places) throws IOException {
        outside.nextLook();
        inside.nextLook();
        pickUp(places);
        Optional<Submitted.Over> waiting = Optional.empty();
        boolean allAnswered = true;
        for (Path name : begun(places)) {
            Submitted submitted = submit(places, name, waiting);
            if (submitted instanceof Submitted.Over over) {
                waiting = Optional.of(over);
            } else if (submitted instanceof Submitted.Still) {
                break;
            } else {
                allAnswered &= finished(places, name, submitted);
            }
        }
        if (!allAnswered) {
            throw new IOException("an answer cannot be written");
        }
    }

    private static List<Path> begun(Places places) throws IOException {
        return places.work().first(AT_ONCE, each -> !each.startsWith("."));
    }

    /** An answer in whose place somebody has put a folder does not keep other files waiting. */
    private boolean finished(Places places, Path name, Submitted submitted) {
        try {
            finish(places, name, submitted);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void pickUp(Places places) throws IOException {
        int room = AT_ONCE - begun(places).size();
        for (Path name : places.send().first(AT_ONCE, each -> !Names.unfinished(each))) {
            if (room > 0 && pickUp(places, name)) {
                room--;
            }
        }
    }

    private boolean pickUp(Places places, Path name) throws IOException {
        Optional<BasicFileAttributes> file = places.send().look(name);
        if (file.isEmpty() || !outside.atRest(name, file.get())) {
            return false;
        }
        Path mine = Names.fits(name.toString()) ? name : names.unnamed(clock.instant());
        if (places.work().look(mine).isPresent()) {
            // The one before of this name is not done with.
            return false;
        }
        try {
            places.send().move(name, places.work(), mine);
        } catch (IOException e) {
            // A folder that only its owner may move: it stays, and the others go on.
            return false;
        }
        places.work().look(mine).ifPresent(moved -> inside.atRest(mine, moved));
        return true;
    }

    private Submitted submit(Places places, Path name, Optional<Submitted.Over> waiting) throws IOException {
        Optional<BasicFileAttributes> file = places.work().look(name);
        if (file.isEmpty()) {
            return new Submitted.Busy();
        }
        Optional<Fault> fault = fault(places, name, file.get());
        if (fault.isPresent()) {
            return new Submitted.Refused(List.of(fault.get()));
        }
        byte[] body = places.work().read(name, Reader.MAX_BYTES + 1);
        if (changed(places, name, file.get())) {
            // Whoever writes it held on to it: at one of the next looks.
            return new Submitted.Busy();
        }
        Format format = Names.format(name.toString()).orElseThrow();
        return submissions.submit(body, format.mediaType(), agency, Beside.nothing(), waiting);
    }

    private boolean changed(Places places, Path name, BasicFileAttributes before) throws IOException {
        BasicFileAttributes after = places.work().look(name).orElse(before);
        boolean same = after.size() == before.size() && after.lastModifiedTime().equals(before.lastModifiedTime());
        return !inside.atRest(name, after) || !same;
    }

    private static Optional<Fault> fault(Places places, Path name, BasicFileAttributes file) throws IOException {
        if (!file.isRegularFile()) {
            String found = file.isSymbolicLink() ? "a symbolic link" : file.isDirectory() ? "a folder" : "a device";
            return fault(Code.UNREADABLE, "expected a file, found " + found);
        }
        if (places.work().hasAnotherName(name)) {
            return fault(Code.UNREADABLE, "expected a file of its own, found one that has another name elsewhere");
        }
        if (!Names.fits(name.toString()) || name.toString().startsWith("unnamed-")) {
            return fault(Code.UNREADABLE, "expected " + Names.FORM);
        }
        if (Names.format(name.toString()).isEmpty()) {
            return fault(Code.MEDIA_TYPE, "expected a name that ends with .json or .xml");
        }
        return file.size() > Reader.MAX_BYTES
                ? fault(Code.TOO_LARGE, "expected at most " + Reader.MAX_BYTES + " bytes, found " + file.size())
                : Optional.empty();
    }

    private static Optional<Fault> fault(Code code, String detail) {
        return Optional.of(new Fault("", code, detail));
    }

    private void finish(Places places, Path name, Submitted submitted) throws IOException {
        if (submitted instanceof Submitted.Accepted accepted) {
            byte[] receipt = MessageJson.write(accepted.json());
            finish(places, name, places.sent(), Names.receipt(name), receipt);
            // What was said of an earlier file of this name holds no more.
            places.refused().delete(Names.problem(name));
            places.refused().delete(name);
        } else if (submitted instanceof Submitted.Refused refused) {
            byte[] problem = MessageJson.write(ProblemJson.of(refused.faults()));
            finish(places, name, places.refused(), Names.problem(name), problem);
        }
    }

    private void finish(Places places, Path name, Folder to, Path answerName, byte[] answer) throws IOException {
        places.publish(answer, clock.instant(), to, answerName);
        to.sync();
        places.work().move(name, to, name);
    }
}
