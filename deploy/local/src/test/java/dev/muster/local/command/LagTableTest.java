package dev.muster.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagTableTest {
    @Test
    void sumsThePartitionsOfATopicUp() throws Exception {
        var report = new ObjectMapper().readTree("""
                {"at":"2026-01-31T08:00:00Z","groups":[
                 {"group":"muster.claim","state":"STALLED","paused":true,"partitions":[
                  {"topic":"t","partition":0,"lag":1500,"lagSeconds":2.5,"rateIn":1.0,"rateOut":3.0,"state":"OK"},
                  {"topic":"t","partition":1,"lag":500,"lagSeconds":90.0,"rateIn":1.0,"rateOut":3.0,"state":"WARN"},
                  {"topic":"u","partition":0,"lag":7,"rateIn":1.0,"rateOut":0.0,"state":"STALLED"}]},
                 {"group":"muster.status","state":"OK","paused":false,"partitions":[]}]}""");
        assertThat(LagTable.of(report).lines().stream().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "group topic records age in/s out/s drained in state",
                        "muster.claim (paused) t 2,000 90.0 s 2.0 6.0 8 min WARN",
                        "muster.claim (paused) u 7 - 1.0 0.0 never STALLED",
                        "muster.status - - - - - - has read nothing yet");
    }

    @Test
    void saysOfAGroupThatTheBrokerSaysNothingOfSinceWhen() throws Exception {
        var report = new ObjectMapper().readTree("""
                {"at":"2026-01-31T08:00:00Z","groups":[
                 {"group":"muster.claim","asOf":"2026-01-31T07:59:00Z","partitions":[
                  {"topic":"t","partition":0,"lag":7,"lagSeconds":2.5,"rateIn":0.0,"rateOut":0.0,"state":"OK"}]},
                 {"group":"muster.status","partitions":[]}]}""");
        assertThat(LagTable.of(report).lines().stream().map(line -> line.replaceAll(" +", " ")))
                .endsWith(
                        "muster.claim t 7 2.5 s 0.0 0.0 never unknown since 2026-01-31T07:59:00Z",
                        "muster.status - - - - - - unknown");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 s", "119.94, 119.9 s", "120, 2 min", "7199, 120 min", "7200, 2.0 h", "90000, 25.0 h"})
    void saysAnAgeInTheUnitThatIsReadEasily(double seconds, String words) {
        assertThat(LagTable.age(seconds)).isEqualTo(words);
    }
}
