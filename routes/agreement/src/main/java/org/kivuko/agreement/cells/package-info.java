/**
 * Small counts (protection PR-7): which cells of a flow report are hidden from a recipient, so that none of them can be
 * worked out from totals, from a correction, or from another breakdown of the same post and period. Pure functions.
 */
package org.kivuko.agreement.cells;
