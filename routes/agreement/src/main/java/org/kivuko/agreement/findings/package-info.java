/**
 * What an agreement says that nobody can have meant: rules that refuse each other, decide nothing or reach nobody, annexes
 * that nobody accepted, ends that come near. Findings are advice and stop nothing. Pure functions of directory, agreements and
 * instant; whether something may cross is never decided here.
 */
package org.kivuko.agreement.findings;
