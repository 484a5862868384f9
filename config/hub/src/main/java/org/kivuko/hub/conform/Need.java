package org.kivuko.hub.conform;

import java.util.Optional;

/** What must be there for a case to be asked. */
sealed interface Need {
    /** Why it is not there; empty where it is. */
    Optional<String> lacking(Bench bench);

    /** Somebody to write to, who may stay without a key. */
    Need ADDRESSEE = new Addressee();

    /** The recipient's side. */
    Need PARTNER_KEY = new PartnerKey();

    /** A border post of the sender's state. */
    Need POST = new Post();

    /** The agreements let this cross. */
    static Need permitted(Kind kind) {
        return new Permitted(kind);
    }

    /** See {@link #ADDRESSEE}. */
    record Addressee() implements Need {
        @Override
        public Optional<String> lacking(Bench bench) {
            return bench.found().addressee().isEmpty()
                    ? Optional.of("nobody to write to is known: name an agency with --partner")
                    : Optional.empty();
        }
    }

    /** See {@link #PARTNER_KEY}. */
    record PartnerKey() implements Need {
        @Override
        public Optional<String> lacking(Bench bench) {
            return bench.inboxes().isEmpty() ? Optional.of(bench.found().noPartner()) : Optional.empty();
        }
    }

    /** See {@link #POST}. */
    record Post() implements Need {
        @Override
        public Optional<String> lacking(Bench bench) {
            return bench.found().posts().isEmpty()
                    ? Optional.of("no border post of the sender's state is known: name one with --post")
                    : Optional.empty();
        }
    }

    /** See {@link #permitted(Kind)}. */
    record Permitted(Kind kind) implements Need {
        @Override
        public Optional<String> lacking(Bench bench) {
            return bench.found().has(kind)
                    ? Optional.empty()
                    : Optional.of(kind.missing() + bench.found().whyNot(kind));
        }
    }
}
