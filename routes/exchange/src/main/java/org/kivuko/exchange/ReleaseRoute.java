package org.kivuko.exchange;

import org.apache.camel.builder.RouteBuilder;

/**
 * The stations that a batch passes together: judge, enter, record, project, release. Runs in the transaction that consumes the batch; the
 * ledger has committed before anything is sent.
 */
public final class ReleaseRoute extends RouteBuilder {
    public static final String ID = "release";

    /** Takes a {@link Batch}. */
    public static final String START = "direct:release";

    private final Judging judging;
    private final Recorder recorder;
    private final Projector projector;
    private final Releaser releaser;

    public ReleaseRoute(Judging judging, Recorder recorder, Projector projector, Releaser releaser) {
        this.judging = judging;
        this.recorder = recorder;
        this.projector = projector;
        this.releaser = releaser;
    }

    @Override
    public void configure() {
        from(START)
                .routeId(ID)
                .errorHandler(noErrorHandler())
                .bean(judging, "judge")
                .id("judge")
                .bean(new Entering(), "enter")
                .id("enter")
                .bean(recorder, "record")
                .id("record")
                .bean(projector, "project")
                .id("project")
                .bean(releaser, "release")
                .id("send");
    }
}
