/** Crossing records from what travellers and carriers have: machine-readable zones (ICAO Doc 9303) and passenger lists (PAXLST). */
package org.kivuko.model.travel;
