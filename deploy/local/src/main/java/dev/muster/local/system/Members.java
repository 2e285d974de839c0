package dev.muster.local.system;

import dev.muster.backing.Broker;
import dev.muster.backing.BrokerSettings;
import dev.muster.backing.Postgres;
import dev.muster.backing.PostgresSettings;
import java.nio.file.Path;

/** The broker and the database as members of the system. */
final class Members {
    private static final String[] KAFKA_JVM = {
        "-Xmx384m", "-XX:+UseSerialGC", "-XX:MaxMetaspaceSize=128m", "-XX:+ExitOnOutOfMemoryError"
    };

    private Members() {}

    static Member kafka(Home home, int port) {
        var settings = BrokerSettings.in(home.kafka())
                .withPort(port)
                .withLog(home.log(Plan.KAFKA))
                .withJvmOptions(KAFKA_JVM);
        return new Member() {
            @Override
            public String name() {
                return Plan.KAFKA;
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public Path log() {
                return settings.log();
            }

            @Override
            public Running launch() {
                var broker = Broker.launch(settings);
                return new Running(broker.process(), broker::close);
            }

            @Override
            public boolean ready() {
                return Broker.answers("127.0.0.1:" + port);
            }
        };
    }

    static Member postgres(Home home, int port) {
        var settings = PostgresSettings.in(home.postgres()).withPort(port).withLog(home.log(Plan.POSTGRES));
        return new Member() {
            @Override
            public String name() {
                return Plan.POSTGRES;
            }

            @Override
            public int port() {
                return port;
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
                return Postgres.answers(port);
            }
        };
    }
}
