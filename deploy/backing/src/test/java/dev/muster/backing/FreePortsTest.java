package dev.muster.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void areNeverGivenTwice() {
        assertThat(Stream.generate(FreePorts::any).limit(1_000)).doesNotHaveDuplicates();
    }

    @Test
    void doNotIncludeOneThatIsListenedOn() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
            assertThat(FreePorts.answers(taken.getLocalPort())).isTrue();
        }
    }
}
