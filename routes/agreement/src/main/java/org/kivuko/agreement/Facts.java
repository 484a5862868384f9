package org.kivuko.agreement;

/**
 * What a ruling rests on beside the message and the agreements: collected by the caller, handed in and recorded with the
 * ruling, so that an audit years later gives the same answer.
 *
 * @param threadProtected whether a sign of protection was seen in a message that this one refers to; it holds for the
 *     thread
 */
public record Facts(boolean threadProtected) {
    public static final Facts NONE = new Facts(false);
}
