package dev.muster.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database is to blame for, and what the statement is. That it answers is seen in the tests of the services. */
class DatabaseTest {

    private final Database database = new Database(null);

    @ParameterizedTest
    @CsvSource({
        "08006, connection failure, true",
        "40001, serialization failure, true",
        "40P01, deadlock, true",
        "53100, disk full, true",
        "53300, too many connections, true",
        "57P01, shut down by an administrator, true",
        "57P03, starting up, true",
        "58030, I/O error, true",
        "22021, a byte that is no text, false",
        "23505, unique violation, false",
        "42P01, no such table, false",
        "P0001, raised by a trigger, false",
        "4, no state at all, false"
    })
    void isToBlameForAStateThatSaysNothingAboutTheStatement(String state, String meaning, boolean toBlame) {
        assertThat(database.isToBlameFor(new PgException(meaning, "ERROR", state, null)))
                .isEqualTo(toBlame);
        assertThat(database.isToBlameFor(new SQLException(meaning, state))).isEqualTo(toBlame);
    }

    @ParameterizedTest
    @MethodSource
    void isToBlameForALostConnectionAndForARace(Throwable failure) {
        assertThat(database.isToBlameFor(failure)).isTrue();
    }

    static Stream<Throwable> isToBlameForALostConnectionAndForARace() {
        return Stream.of(
                new IOException("connection reset"),
                ClosedConnectionException.INSTANCE,
                new TimeoutException("no connection from the pool"),
                new io.smallrye.mutiny.TimeoutException(),
                new RacedException("another process was faster"));
    }

    @Test
    void isNotToBlameForWhatHasNoState() {
        assertThat(database.isToBlameFor(new SQLException("no state"))).isFalse();
        assertThat(database.isToBlameFor(new IllegalStateException("a defect"))).isFalse();
    }
}
