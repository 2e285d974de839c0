package dev.muster.status.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceStateTest {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, ACTIVE",
        "P1D, ACTIVE",
        "P6DT23H59M59.999S, ACTIVE",
        "P7D, INACTIVE",
        "P7DT0.001S, INACTIVE",
        "P700D, INACTIVE",
        "-PT5S, ACTIVE",
    })
    void isActiveForSevenDaysAfterItWasSeen(Duration ago, DeviceState state) {
        assertThat(DeviceState.owned(NOW.minus(ago), NOW)).isEqualTo(state);
    }

    @Test
    void isReadyForItsUserUntilItIsSeen() {
        assertThat(DeviceState.owned(null, NOW)).isEqualTo(DeviceState.READY_FOR_USER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "registration-pending | Registration pending | Inscription en attente",
                "registration-failed  | Registration failed  | Échec de l'inscription",
                "ready-for-user       | Ready for user       | Prêt pour l'utilisateur",
                "active               | Active               | Actif",
                "inactive             | Inactive             | Inactif",
            })
    void isLabelledInBothLanguages(String word, String english, String french) {
        var state = DeviceState.of(word).orElseThrow();

        assertThat(state.word()).isEqualTo(word);
        assertThat(state.label(Locale.ENGLISH)).isEqualTo(english);
        assertThat(state.label(Locale.of("fr"))).isEqualTo(french);
        assertThat(state.label(Locale.CANADA_FRENCH)).isEqualTo(french);
        assertThat(state.label(Locale.JAPANESE)).isEqualTo(english);
    }

    @ParameterizedTest
    @EnumSource
    void isDescribedInOneOrTwoSentencesInBothLanguages(DeviceState state) {
        String english = state.description(Locale.ENGLISH);
        String french = state.description(Locale.FRENCH);

        assertThat(english).matches("[^.]+\\.( [^.]+\\.)?");
        assertThat(french).matches("[^.]+\\.( [^.]+\\.)?").isNotEqualTo(english);
    }

    @ParameterizedTest
    @CsvSource({
        "registration-pending, false",
        "registration-failed, false",
        "ready-for-user, true",
        "active, true",
        "inactive, true",
    })
    void knowsWhetherTheDeviceIsOwned(String word, boolean owned) {
        assertThat(DeviceState.of(word).orElseThrow().isOwned()).isEqualTo(owned);
    }

    @Test
    void isNoOtherWord() {
        assertThat(DeviceState.of("registered")).isEmpty();
        assertThat(DeviceState.of("")).isEmpty();
        assertThat(DeviceState.of("ACTIVE")).isEmpty();
    }
}
