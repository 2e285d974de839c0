package dev.muster.local.system;

import dev.muster.backing.Postgres;
import dev.muster.backing.PostgresSettings;
import java.nio.file.Path;

/** The database as a member of the system. */
record PostgresMember(PostgresSettings settings) implements Member {
    static Member of(Home home, int port) {
        return new PostgresMember(
                PostgresSettings.in(home.postgres()).withPort(port).withLog(home.log(Plan.POSTGRES)));
    }

    @Override
    public String name() {
        return Plan.POSTGRES;
    }

    @Override
    public int port() {
        return settings.port();
    }

    @Override
    public Path log() {
        return settings.log();
    }

    @Override
    public Running launch() {
        var postgres = Postgres.launch(settings);
        return new Running(postgres.process(), postgres::close);
    }

    @Override
    public boolean ready() {
        return Postgres.answers(port());
    }
}
