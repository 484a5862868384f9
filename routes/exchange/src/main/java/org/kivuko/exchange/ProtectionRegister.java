package org.kivuko.exchange;

import java.util.Set;
import org.kivuko.agreement.Facts;

/**
 * The registers in which refugee authorities keep whom they protect (PR-3). Asked by keyed tokens alone: the hub holds no
 * names, and a register learns none. Thread-safe.
 */
@FunctionalInterface
public interface ProtectionRegister {
    /** No state has one. */
    ProtectionRegister NONE = (state, tokens) -> Facts.Register.NOT_ASKED;

    /**
     * What the register of a state says of somebody.
     *
     * @param tokens any of which may stand in the register; none: it cannot say
     * @return {@code NOT_ASKED} where the state has no register, {@code SILENT} where it does not answer now
     */
    Facts.Register ask(String state, Set<String> tokens);
}
