package dev.muster.status.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.UUID;

/** A row of the table of uploads, for reading one by hand; batches are written as sets by {@link ReadModelStore}. */
@Entity
@Table(name = "registration")
class RegistrationEntity {

    @Id
    @Column(name = "registration_id", updatable = false)
    UUID registrationId;

    @Column(nullable = false)
    String tenant;

    protected RegistrationEntity() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof RegistrationEntity registration && registrationId.equals(registration.registrationId);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(registrationId);
    }
}
