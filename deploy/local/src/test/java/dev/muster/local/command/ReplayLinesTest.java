package dev.muster.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ReplayLinesTest {
    @Test
    void sayHowFarItIsAndWhatWasNotSent() throws Exception {
        var replay = new ObjectMapper().readTree("""
                {"id":"r","state":"running","total":9,
                 "counts":{"sent":1,"succeeded":2,"came-back":1,"waiting":2,"refused":1,"left-out":2},
                 "leftOut":{"under-way":1,"source-unknown":1}}""");

        assertThat(ReplayLines.line(replay))
                .isEqualTo("running: 4 of 9 sent, 2 succeeded, 1 came back, 1 refused, 2 left out (replay r)");
        assertThat(ReplayLines.settled(replay)).isFalse();
        assertThat(ReplayLines.leftOut(replay))
                .containsExactly("  left out, under-way: 1", "  left out, source-unknown: 1");
    }

    @Test
    void sayNothingOfWhatThereIsNot() throws Exception {
        var replay = new ObjectMapper().readTree("{\"id\":\"r\",\"state\":\"completed\",\"total\":0,\"counts\":{}}");

        assertThat(ReplayLines.line(replay)).isEqualTo("completed: 0 of 0 sent (replay r)");
        assertThat(ReplayLines.settled(replay)).isTrue();
        assertThat(ReplayLines.leftOut(replay)).isEmpty();
    }
}
