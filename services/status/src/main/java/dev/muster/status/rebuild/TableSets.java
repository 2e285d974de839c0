package dev.muster.status.rebuild;

import dev.muster.status.projection.Expiry;
import dev.muster.status.rebuild.Differences.Sum;
import dev.muster.status.store.TableSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The sets of tables as wholes: made, indexed, summed up, switched, dropped. */
@ApplicationScoped
class TableSets {

    /** Shorter than the time after which PostgreSQL looks for a deadlock: so it is never a reader that is given up. */
    private static final String LOCK_TIMEOUT = "set local lock_timeout = '500ms'";

    /** After this the database itself gives the tables free, whatever has become of the process that holds them. */
    private static final String IDLE_TIMEOUT = "set local idle_in_transaction_session_timeout = '10s'";

    /**
     * What the topics determine of each organization: how many rows, and a number that is another one where a row is.
     * Left out is what leaves the topics before it leaves the tables: pending rows, check-ins, users, who asked for a
     * release. Expired uploads and releases are left out too.
     */
    private static final String SUMS = """
            select 'device ' || tenant, count(*), sum(hashtextextended(cast(row(device_id, sequence, owned, claimed,
              registration_id, file, row, manufacturer, model, serial_number, group_tag, order_id, purchase_id,
              registered_at, registered_by, partner, warnings) as text), 0)) from device where sequence > 0 group by tenant
            union all
            select 'former claim ' || tenant, count(*), sum(hashtextextended(cast(row(device_id, sequence,
              registration_id, file, row, order_id, purchase_id, registered_at, registered_by, partner) as text), 0))
            from former_claim group by tenant
            union all
            select 'submission ' || tenant, count(*), sum(hashtextextended(cast(row(registration_id, file, row, device_id,
              outcome, decided_at, code, failed, case when outcome > 1 then row(manufacturer, model, serial_number,
              group_tag, order_id, purchase_id, submitted_at, submitted_by, partner) end) as text), 0))
            from submission where outcome > 0 and registration_id >= ? group by tenant
            union all
            select 'registration ' || tenant, count(*), sum(hashtextextended(cast(row(registration_id, opened,
              interrupted_attempt, closed, decided_at) as text), 0))
            from registration where registration_id >= ? group by tenant
            union all
            select 'count ' || r.tenant, count(*), sum(hashtextextended(cast(row(registration_id, outcome, n) as text), 0))
            from tally join registration r using (registration_id)
            where registration_id >= ? and outcome <> 'pending' and n <> 0 group by r.tenant
            union all
            select 'release ' || tenant, count(*), sum(hashtextextended(cast(row(release_id, device_id, state,
              decided_at) as text), 0))
            from release where state = 'released' or state = 'refused' and decided_at >= to_timestamp(?) group by tenant
            union all
            select 'owned ' || tenant, sum(n), 0 from seen_day group by tenant having sum(n) <> 0""";

    private static final String SHAPE = """
            select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = (select oid from pg_namespace where nspname = ?) and c.relkind = 'r'
              and c.relname = any(string_to_array(?, ' ')) and a.attnum > 0 and not a.attisdropped order by 1""";

    private static final String KEYS = """
            select conname, pg_get_constraintdef(oid) from pg_constraint
            where conrelid = cast(? as regclass) and contype = 'p'""";

    private static final String OPTIONS = """
            select array_to_string(reloptions, ', '), '' from pg_class
            where oid = cast(? as regclass) and reloptions is not null""";

    /** Columns of which no statistics are kept. */
    private static final String UNMEASURED = """
            select attname, '' from pg_attribute
            where attrelid = cast(? as regclass) and attnum > 0 and not attisdropped and attstattarget = 0""";

    private static final String INDEXES = """
            select c.relname, pg_get_indexdef(c.oid) from pg_index i join pg_class c on c.oid = i.indexrelid
            where i.indrelid = cast(? as regclass) and not i.indisprimary order by 1""";

    private final Sql sql;

    TableSets(Sql sql) {
        this.sql = sql;
    }

    /** Whether {@code set} is there, with the shape of the tables that serve. */
    boolean isThere(TableSet set) throws SQLException {
        return sql.inTransaction(connection -> shape(connection, set).equals(shape(connection, TableSet.SERVING)));
    }

    private static List<List<String>> shape(Connection connection, TableSet set) throws SQLException {
        return Sql.rows(connection, SHAPE, schema(connection, set), String.join(" ", TableSet.TABLES));
    }

    /** Makes the next set, empty, with its keys and without other indexes. */
    void create() throws SQLException {
        sql.change(connection -> {
            for (String table : TableSet.TABLES) {
                String serving = name(connection, TableSet.SERVING, table);
                String next = name(connection, TableSet.NEXT, table);
                Sql.run(connection, "create table " + next + " (like " + serving + " including all excluding indexes)");
                for (var key : Sql.pairs(connection, KEYS, serving).entrySet()) {
                    Sql.run(
                            connection,
                            "alter table " + next + " add constraint " + key.getKey() + " " + key.getValue());
                }
                for (String options : Sql.pairs(connection, OPTIONS, serving).keySet()) {
                    Sql.run(connection, "alter table " + next + " set (" + options + ")");
                }
                for (String column : Sql.pairs(connection, UNMEASURED, serving).keySet()) {
                    Sql.run(connection, "alter table " + next + " alter column " + column + " set statistics 0");
                }
            }
        });
    }

    /** Gives {@code set} the indexes that the serving one has, where it lacks them, one by one. */
    void index(TableSet set) throws SQLException {
        for (String table : TableSet.TABLES) {
            String serving = sql.inTransaction(connection -> name(connection, TableSet.SERVING, table));
            String built = sql.inTransaction(connection -> name(connection, set, table));
            for (var index : sql.rows(INDEXES, serving)) {
                String made = index.get(1)
                        .replaceFirst(" ON " + serving + " ", " ON " + built + " ")
                        .replaceFirst("INDEX ", "INDEX if not exists ");
                sql.change(connection -> Sql.run(connection, made));
            }
            sql.change(connection -> Sql.run(connection, "analyze " + built));
        }
    }

    /** How far the tables of a set have been filled. */
    Map<TopicPartition, Long> positions(TableSet set) throws SQLException {
        return sql.inTransaction(connection -> positions(connection, set));
    }

    private static Map<TopicPartition, Long> positions(Connection connection, TableSet set) throws SQLException {
        return Sql.rows(connection, "select topic, partition, next_offset from " + name(connection, set, "position"))
                .stream()
                .collect(Collectors.toMap(
                        row -> new TopicPartition(row.get(0), Integer.parseInt(row.get(1))),
                        row -> Long.valueOf(row.get(2))));
    }

    /** What a set of tables holds, and how far it was filled, both at one moment. */
    record Content(Map<TopicPartition, Long> positions, Map<String, Sum> sums) {}

    Content content(TableSet set, Expiry expiry) throws SQLException {
        return sql.inTransaction(connection -> {
            Sql.run(connection, "set transaction isolation level repeatable read");
            var positions = positions(connection, set);
            Sql.run(connection, "set local search_path = " + schema(connection, set));
            var kept = expiry.firstKept();
            var sums = new HashMap<String, Sum>();
            Sql.rows(connection, SUMS, kept, kept, kept, expiry.before().getEpochSecond())
                    .forEach(row -> sums.put(row.get(0), new Sum(Long.parseLong(row.get(1)), row.get(2))));
            return new Content(positions, sums);
        });
    }

    /** What brings a set to where the serving one is, while nothing can be written there. */
    interface Last {
        void readTo(Map<TopicPartition, Long> positions);
    }

    /**
     * Lets {@code set} serve and keeps the serving one as the former, in one transaction, with {@code last} before and
     * {@code end} at its end. Who writes waits for all of it, who reads only for the moves. Throws SQLException, with
     * nothing changed, where somebody holds a table for too long, or {@code last} takes too long.
     */
    void change(TableSet set, Last last, Sql.Change end) throws SQLException {
        sql.change(connection -> {
            var names = new HashMap<String, String>();
            for (String table : TableSet.TABLES) {
                names.put(table, name(connection, TableSet.SERVING, table));
            }
            String all = TableSet.TABLES.stream().map(names::get).collect(Collectors.joining(", "));
            Sql.run(connection, LOCK_TIMEOUT);
            Sql.run(connection, IDLE_TIMEOUT);
            Sql.run(connection, "lock table " + all + " in exclusive mode");
            last.readTo(positions(connection, TableSet.SERVING));
            Sql.run(connection, "lock table " + all + " in access exclusive mode");
            if (set == TableSet.NEXT) {
                drop(connection, TableSet.FORMER);
                move(connection, TableSet.SERVING, TableSet.FORMER);
                move(connection, TableSet.NEXT, TableSet.SERVING);
            } else {
                drop(connection, TableSet.NEXT);
                move(connection, TableSet.SERVING, TableSet.NEXT);
                move(connection, TableSet.FORMER, TableSet.SERVING);
                move(connection, TableSet.NEXT, TableSet.FORMER);
            }
            end.on(connection);
        });
    }

    /** Drops the tables of {@code set}, as far as they are there. */
    void drop(Connection connection, TableSet set) throws SQLException {
        for (String table : TableSet.TABLES) {
            Sql.run(connection, "drop table if exists " + name(connection, set, table));
        }
    }

    private static void move(Connection connection, TableSet from, TableSet to) throws SQLException {
        for (String table : TableSet.TABLES) {
            Sql.run(
                    connection,
                    "alter table " + name(connection, from, table) + " set schema " + schema(connection, to));
        }
    }

    private static String name(Connection connection, TableSet set, String table) throws SQLException {
        return schema(connection, set) + "." + table;
    }

    private static String schema(Connection connection, TableSet set) throws SQLException {
        return set.schema(
                Sql.rows(connection, "select current_schema()").getFirst().getFirst());
    }
}
