package dev.muster.claim;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table of devices, for reading one by hand; batches are written as sets by {@link LedgerStore}. */
@Entity
@Table(name = "device")
class DeviceEntity {

    @Id
    @Column(name = "device_id", updatable = false)
    UUID deviceId;

    @Column(nullable = false)
    long sequence;

    @Nullable
    String owner;

    protected DeviceEntity() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceEntity device && deviceId.equals(device.deviceId);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(deviceId);
    }
}
