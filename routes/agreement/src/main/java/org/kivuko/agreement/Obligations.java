package org.kivuko.agreement;

import org.kivuko.model.Handling;

/** What a recipient owes for what it was given. */
public record Obligations(Handling handling, Onward onward) {}
