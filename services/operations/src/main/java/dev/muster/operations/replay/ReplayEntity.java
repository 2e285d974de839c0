package dev.muster.operations.replay;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.UUID;

/** A row of the table of replays, for reading one by hand; {@link ReplayStore} works with sets. */
@Entity
@Table(name = "replay")
class ReplayEntity {

    @Id
    @Column(updatable = false)
    UUID id;

    @Column(nullable = false)
    String state;

    protected ReplayEntity() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof ReplayEntity replay && id.equals(replay.id);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(id);
    }
}
