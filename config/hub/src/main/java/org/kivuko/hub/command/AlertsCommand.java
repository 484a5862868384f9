package org.kivuko.hub.command;

import picocli.CommandLine.Command;

/** What concerns alerts as a whole. */
@Command(
        name = "alerts",
        description = "what concerns alerts as a whole",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AlertsActive.class})
public final class AlertsCommand {}
