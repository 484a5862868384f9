package org.kivuko.hub.simulate;

/**
 * One step of a neighbour.
 *
 * @param number of the message, from 0
 * @param hours by which a clock is wrong, where one is
 */
record Move(int number, Twist twist, int hours) {
    Move(int number, Twist twist) {
        this(number, twist, 0);
    }
}
