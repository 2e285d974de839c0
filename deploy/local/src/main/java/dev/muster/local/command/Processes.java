package dev.muster.local.command;

import dev.muster.local.screen.Table;
import dev.muster.local.system.SystemState;

/** The processes of a running system as a table. */
final class Processes {
    private Processes() {}

    static Table table(SystemState state) {
        var table = new Table("name", "pid", "port", "ready", "address");
        var addresses = state.services();
        for (var process : state.processes()) {
            table.row(
                    process.name(),
                    Long.toString(process.pid()),
                    Integer.toString(process.port()),
                    process.ready() ? "yes" : "no",
                    addresses.getOrDefault(process.name(), "127.0.0.1:" + process.port()));
        }
        return table;
    }
}
