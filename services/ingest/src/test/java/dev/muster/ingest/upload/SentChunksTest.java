package dev.muster.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SentChunksTest {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);
    private static final CompletableFuture<Void> FAILED =
            CompletableFuture.failedFuture(new IllegalStateException("no leader"));

    private final SentChunks sent = new SentChunks();

    @Test
    void countsWhatIsAcknowledged() {
        sent.add(1000, DONE);
        sent.add(3, DONE);

        sent.awaitAllBut(0);

        assertThat(sent.acknowledged()).isEqualTo(2);
        assertThat(sent.acknowledgedRows()).isEqualTo(1003);
    }

    @Test
    void leavesTheLastOnesOpen() {
        sent.add(1000, DONE);
        sent.add(1000, new CompletableFuture<>());
        sent.add(1000, new CompletableFuture<>());

        sent.awaitAllBut(2);

        assertThat(sent.acknowledged()).isEqualTo(1);
    }

    @Test
    void countsNothingBehindAChunkThatFailedHoweverOftenItIsAsked() {
        sent.add(1000, DONE);
        sent.add(1000, FAILED);
        sent.add(3, DONE);

        for (int time = 0; time < 3; time++) {
            assertThatThrownBy(() -> sent.awaitAllBut(0)).isInstanceOf(IllegalStateException.class);
        }

        assertThat(sent.acknowledged()).isEqualTo(1);
        assertThat(sent.acknowledgedRows()).isEqualTo(1000);
    }
}
