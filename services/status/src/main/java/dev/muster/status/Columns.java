package dev.muster.status;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the columns of one row of a native query, one after the other. Ids come as text, times as milliseconds. */
public final class Columns {

    private final Object[] row;
    private int at;

    public Columns(Object[] row) {
        this.row = row;
    }

    /** Passes one column over. */
    public void skip() {
        at++;
    }

    /** Passes several columns over. */
    public void skip(int columns) {
        at += columns;
    }

    public @Nullable String text() {
        return (String) row[at++];
    }

    /** The text of a column that is never null. */
    public String required() {
        String value = text();
        if (value == null) {
            throw new IllegalStateException("column " + at + " is null");
        }
        return value;
    }

    public UUID uuid() {
        return UUID.fromString(required());
    }

    public @Nullable UUID uuidOrNull() {
        String value = text();
        return value == null ? null : UUID.fromString(value);
    }

    public int int4() {
        return ((Number) row[at++]).intValue();
    }

    public @Nullable Integer int4OrNull() {
        Number value = (Number) row[at++];
        return value == null ? null : value.intValue();
    }

    public long int8() {
        return ((Number) row[at++]).longValue();
    }

    public @Nullable Long int8OrNull() {
        Number value = (Number) row[at++];
        return value == null ? null : value.longValue();
    }

    public boolean bool() {
        return (Boolean) row[at++];
    }

    public Instant time() {
        return Instant.ofEpochMilli(int8());
    }

    public @Nullable Instant timeOrNull() {
        Long millis = int8OrNull();
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
