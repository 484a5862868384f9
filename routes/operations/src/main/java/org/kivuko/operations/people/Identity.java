package org.kivuko.operations.people;

/**
 * By what somebody is known who signs in elsewhere. Names change and are given again; these two together never are.
 *
 * @param issuer the place that vouches
 * @param subject as that place knows the person, 1 to 255 characters
 */
public record Identity(String issuer, String subject) {
    /** Shows no subject. */
    @Override
    public String toString() {
        return "Identity[" + issuer + "]";
    }
}
