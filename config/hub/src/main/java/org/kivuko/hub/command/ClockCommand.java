package org.kivuko.hub.command;

import picocli.CommandLine.Command;

/** What concerns the hub's clock. */
@Command(
        name = "clock",
        description = "what concerns the hub's clock",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ClockConfirm.class})
public final class ClockCommand {}
