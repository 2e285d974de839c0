package dev.muster.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingest.SmallLimits;
import dev.muster.storage.Database;
import dev.muster.testing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is remembered of an upload, and for how long. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(SmallLimits.class)
class ForgettingTest {

    @Inject
    UploadStore store;

    @Inject
    Database database;

    @Test
    void keepsAKeyForSevenDays() {
        var young = closed(Kind.REGISTRATION, "young", 6);
        var old = closed(Kind.REGISTRATION, "old", 8);
        store.forgetOld();
        assertThat(store.find(Kind.REGISTRATION, young, "contoso")).isNotNull();
        assertThat(store.find(Kind.REGISTRATION, old, "contoso")).isNull();
        assertThat(open(Kind.REGISTRATION, "young")).isInstanceOf(Opening.Answered.class);
        assertThat(open(Kind.REGISTRATION, "old")).isInstanceOf(Opening.Begun.class);
    }

    @Test
    void answersForAManifestForNinetyDaysThoughItsKeyIsForgotten() {
        var manifest = closed(Kind.MANIFEST, "manifest", 89);
        var gone = closed(Kind.MANIFEST, "gone", 91);
        store.forgetOld();
        assertThat(store.find(Kind.MANIFEST, manifest, "contoso")).isNotNull();
        assertThat(store.find(Kind.MANIFEST, gone, "contoso")).isNull();
        assertThat(open(Kind.MANIFEST, "manifest")).isInstanceOf(Opening.Begun.class);
    }

    private Opening open(Kind kind, String key) {
        var opening = store.open(kind, Samples.request("forget-" + key, null, null));
        if (opening instanceof Opening.Begun begun) {
            close(begun.upload());
        }
        return opening;
    }

    /** An upload that was read to its end so many days ago. */
    private UUID closed(Kind kind, String key, int days) {
        var upload = ((Opening.Begun) store.open(kind, Samples.request("forget-" + key, null, null))).upload();
        close(upload);
        database.inTransaction(session -> session.createNativeQuery(
                        "update upload set submitted_at = now() - ?2 * interval '1 day' where id = ?1")
                .setParameter(1, upload.id())
                .setParameter(2, days)
                .executeUpdate());
        return upload.id();
    }

    private void close(Upload upload) {
        store.close(upload, "digest", new UploadAnswer(upload.id(), 1, 1, 0, List.of()));
    }
}
