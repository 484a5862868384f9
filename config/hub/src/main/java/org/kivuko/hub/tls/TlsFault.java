package org.kivuko.hub.tls;

import org.kivuko.hub.configuration.Problem;

/** What is wrong with a file that TLS needs. */
public final class TlsFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    TlsFault(Problem problem) {
        super(problem + "; " + problem.remedy());
        this.problem = problem;
    }

    /** Where it is, and what would be right. */
    public Problem problem() {
        return problem;
    }
}
