/** The matrix of what crosses between whom, written down: for programs, for tables, for the screen and as a picture. Pure functions. */
package org.kivuko.exchange.matrix;
