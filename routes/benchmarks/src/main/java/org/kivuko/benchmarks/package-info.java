/** Measurements, as ratios of one interleaved run. */
package org.kivuko.benchmarks;
