package dev.muster.status.store;

import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The three statements of a table that merges, made from its columns. Their parameters are the arrays of the columns, in
 * order.
 *
 * @param name of the table
 * @param keys how many of the columns, from the first, are its key
 */
record TableSql(String name, int keys, List<Column> columns) {

    enum Type {
        UUID("cast(?%d as uuid[])", "cast(%s as text)", "%s"),
        TEXT("cast(?%d as text[])", "%s", "%s"),
        INT4("cast(?%d as int4[])", "%s", "%s"),
        INT8("cast(?%d as int8[])", "%s", "%s"),
        BOOL("cast(?%d as int4[])", "%s", "%s = 1"),
        INT4S("cast(?%d as text[])", "cast(null as text)", "cast(%s as int4[])"), // written, never read back
        TIME(
                "cast(?%d as int8[])",
                "cast(extract(epoch from %s) * 1000 as int8)", "timestamptz 'epoch' + %s * interval '1 millisecond'");

        private final String parameter;
        private final String out;
        private final String in;

        Type(String parameter, String out, String in) {
            this.parameter = parameter;
            this.out = out;
            this.in = in;
        }
    }

    record Column(String name, Type type) {}

    /** A table from columns written as {@code name type}. */
    static TableSql of(String name, int keys, String... columns) {
        return new TableSql(
                name,
                keys,
                Stream.of(columns)
                        .map(column -> column.split(" ", 2))
                        .map(parts -> new Column(parts[0], Type.valueOf(parts[1])))
                        .toList());
    }

    /**
     * Reads the rows of a set of keys under lock, in the order of the keys. Each key is looked up by itself: how a join
     * of the two sets is done is left to statistics, of which a new table has none.
     */
    String lock() {
        return "select " + joined(columns, c -> c.type.out.formatted("t." + c.name)) + " from " + unnest("k", key())
                + " cross join lateral (select * from " + name + " where "
                + joined(key(), c -> name + "." + c.name + " = k." + c.name, " and ") + " for update) t";
    }

    /** Writes new rows, doing nothing about those that are there. */
    String insertMissing() {
        return insert() + " on conflict (" + names(key()) + ") do nothing";
    }

    /** Writes new rows. */
    String insert() {
        return insert(columns);
    }

    /** Writes new rows of which only some columns, by their place from 0, have a value: the others cost nothing then. */
    String insert(BitSet filled) {
        return insert(filled.stream().mapToObj(columns::get).toList());
    }

    private String insert(List<Column> written) {
        return "insert into " + name + " (" + names(written) + ") select "
                + joined(written, c -> c.type.in.formatted(c.name)) + " from " + unnest("n", written);
    }

    /** Writes rows over those that are there. */
    String update() {
        return "update " + name + " t set "
                + joined(
                        columns.subList(keys, columns.size()), c -> c.name + " = " + c.type.in.formatted("n." + c.name))
                + " from " + unnest("n", columns) + " where "
                + joined(key(), c -> "t." + c.name + " = n." + c.name, " and ");
    }

    private List<Column> key() {
        return columns.subList(0, keys);
    }

    /** Rows from arrays, side by side: as a list of {@code select}, a quarter of what a list of {@code from} costs. */
    private static String unnest(String alias, List<Column> columns) {
        return "(select "
                + IntStream.range(0, columns.size())
                        .mapToObj(i -> "unnest(" + columns.get(i).type.parameter.formatted(i + 1) + ") as "
                                + columns.get(i).name)
                        .collect(Collectors.joining(", "))
                + ") as " + alias;
    }

    private static String names(List<Column> columns) {
        return joined(columns, Column::name);
    }

    private static String joined(List<Column> columns, Function<Column, String> part) {
        return joined(columns, part, ", ");
    }

    private static String joined(List<Column> columns, Function<Column, String> part, String between) {
        return columns.stream().map(part).collect(Collectors.joining(between));
    }
}
