package dev.muster.status.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class TableSqlTest {

    private static final TableSql SQL =
            TableSql.of("thing", 2, "tenant TEXT", "id UUID", "rank INT4", "n INT8", "seen_at TIME", "mine BOOL");

    @Test
    void readsTheRowsOfItsKeysLockedInTheirOrder() {
        assertThat(SQL.lock())
                .isEqualTo("select t.tenant, cast(t.id as text), t.rank, t.n,"
                        + " cast(extract(epoch from t.seen_at) * 1000 as int8), t.mine"
                        + " from (select unnest(cast(?1 as text[])) as tenant, unnest(cast(?2 as uuid[])) as id) as k"
                        + " cross join lateral (select * from thing where thing.tenant = k.tenant and thing.id = k.id"
                        + " for update) t");
    }

    @Test
    void insertsAllOrOnlyWhatIsNotThere() {
        String insert = "insert into thing (tenant, id, rank, n, seen_at, mine)"
                + " select tenant, id, rank, n, timestamptz 'epoch' + seen_at * interval '1 millisecond',"
                + " mine = 1 from (select unnest(cast(?1 as text[])) as tenant, unnest(cast(?2 as uuid[])) as id,"
                + " unnest(cast(?3 as int4[])) as rank, unnest(cast(?4 as int8[])) as n,"
                + " unnest(cast(?5 as int8[])) as seen_at, unnest(cast(?6 as int4[])) as mine)"
                + " as n";
        assertThat(SQL.insert()).isEqualTo(insert);
        assertThat(SQL.insertMissing()).isEqualTo(insert + " on conflict (tenant, id) do nothing");
    }

    @Test
    void leavesColumnsWithoutAnyValueOut() {
        var filled = BitSet.valueOf(new long[] {0b010011});
        assertThat(SQL.insert(filled))
                .isEqualTo("insert into thing (tenant, id, seen_at) select tenant, id,"
                        + " timestamptz 'epoch' + seen_at * interval '1 millisecond'"
                        + " from (select unnest(cast(?1 as text[])) as tenant, unnest(cast(?2 as uuid[])) as id,"
                        + " unnest(cast(?3 as int8[])) as seen_at) as n");
    }

    @Test
    void writesOverWhatIsThereButItsKey() {
        assertThat(SQL.update())
                .startsWith("update thing t set rank = n.rank, n = n.n,"
                        + " seen_at = timestamptz 'epoch' + n.seen_at * interval '1 millisecond', mine = n.mine = 1"
                        + " from (select unnest(")
                .endsWith(" where t.tenant = n.tenant and t.id = n.id");
    }

    @Test
    void knowsNoOtherTypes() {
        assertThatIllegalArgumentException().isThrownBy(() -> TableSql.of("thing", 1, "id SERIAL"));
    }
}
