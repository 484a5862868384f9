package org.kivuko.hub.configuration;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;

/** What is allowed and yet worth a look: agencies that no permit reaches and crossings that no rule names. */
final class Notices {
    private final Directory directory;
    private final Collection<Agreement> agreements;

    private Notices(Directory directory, Collection<Agreement> agreements) {
        this.directory = directory;
        this.agreements = agreements;
    }

    /**
     * @param fileOfState where each state is described
     * @param posts where the crossings are described
     */
    static List<Problem> of(
            Directory directory, Collection<Agreement> agreements, Map<String, Path> fileOfState, Path posts) {
        var notices = new Notices(directory, agreements);
        return Stream.concat(
                        directory.states().stream()
                                .flatMap(state -> notices.agencies(state, fileOfState.get(state.code()))),
                        notices.crossings(posts))
                .toList();
    }

    /** Who has another code now, and who leaves. */
    static List<Problem> of(Moves moves, Map<String, Path> fileOfState) {
        var renamed = moves.successors().entrySet().stream()
                .map(each -> new Problem(
                        fileOfState.get(each.getKey().state()).toString(),
                        0,
                        "agencies",
                        each.getKey() + " is " + each.getValue() + " now: what names " + each.getKey()
                                + " in agreements and crossings means " + each.getValue(),
                        "write " + each.getValue() + " in the next version of each"));
        var leaving = moves.leaves().entrySet().stream()
                .map(each -> new Problem(
                        fileOfState.get(each.getKey().state()).toString(),
                        0,
                        "agencies",
                        each.getKey() + " leaves: nothing is addressed to it from " + each.getValue() + " on",
                        "it can fetch what waits until then; its queues go when they are empty"));
        return Stream.concat(renamed, leaving).toList();
    }

    private Stream<Problem> agencies(Directory.State state, Path file) {
        return notice(
                state.agencies().stream()
                        .map(Directory.Agency::id)
                        .filter(agency -> agreements.stream().noneMatch(agreement -> reaches(agreement, agency)))
                        .map(AgencyId::toString),
                file,
                "agencies",
                "no permit names as sender or recipient: ",
                "nothing reaches them or comes from them until a permit names them or their role");
    }

    private Stream<Problem> crossings(Path file) {
        var named = agreements.stream()
                .flatMap(agreement -> agreement.rules().stream())
                .flatMap(rule -> rule.posts().stream())
                .collect(Collectors.toSet());
        return notice(
                directory.crossings().stream()
                        .map(Directory.Crossing::id)
                        .filter(crossing -> !named.contains(crossing)),
                file,
                "crossings",
                "no rule names the crossings: ",
                "what arises there crosses only under permits that state no posts");
    }

    private static Stream<Problem> notice(Stream<String> names, Path file, String path, String message, String remedy) {
        var list = names.collect(Collectors.joining(", "));
        return list.isEmpty() ? Stream.of() : Stream.of(new Problem(file.toString(), 0, path, message + list, remedy));
    }

    private boolean reaches(Agreement agreement, AgencyId agency) {
        return agreement.parties().contains(agency.state())
                && agreement.rules().stream()
                        .filter(rule -> rule.kind() == Rule.Kind.PERMIT)
                        .anyMatch(rule -> names(rule.from(), rule.senders(), agency)
                                || names(rule.to(), rule.recipients(), agency));
    }

    private boolean names(String side, List<Rule.Party> parties, AgencyId agency) {
        boolean ofSide = Set.of(agency.state(), Rule.EVERY_PARTY).contains(side);
        return ofSide && (parties.isEmpty() || parties.stream().anyMatch(party -> isOne(party, agency)));
    }

    private boolean isOne(Rule.Party party, AgencyId agency) {
        if (party instanceof Rule.Party.WithRole withRole) {
            return directory.hasRole(agency, withRole.role());
        }
        return party.equals(new Rule.Party.Named(agency));
    }
}
