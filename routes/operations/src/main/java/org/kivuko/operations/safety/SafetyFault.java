package org.kivuko.operations.safety;

/**
 * One unsafe setting, as it was found.
 *
 * @param code of the rule
 * @param setting its name where it is set
 * @param found the value, with its places where there are several; never a secret
 * @param wanted what it has to be
 * @param why what comes of it otherwise
 */
public record SafetyFault(String code, String setting, String found, String wanted, String why, Mender mender) {
    @Override
    public String toString() {
        return code + ": " + setting + " is " + found + ", wanted: " + wanted + "; otherwise " + why + " (for the "
                + mender.words() + ")";
    }
}
