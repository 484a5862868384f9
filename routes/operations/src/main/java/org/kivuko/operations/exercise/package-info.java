/** Exercises: who takes part and when, the script that is played, and the score. */
package org.kivuko.operations.exercise;
