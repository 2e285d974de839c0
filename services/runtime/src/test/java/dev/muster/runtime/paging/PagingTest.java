package dev.muster.runtime.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.runtime.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    @ParameterizedTest
    @CsvSource({", 100", "1, 1", "100, 100", "1000, 1000"})
    void takesALimitFromOneToAThousand(String limit, int size) {
        assertThat(Paging.limit(limit)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1001", "ten", "1.5", "99999999999", " 5"})
    void refusesAnyOtherLimit(String limit) {
        assertThatThrownBy(() -> Paging.limit(limit))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400))
                .hasMessageContaining("limit has to be a number from 1 to 1000");
    }

    @Test
    void endsWithoutACursor() {
        assertThat(Paging.page(List.of("a", "b"), 2, text -> text))
                .isEqualTo(new Paging.Page<>(List.of("a", "b"), null));
        assertThat(Paging.page(List.<String>of(), 2, text -> text)).isEqualTo(new Paging.Page<>(List.of(), null));
    }

    @Test
    void leadsOnFromTheLastOneOfAPage() {
        var page = Paging.page(List.of("à", "b/\n?", "c"), 2, text -> text);

        assertThat(page.items()).containsExactly("à", "b/\n?");
        assertThat(page.next()).matches("[A-Za-z0-9_-]+");
        String place = Paging.place(page.next(), text -> text);
        assertThat(place).isEqualTo("b/\n?");
    }

    @Test
    void beginsWithoutACursor() {
        UUID place = Paging.place(null, UUID::fromString);
        assertThat(place).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "bm90IGFuIGlk", "null", "ünï", "Zg==="})
    void refusesACursorThatItNeverMade(String cursor) {
        assertThatThrownBy(() -> Paging.place(cursor, UUID::fromString))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).hasToString("urn:muster:problem:invalid-parameter"))
                .hasMessageContaining("cursor has to be the 'next' of an earlier page");
    }
}
