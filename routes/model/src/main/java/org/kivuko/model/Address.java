package org.kivuko.model;

/** One word of the envelope's {@code to}; each expands to agencies. */
public sealed interface Address {
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
