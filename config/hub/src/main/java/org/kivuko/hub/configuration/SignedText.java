package org.kivuko.hub.configuration;

import org.kivuko.hub.signing.AgreementText;

/** What the parties of an agreement sign, with the signatures and acts that lie beside it, none of them checked yet. */
public record SignedText(AgreementText text, SignedPapers.Papers papers) {}
