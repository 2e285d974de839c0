package dev.muster.trials.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.identity.DeviceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadedTest {
    @TempDir
    private Path directory;

    @Test
    void devicesOfAFileAreThoseOfItsColumns() throws IOException {
        var file = Files.writeString(
                directory.resolve("two.csv"),
                "Manufacturer,Model,Serial Number,Hardware Hash\nContoso,Model-1,SN-000123,T0E\nHP,X,5CG1,T0E\n");
        assertThat(Uploaded.devices(file))
                .containsExactlyInAnyOrder(DeviceId.of("Contoso", "SN-000123"), DeviceId.of("HP", "5CG1"));
    }

    @Test
    void eachFileOfALoadHasDevicesOfItsOwn() throws IOException {
        var load = new Load(directory);
        var first = Uploaded.devices(load.file(30));
        var second = Uploaded.devices(load.file(30));
        assertThat(first).hasSize(30).doesNotContainAnyElementsOf(second);
    }
}
