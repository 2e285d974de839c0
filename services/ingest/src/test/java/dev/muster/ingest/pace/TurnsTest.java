package dev.muster.ingest.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();
    private final List<String> went = new ArrayList<>();

    @Test
    void comeToTenantsOneAfterTheOtherHoweverManyUploadsTheyHave() {
        for (int i = 0; i < 3; i++) {
            enter("a", 10);
        }
        enter("b", 10);
        enter("c", 10);
        turns.grant(50);
        assertThat(went).containsExactly("a", "b", "c", "a", "a");
        assertThat(turns.isEmpty()).isTrue();
    }

    @Test
    void areGivenWhileThereIsSomethingToGive() {
        for (int i = 0; i < 5; i++) {
            enter("a", 10);
        }
        turns.grant(1);
        assertThat(went).as("a chunk goes whole").hasSize(1);
        assertThat(turns.granted()).isEqualTo(10);
        turns.grant(11);
        assertThat(went).hasSize(3);
        turns.grant(0);
        assertThat(went).hasSize(3);
    }

    @Test
    void comeAtOnceWhileThereIsSomethingLeft() {
        turns.grant(11);
        enter("a", 10);
        enter("a", 10);
        enter("a", 10);
        assertThat(went).hasSize(2);
    }

    @Test
    void areNotSavedUp() {
        turns.grant(1_000_000);
        turns.grant(1);
        enter("a", 10);
        enter("a", 10);
        assertThat(went).hasSize(1);
    }

    @Test
    void comeToAllAtOnceWhereThePaceIsNotKnown() {
        enter("a", 10);
        enter("a", 10);
        enter("b", 10);
        turns.grantAll();
        assertThat(went).hasSize(3);
        assertThat(turns.isEmpty()).isTrue();
    }

    private void enter(String tenant, int rows) {
        var unused = turns.enter(tenant, rows).thenRun(() -> went.add(tenant));
    }
}
