package dev.muster.ingest.csv;

import java.io.ByteArrayInputStream;

/** Bytes that come as they do over a slow line: a few at a time. */
final class Drip extends ByteArrayInputStream {

    private final int most;

    Drip(byte[] bytes, int most) {
        super(bytes);
        this.most = most;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, most));
    }
}
