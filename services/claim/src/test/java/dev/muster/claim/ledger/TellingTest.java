package dev.muster.claim.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceReleaseRefused;
import dev.muster.model.event.DeviceReleased;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.EventJson;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TellingTest {

    private static final UUID DEVICE = UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708");
    private static final UUID RELEASE = UUID.fromString("0192f3b0-0000-7000-8000-000000000001");
    private static final SubmissionId ROW =
            new SubmissionId(UUID.fromString("0192f3a4-5b6c-7d8e-9f01-23456789abcd"), 1, 17);
    private static final Instant DECIDED = Instant.parse("2026-01-31T08:00:01.234Z");
    private static final DeviceValidated VALIDATED = Asks.hashed("contoso", ROW, DEVICE);

    @Test
    void tellsThatADeviceIsClaimed() {
        assertThat(Telling.of(new Ask.Claim(VALIDATED), decided(ROW, Outcome.CLAIMED, null)))
                .isEqualTo(new DeviceClaimed(
                        ROW,
                        "contoso",
                        null,
                        DEVICE,
                        5,
                        "Contoso",
                        "Model-1",
                        "SN-000123",
                        DECIDED,
                        ROW.registration(),
                        "PO-1",
                        null,
                        "Kiosk",
                        Asks.SUBMITTED,
                        "user-7",
                        VALIDATED.warnings()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"DEVICE_NOT_FOUND", "DUPLICATE_IN_UPLOAD", "DEVICE_ALREADY_REGISTERED", "CLAIMED_BY_ANOTHER"})
    void tellsWhyADeviceIsNot(Outcome outcome) {
        FailureCode code = outcome.failure();

        assertThat(Telling.of(new Ask.Claim(VALIDATED), decided(ROW, outcome, "first on line 9")))
                .isEqualTo(new DeviceRejected(
                        ROW,
                        "contoso",
                        null,
                        DEVICE,
                        DeviceRejected.By.CLAIM,
                        code,
                        List.of(new Finding(code, "first on line 9")),
                        null,
                        5L,
                        "Contoso",
                        "Model-1",
                        "SN-000123",
                        "Kiosk",
                        "ann@contoso.example",
                        "PO-1",
                        null,
                        Asks.SUBMITTED,
                        "user-7",
                        DECIDED,
                        VALIDATED.warnings(),
                        VALIDATED.columns(),
                        null));
    }

    @Test
    void tellsThatADeviceIsReleased() {
        assertThat(Telling.of(release(), decided(release().cause(), Outcome.RELEASED, null)))
                .isEqualTo(new DeviceReleased(RELEASE, "contoso", null, DEVICE, 5, DECIDED));
    }

    @Test
    void tellsOneCodeWhyADeviceIsNotReleased() {
        assertThat(Telling.of(release(), decided(release().cause(), Outcome.RELEASE_REFUSED, null)))
                .isEqualTo(new DeviceReleaseRefused(RELEASE, "contoso", null, DEVICE, 5, "not-yours", DECIDED));
    }

    @Test
    void namesNobodyElseToWhomeverIsRefused() {
        var owned = new Ownership(DEVICE, 4, "fabrikam", new SubmissionId(RELEASE, 1, 2), true);
        var free = Ownership.unknown(DEVICE);
        var sold = Catalogue.EMPTY.with(Declaration.of(Asks.shipped("oem", 1, DEVICE, "fabrikam")));
        for (Ask ask : List.of(new Ask.Claim(VALIDATED), release())) {
            assertThat(told(ask, owned, Catalogue.EMPTY))
                    .isEqualTo(told(ask, owned, sold))
                    .contains("contoso")
                    .doesNotContain("fabrikam", "oem");
        }
        assertThat(told(new Ask.Claim(VALIDATED), free, sold))
                .as("bought by another, which says no more than owned by another")
                .isEqualTo(told(new Ask.Claim(VALIDATED), owned, sold).replace("\"sequence\":5", "\"sequence\":1"))
                .contains("device-claimed-by-another-organization");
    }

    @Test
    void asksNothingWhereTheEventIsAnothers() {
        var event = new DeviceReleased(RELEASE, "contoso", null, DEVICE, 5, DECIDED);

        assertThatThrownBy(() -> Ask.of(event)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Ask.of(VALIDATED)).isEqualTo(new Ask.Claim(VALIDATED));
        assertThat(Ask.of(Asks.release("contoso", RELEASE, DEVICE))).isEqualTo(release());
    }

    private static String told(Ask ask, Ownership known, Catalogue catalogue) {
        var entry = (Entry) Deciding.decide(ask, known, catalogue, Terms.DEFAULTS, DECIDED);
        return new String(EventJson.write(Telling.of(ask, entry)), UTF_8);
    }

    private static Ask release() {
        return new Ask.Release(Asks.release("contoso", RELEASE, DEVICE));
    }

    private static Entry decided(SubmissionId cause, Outcome outcome, String detail) {
        return new Entry(DEVICE, 5, cause, outcome, "contoso", null, "user-7", detail, DECIDED);
    }
}
