package org.kivuko.model.cap;

import org.kivuko.model.Code;

/** The bytes are no XML document that may be read on; carries what the sender is told, never a word of the document. */
final class UnfitXmlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Code code;

    UnfitXmlException(Code code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    Code code() {
        return code;
    }
}
