package org.kivuko.hub.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.kivuko.hub.Hub;
import org.kivuko.hub.demo.DemoPeople;
import org.kivuko.hub.demo.DemoSample;

/** Tells whoever started the demonstration where to look, with lines that work when they are pasted. */
record DemoGuide(Hub hub, Path data, DemoSample sample, List<DemoPeople.Login> people) {
    void print(PrintWriter out) {
        Path folder = data.toAbsolutePath().normalize();
        out.println();
        out.println("Look:   " + hub.url() + "/console/");
        out.println("Sign in there as (also in " + DemoPeople.file(folder) + "):");
        people.forEach(each -> out.printf("  %-24s %s%n", each.login(), each.password()));
        out.println("Write programs: " + hub.url() + "/docs (the first hour)");
        out.println("Paste:");
        out.println("  curl -s -H \"Authorization: Bearer $(cat " + folder + "/keys/UGA.DCIC.key)\" '" + hub.url()
                + "/v1/inbox?max=3'");
        out.println(
                "  ./kivuko send " + folder.resolve(sample.alert().getFileName()) + " --as KEN.DIS" + place(folder));
        out.println("  ./kivuko inbox --as UGA.DCIC" + place(folder));
        out.println(
                "  ./kivuko send " + folder.resolve(sample.answer().getFileName()) + " --as UGA.DCIC" + place(folder));
        out.println("  ./kivuko thread " + sample.key() + " --as KEN.DIS" + place(folder));
        out.println("Stop:   Ctrl-C");
        out.println();
        out.flush();
    }

    private String place(Path folder) {
        return " --url " + hub.url() + " --data " + folder;
    }
}
