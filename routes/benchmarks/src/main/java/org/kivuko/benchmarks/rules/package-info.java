/** One judgement, beside other rule engines on the same rules with the same answers. */
package org.kivuko.benchmarks.rules;
