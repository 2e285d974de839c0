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
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** The most devices that a list in an order without an index may have. */
    private static final int SORTED = 10_000;

    private final Database database;

    DeviceQueries(Database database) {
        this.database = database;
    }

    /** A device and its place. */
    record Placed(Place place, Device device) {}

    /** The first {@code limit} devices behind {@code after}, in order; throws ProblemException where that cannot be sorted. */
    List<Placed> list(DeviceFilter filter, DeviceOrder order, @Nullable Place after, int limit, Locale language) {
        if (after != null) {
            after.in(order);
        }
        var request = new Request(filter, order, after, limit);
        List<Object[]> rows =
                database.inTransaction(session -> order.indexed() ? request.inOrder(session) : request.sorted(session));
        var page = new TreeMap<Place, Placed>(Place.comparator(order)); // some may have been found both ways
        for (Object[] row : rows) {
            var placed = placed(new Columns(row), request, language);
            page.put(placed.place(), placed);
        }
        return page.values().stream().limit(limit).toList();
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
        Uni<List<Object[]>> inOrder(StatelessSession session) {
            var parts = filter.parts(order);
            return each(parts, part -> inOrder(session, part)).chain(found -> {
                var unfilled = IntStream.range(0, parts.size())
                        .filter(i -> filter.isSearchedIn(parts.get(i))
                                && found.get(i).size() < limit)
                        .mapToObj(i -> parts.get(i).whole())
                        .distinct()
                        .toList();
                return each(unfilled, part -> rows(session, all(part)))
                        .map(more -> Stream.concat(found.stream(), more.stream())
                                .flatMap(List::stream)
                                .toList());
            });
        }

        private static Uni<List<List<Object[]>>> each(
                List<DevicePart> parts, Function<? super DevicePart, Uni<? extends List<Object[]>>> question) {
            return Multi.createFrom()
                    .iterable(parts)
                    .onItem()
                    .transformToUniAndConcatenate(question)
                    .collect()
                    .asList();
        }

        private Uni<List<Object[]>> inOrder(StatelessSession session, DevicePart part) {
            String rows = part.rows() + filter.exact() + order.behind(part, after);
            String wanted = filter.isSearchedIn(part) ? near(part, rows, order) : " from " + rows;
            return rows(session, select(part) + wanted + ordered(part));
        }

        /**
         * All that is searched for, wherever it is in the order: found by other indexes, and only its places until it is
         * cut to a page, since a model may be that of many thousands.
         */
        private String all(DevicePart part) {
            String hits = "select d.ctid as spot, " + order.column(part) + " as value, d.device_id from " + part.rows()
                    + filter.exact() + order.behind(part, after) + filter.found(part);
            return "with hit as materialized (" + hits + "), page as materialized (select spot from hit order by value"
                    + order.direction() + ", device_id" + order.direction() + " limit :limit) " + select(part)
                    + " from page join " + part.table() + " d on d.ctid = page.spot" + order.orderBy(part);
        }

        /** Those searched for of the first rows in an order that has an index. */
        private String near(DevicePart part, String rows, DeviceOrder indexed) {
            return " from (select d.* from " + rows + indexed.orderBy(part) + " limit " + LOOKED_THROUGH
                    + ") d where true" + filter.searched(part);
        }

        /** All of it, to be sorted, where that is little enough. */
        Uni<List<Object[]>> sorted(StatelessSession session) {
            String all = filter.parts(order).stream().map(this::few).collect(Collectors.joining(" union all "));
            String direction = order.direction();
            String behind = after == null
                    ? ""
                    : " where (l.key collate \"C\", l.device_id) " + (order.descending() ? "<" : ">")
                            + " (cast(:key as text) collate \"C\", cast(:id as text)) or (l.key = cast(:key as text) and"
                            + " l.device_id = cast(:id as text) and l.kind > " + after.kind() + ")";
            String page = "with l as materialized (" + all + "), size as (select count(*) as n from l) "
                    + "select size.n, p.* from size left join lateral (select * from l" + behind
                    + " order by l.key collate \"C\"" + direction + ", l.device_id" + direction
                    + ", l.kind limit :limit) p on true";
            return rows(session, page).map(this::checked);
        }

        /** All that is wanted of a part, or as many as are too many. */
        private String few(DevicePart part) {
            String rows = part.rows() + filter.exact();
            String found = select(part) + " from " + rows + filter.found(part) + " limit " + (SORTED + 1);
            return filter.isShort()
                    ? "(" + select(part) + near(part, rows, DeviceOrder.steady()) + " union (" + found + "))"
                    : "(" + found + ")";
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
