package org.kivuko.analysis;

import java.util.Optional;

/** A guarantee, ready to be asked about one case. Immutable. */
record Watch(Guarantee guarantee, Optional<Scope> scope, World world) {

    static Watch of(Guarantee guarantee, World world) {
        return new Watch(
                guarantee,
                guarantee instanceof Never never ? Optional.of(never.scope(world.directory())) : Optional.empty(),
                world);
    }

    /** Whether it has something to say about this way; the scopes of others tell nothing apart there. */
    boolean concerns(String from, String to) {
        return !(guarantee instanceof Never never) || never.concerns(from, to);
    }

    boolean broken(Asked asked) {
        if (guarantee instanceof Never never) {
            return never.broken(asked, scope.orElseThrow());
        }
        return ((Lasting) guarantee).broken(asked, world);
    }
}
