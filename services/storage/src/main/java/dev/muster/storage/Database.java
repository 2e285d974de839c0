package dev.muster.storage;

import dev.muster.runtime.stage.Dependency;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The database, used from a thread that may wait: each call is answered on an event loop of its own. */
@ApplicationScoped
public class Database implements Dependency {

    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** After this a transaction counts as lost, with its connection: a line that was cut says nothing. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /**
     * Classes of SQLSTATE that say nothing about the statement: connection, resources, operator intervention, system,
     * transaction rollback (deadlock, serialization).
     */
    private static final Set<String> NOT_THE_STATEMENT = Set.of("08", "40", "53", "57", "58");

    private final Mutiny.SessionFactory sessions;

    Database(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * Does {@code work} in one transaction and waits for it; what it throws has rolled everything back, but for a
     * TimeoutException, after which nobody knows.
     */
    public <T> T inTransaction(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return await(() -> sessions.withStatelessTransaction(work));
    }

    /**
     * The same with each statement a transaction of its own: for work that is one statement, since to begin and to commit
     * are two round trips more.
     */
    public <T> T withoutTransaction(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return await(() -> sessions.withStatelessSession(work));
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(
                    () -> work.get().ifNoItem().after(LONGEST).fail());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new DatabaseException(e);
        }
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public boolean answers() {
        try {
            VertxContextSupport.subscribeAndAwait(() -> sessions.withStatelessSession(
                            s -> s.createNativeQuery("select 1").getSingleResult())
                    .ifNoItem()
                    .after(PATIENCE)
                    .fail());
            return true;
        } catch (Throwable e) {
            LOG.debugf("the database does not answer cause=%s", e);
            return false;
        }
    }

    @Override
    public boolean isToBlameFor(Throwable failure) {
        return isNotTheStatements(sqlState(failure))
                || failure instanceof IOException
                || failure instanceof ClosedConnectionException
                || failure instanceof TimeoutException
                || failure instanceof io.smallrye.mutiny.TimeoutException // our own limit: not a kind of the other
                || failure instanceof RacedException;
    }

    /** As the driver gives it, or as Hibernate does, which puts an exception of its own kind in the driver's place. */
    private static @Nullable String sqlState(Throwable failure) {
        return switch (failure) {
            case PgException pg -> pg.getSqlState();
            case SQLException sql -> sql.getSQLState();
            default -> null;
        };
    }

    private static boolean isNotTheStatements(@Nullable String state) {
        return state != null && state.length() == 5 && NOT_THE_STATEMENT.contains(state.substring(0, 2));
    }
}
