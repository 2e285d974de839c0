package dev.muster.status.device;

import dev.muster.runtime.problem.ProblemException;
import dev.muster.status.Columns;
import dev.muster.storage.Database;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Reads the device list: what the organization owns, and what is pending or has failed and has a serial number, until
 * that serial number was submitted again. How each question is answered, and what it costs, is in docs/read-model.md.
 */
@ApplicationScoped
class DeviceQueries {

    /** How many rows are looked through in the order of the list before the other indexes are asked. */
    private static final int LOOKED_THROUGH = 3_000;

    /** The same where more are likely to be found further on: rows lie in the order of time, and cost more in another. */
    private static final int FURTHER_BY_TIME = 15_000;

    private static final int FURTHER_BY_SERIAL_NUMBER = 9_000;

    /** How many rows are looked through by time where no index helps; in the other order, as above. */
    private static final int WALKED_BY_TIME = 6_000;

    /** The most devices that a list in an order without an index may have. */
    private static final int SORTED = 10_000;

    private final Database database;

    DeviceQueries(Database database) {
        this.database = database;
    }

    /** A device and its place. */
    record Placed(Place place, Device device) {}

    /**
     * Devices of a list in their order.
     *
     * @param reached how far the list was looked through, where that was not to its end and fewer were found than asked for
     */
    record Found(List<Placed> devices, @Nullable Place reached) {}

    /** What was read: devices, and for parts that were not looked through to their end, the last row that was. */
    private record Rows(List<Object[]> devices, List<Object[]> ends) {
        static Rows of(List<Object[]> devices) {
            return new Rows(devices, List.of());
        }

        static Rows all(List<Rows> parts) {
            return new Rows(
                    parts.stream().flatMap(rows -> rows.devices.stream()).toList(),
                    parts.stream().flatMap(rows -> rows.ends.stream()).toList());
        }
    }

    /** The first {@code limit} devices behind {@code after}, in order; throws ProblemException where that cannot be sorted. */
    Found list(DeviceFilter filter, DeviceOrder order, @Nullable Place after, int limit, Locale language) {
        if (after != null) {
            after.in(order);
        }
        var request = new Request(filter, order, after, limit);
        Rows rows =
                database.inTransaction(session -> order.indexed() ? request.inOrder(session) : request.sorted(session));
        var byPlace = Place.comparator(order);
        Optional<Place> reached =
                rows.ends().stream().map(row -> place(new Columns(row), order)).min(byPlace);
        var page = new TreeMap<Place, Placed>(byPlace); // some may have been found both ways
        for (Object[] row : rows.devices()) {
            var placed = placed(new Columns(row), request, language);
            page.put(placed.place(), placed);
        }
        var devices = reached.map(end -> page.headMap(end, true)).orElse(page).values().stream()
                .limit(limit)
                .toList();
        return new Found(devices, devices.size() < limit ? reached.orElse(null) : null);
    }

    private static Place place(Columns c, DeviceOrder order) {
        String key = c.required();
        int kind = c.int4();
        return new Place(order.name(), key, c.required(), kind);
    }

    private static Placed placed(Columns c, Request request, Locale language) {
        String key = c.required();
        int kind = c.int4();
        Device device = DeviceRead.device(c, request.filter.tenant(), language, request.filter.now());
        return new Placed(new Place(request.order.name(), key, device.deviceId().toString(), kind), device);
    }

    /** One question for a page. */
    private record Request(
            DeviceFilter filter,
            DeviceOrder order,
            @Nullable Place after,
            int limit) {

        /** Enough of each part to fill the page. */
        Uni<Rows> inOrder(StatelessSession session) {
            var parts = filter.parts(order);
            if (filter.isSearchedIn(parts.getFirst())) {
                var wholes = parts.stream().map(DevicePart::whole).distinct().toList();
                return each(wholes, part -> searched(session, part));
            }
            return each(
                    parts,
                    part -> rows(session, select(part) + " from " + wanted(part) + ordered(part))
                            .map(Rows::of));
        }

        private static Uni<Rows> each(
                List<DevicePart> parts, Function<? super DevicePart, Uni<? extends Rows>> question) {
            return Multi.createFrom()
                    .iterable(parts)
                    .onItem()
                    .<Rows>transformToUniAndConcatenate(question)
                    .collect()
                    .asList()
                    .map(Rows::all);
        }

        /** The rows of a part, behind the page before where an index is in that order. */
        private String wanted(DevicePart part) {
            return part.rows() + filter.exact() + (order.indexed() ? order.behind(part, after) : "");
        }

        /** Those that are pending or have failed are few, and no index helps a search among them: they are read in order. */
        private Uni<Rows> searched(StatelessSession session, DevicePart part) {
            if (filter.isText() && part == DevicePart.OPEN) {
                String wanted = " from " + wanted(part) + filter.searched(part);
                return rows(session, select(part) + wanted + ordered(part)).map(Rows::of);
            }
            return filter.isShort()
                    ? walk(session, part)
                    : search(session, part, LOOKED_THROUGH).map(Rows::of);
        }

        /** What is frequent is found among the next rows, or a little further; what is rare, by other indexes. */
        private Uni<List<Object[]>> search(StatelessSession session, DevicePart part, int through) {
            int further = order.byTime() ? FURTHER_BY_TIME : FURTHER_BY_SERIAL_NUMBER;
            return rows(session, select(part) + near(part, order, through) + ordered(part))
                    .chain(found -> {
                        if (found.size() >= limit) {
                            return Uni.createFrom().item(found);
                        }
                        if (through < further && found.size() * (further / through) >= limit) {
                            return search(session, part, further);
                        }
                        return rows(session, all(part))
                                .map(more -> Stream.concat(found.stream(), more.stream())
                                        .toList());
                    });
        }

        /** No index finds one or two characters: the next rows are looked through, and the list goes on behind them. */
        private Uni<Rows> walk(StatelessSession session, DevicePart part) {
            int through = order.byTime() ? WALKED_BY_TIME : LOOKED_THROUGH;
            String last =
                    "select " + order.text(part) + " as key, " + part.kind() + " as kind, cast(d.device_id as text)"
                            + " from (" + next(order.column(part) + ", d.device_id", part, order, through) + ") d"
                            + order.orderBy(part) + " offset " + (through - 1);
            return rows(session, select(part) + near(part, order, through) + ordered(part))
                    .chain(found -> found.size() >= limit
                            ? Uni.createFrom().item(Rows.of(found))
                            : rows(session, last).map(end -> new Rows(found, end)));
        }

        /**
         * All that is searched for, wherever it is in the order: found by other indexes, and only its places until it is
         * cut to a page, since a model may be that of many thousands.
         */
        private String all(DevicePart part) {
            String hits = "select d.ctid as spot, " + order.column(part) + " as value, d.device_id from " + wanted(part)
                    + filter.searched(part);
            return "with hit as materialized (" + hits + "), page as materialized (select spot from hit order by value"
                    + order.direction() + ", device_id" + order.direction() + " limit :limit) " + select(part)
                    + " from page join " + part.table() + " d on d.ctid = page.spot" + order.orderBy(part);
        }

        /** Those searched for of the first rows in an order that has an index. */
        private String near(DevicePart part, DeviceOrder indexed, int through) {
            return " from (" + next("d.*", part, indexed, through) + ") d where true" + filter.searched(part);
        }

        /** The first rows of a part in an order that has an index: of owned devices by time, two. */
        private String next(String columns, DevicePart part, DeviceOrder indexed, int through) {
            String limited = " limit " + through;
            String next = filter.parts(indexed).stream()
                    .filter(one -> one.whole() == part)
                    .map(one -> "(select " + columns + " from " + wanted(one) + indexed.orderBy(one) + limited + ")")
                    .collect(Collectors.joining(" union all "));
            return "select " + columns + " from (" + next + ") d" + indexed.orderBy(part) + limited;
        }

        /** All of it, to be sorted, where that is little enough. */
        Uni<Rows> sorted(StatelessSession session) {
            String all = filter.parts(order).stream().map(this::few).collect(Collectors.joining(" union all "));
            String sized = filter.isShort()
                    ? filter.parts(order).stream()
                            .map(part -> "(select 1 from " + wanted(part) + " limit " + (SORTED + 1) + ")")
                            .collect(Collectors.joining(" union all "))
                    : "select 1 from l";
            String direction = order.direction();
            String behind = after == null
                    ? ""
                    : " where (l.key collate \"C\", l.device_id) " + (order.descending() ? "<" : ">")
                            + " (cast(:key as text) collate \"C\", cast(:id as text)) or (l.key = cast(:key as text) and"
                            + " l.device_id = cast(:id as text) and l.kind > " + after.kind() + ")";
            String page = "with l as materialized (" + all + "), size as (select count(*) as n from (" + sized
                    + ") s) "
                    + "select size.n, p.* from size left join lateral (select * from l" + behind
                    + " order by l.key collate \"C\"" + direction + ", l.device_id" + direction
                    + ", l.kind limit :limit) p on true";
            return rows(session, page).map(this::checked).map(Rows::of);
        }

        /** All that is wanted of a part, or as many as are too many; of those to be looked through, as many at most. */
        private String few(DevicePart part) {
            String limited = " limit " + (SORTED + 1);
            String rows =
                    filter.isShort() ? "(select d.* from " + wanted(part) + limited + ") d where true" : wanted(part);
            return "(" + select(part) + " from " + rows + filter.searched(part) + limited + ")";
        }

        private List<Object[]> checked(List<Object[]> rows) {
            if (((Number) rows.getFirst()[0]).longValue() > SORTED) {
                throw ProblemException.invalidParameter("sort=" + order.name() + " is possible for at most " + SORTED
                        + " devices; narrow the list down, or sort by registered-at or serial-number.");
            }
            return rows.stream()
                    .filter(row -> row[1] != null)
                    .map(row -> Arrays.copyOfRange(row, 1, row.length))
                    .toList();
        }

        private String select(DevicePart part) {
            return "select " + order.text(part) + " as key, " + part.kind() + " as kind, " + part.columns();
        }

        private String ordered(DevicePart part) {
            return order.orderBy(part) + " limit :limit";
        }

        private Uni<List<Object[]>> rows(StatelessSession session, String sql) {
            var query = session.createNativeQuery(sql, Object[].class);
            parameters().forEach((name, value) -> {
                if (sql.contains(":" + name)) {
                    query.setParameter(name, value);
                }
            });
            return query.getResultList();
        }

        private Map<String, Object> parameters() {
            var parameters = filter.parameters();
            parameters.put("limit", limit);
            if (after != null) {
                parameters.put("key", after.key());
                parameters.put("id", after.id());
            }
            return parameters;
        }
    }
}
