/** Matches the exit records of one side with the entry records of the other, on keyed tokens that hold no names. */
package org.kivuko.flow.matching;
