package org.kivuko.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One word of the envelope's {@code to}; each expands to agencies. */
public sealed interface Address {
    /** Reads one word; empty where it has no form of an address or names a role that does not exist. */
    static Optional<Address> parse(String word) {
        if (word.equals("*")) {
            return Optional.of(new Everyone());
        }
        Matcher state = Form.STATE.matcher(word);
        if (state.matches()) {
            String role = state.group(2);
            return role == null
                    ? Optional.of(new OfState(word))
                    : Coded.find(Role.class, role).map(known -> new OfRole(state.group(1), known));
        }
        Matcher crossing = Form.CROSSING.matcher(word);
        if (crossing.matches()) {
            String id = crossing.group(2);
            return Optional.of(crossing.group(1).equals("post") ? new OfPost(id) : new OfCommittee(id));
        }
        return AgencyId.parse(word).map(OfAgency::new);
    }

    /** How addresses are written. */
    final class Form {
        private static final Pattern STATE = Pattern.compile("([A-Z]{3})(?::([a-z][a-z-]{0,31}))?");
        private static final Pattern CROSSING =
                Pattern.compile("(post|committee):([A-Za-z0-9-]{1,140}/[A-Za-z0-9-]{1,140})");

        private Form() {}
    }

    /** {@code UGA.DCIC}. */
    record OfAgency(AgencyId agency) implements Address {
        @Override
        public String toString() {
            return agency.toString();
        }
    }

    /** {@code UGA}: every agency there that a permit in force names as recipient. */
    record OfState(String state) implements Address {
        @Override
        public String toString() {
            return state;
        }
    }

    /** {@code UGA:immigration}. */
    record OfRole(String state, Role role) implements Address {
        @Override
        public String toString() {
            return state + ":" + role.code();
        }
    }

    /** {@code post:KEN-BUSIA/UGA-BUSIA}: all agencies of both sides. */
    record OfPost(String crossing) implements Address {
        @Override
        public String toString() {
            return "post:" + crossing;
        }
    }

    /** {@code committee:KEN-BUSIA/UGA-BUSIA}. */
    record OfCommittee(String crossing) implements Address {
        @Override
        public String toString() {
            return "committee:" + crossing;
        }
    }

    /** {@code *}: every agency that a permit names, in every other state with an agreement in force with the sender's. */
    record Everyone() implements Address {
        @Override
        public String toString() {
            return "*";
        }
    }
}
