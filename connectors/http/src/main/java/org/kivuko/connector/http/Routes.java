package org.kivuko.connector.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kivuko.operations.people.Right;

/** The table of everything that the door offers. Of two paths that fit the one that stands first holds. Immutable. */
record Routes(List<Route> all) {
    Routes {
        all = List.copyOf(all);
    }

    /** Where a call goes. */
    sealed interface Target {
        /** Who may know the answer. */
        Access access();

        /** Of which an operator needs one to be told it; none where nothing is asked. */
        default Set<Right> rights() {
            return Set.of();
        }

        /** Whether it is told only to operators who see everything. */
        default boolean whole() {
            return false;
        }

        /** The name of the path in metrics: never what the caller wrote. */
        String name();
    }

    record Found(Route route, Map<String, String> path) implements Target {
        @Override
        public Access access() {
            return route.access();
        }

        @Override
        public Set<Right> rights() {
            return route.rights();
        }

        @Override
        public boolean whole() {
            return route.whole();
        }

        @Override
        public String name() {
            return route.path();
        }
    }

    /** The path is offered, the method is not. */
    record OtherMethod(Access access, String name, String allow) implements Target {}

    record Nowhere(Access access) implements Target {
        @Override
        public String name() {
            return "other";
        }
    }

    Target find(String method, String path) {
        List<String> segments = Paths.split(path);
        Optional<Route> first =
                all.stream().filter(route -> route.match(segments).isPresent()).findFirst();
        if (first.isEmpty()) {
            // Below /v1 a stranger does not even learn what is offered.
            return new Nowhere(path.equals("/v1") || path.startsWith("/v1/") ? Access.CALLER : Access.OPEN);
        }
        List<Route> samePath = all.stream()
                .filter(route -> route.path().equals(first.get().path()))
                .toList();
        return samePath.stream()
                .filter(route -> route.answersTo(method))
                .findFirst()
                .<Target>map(route -> new Found(route, route.match(segments).orElseThrow()))
                .orElseGet(
                        () -> new OtherMethod(first.get().access(), first.get().path(), allow(samePath)));
    }

    private static String allow(List<Route> samePath) {
        var methods = new TreeSet<String>();
        for (Route route : samePath) {
            for (String method : List.of("GET", "HEAD", "POST")) {
                if (route.answersTo(method)) {
                    methods.add(method);
                }
            }
        }
        return String.join(", ", methods);
    }
}
