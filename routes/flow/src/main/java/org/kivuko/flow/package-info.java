/**
 * What both sides of a crossing see together: how their counts agree ({@code mirror}), whether a count is out of what is usual
 * ({@code surge}), which exit belongs to which entry ({@code matching}). Pure functions: no clock, no store, no log.
 */
package org.kivuko.flow;
