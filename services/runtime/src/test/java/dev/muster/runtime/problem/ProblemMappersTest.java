package dev.muster.runtime.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.runtime.stage.Store;
import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemMappersTest {

    private final Store store = new Store();
    private final ProblemMappers mappers = new ProblemMappers(store.patience());

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 406, 408, 409, 413, 415, 422, 429, 500, 503})
    void answersWithTheStatusOfTheProblem(int status) {
        var response = mappers.problem(new ProblemException("some-name", status, "Some title", "some detail"));

        assertProblem(response, status, "some-name");
        assertThat(response.getEntity().title()).isEqualTo("Some title");
        assertThat(response.getEntity().detail()).isEqualTo("some detail");
        assertThat(response.getHeaderString("Retry-After")).isNull();
    }

    @Test
    void namesEachSingleErrorAndWhenToTryAgain() {
        var errors = List.of(new Problem.Fault("no such column", 1));
        var response = mappers.problem(
                new ProblemException("broker-unavailable", 503, "Busy", null, errors, Duration.ofSeconds(7)));

        assertThat(response.getEntity().errors()).isEqualTo(errors);
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("7");
    }

    @Test
    void neverSaysToTryAgainAtOnce() {
        var response = mappers.problem(
                new ProblemException("upload-in-progress", 409, "Busy", null, null, Duration.ofMillis(20)));

        assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
    }

    @Test
    void hasAShortWayToSayWhatIsMostCommon() {
        assertProblem(mappers.problem(ProblemException.invalidParameter("limit is 0")), 400, "invalid-parameter");
        assertProblem(mappers.problem(ProblemException.notFound("no device")), 404, "not-found");
        var notYet = mappers.problem(ProblemException.notFoundYet("no registration"));
        assertProblem(notYet, 404, "not-found");
        assertThat(notYet.getHeaderString("Retry-After")).isEqualTo("1");
    }

    @Test
    void asksForATokenWhereThereIsNone() {
        var response = mappers.unauthorized();

        assertProblem(response, 401, "unauthorized");
        assertThat(response.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void saysWhatIsMissingWhereACallerIsNotAllowed() {
        var roleless = mappers.forbidden(new ForbiddenException());
        assertProblem(roleless, 403, "forbidden");
        assertThat(roleless.getEntity().detail()).contains("role");

        var undelegated = mappers.forbidden(new ForbiddenException("no delegation"));
        assertThat(undelegated.getEntity().detail()).isEqualTo("no delegation");
    }

    @ParameterizedTest
    @MethodSource
    void givesTheFrameworksFailuresTheSameShape(WebApplicationException failure, int status, String name) {
        assertProblem(mappers.http(failure), status, name);
    }

    static Stream<Arguments> givesTheFrameworksFailuresTheSameShape() {
        return Stream.of(
                Arguments.of(new NotFoundException(), 404, "not-found"),
                Arguments.of(new NotAllowedException("GET"), 405, "method-not-allowed"),
                Arguments.of(new NotAcceptableException(), 406, "not-acceptable"),
                Arguments.of(new BadRequestException(), 400, "bad-request"),
                Arguments.of(new WebApplicationException(413), 413, "request-entity-too-large"),
                Arguments.of(new WebApplicationException(422), 422, "request-failed"));
    }

    @Test
    void namesAMediaTypeThatIsNotRead() {
        assertProblem(mappers.unsupported(new NotSupportedException()), 415, "unsupported-media-type");
    }

    @Test
    void keepsWhatWentWrongOnOurSideToTheLog() {
        var response = mappers.unexpected(new IllegalStateException("password of the database"));

        assertProblem(response, 500, "unexpected-error");
        assertThat(response.getEntity().detail())
                .matches(".*Request ID [0-9a-f-]{36}\\.")
                .doesNotContain("password");
        assertThat(response.getEntity().errors()).isNull();
    }

    @Test
    void asksToComeAgainWhileSomethingDoesNotAnswer() {
        store.answering.set(false);

        var response = mappers.unexpected(new IllegalStateException("connection refused"));

        assertProblem(response, 503, "unavailable");
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("10");
    }

    private static void assertProblem(RestResponse<Problem> response, int status, String name) {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getMediaType()).hasToString("application/problem+json");
        assertThat(response.getEntity().status()).isEqualTo(status);
        assertThat(response.getEntity().type()).isEqualTo(URI.create("urn:muster:problem:" + name));
    }
}
