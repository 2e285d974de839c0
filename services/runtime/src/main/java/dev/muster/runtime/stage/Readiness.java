package dev.muster.runtime.stage;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready when everything that the service needs answers and no work is waiting for it; a pause that is wanted is told, and no fault. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class Readiness implements HealthCheck {

    private final List<Dependency> dependencies;
    private final Patience patience;
    private final StagePause pause;

    Readiness(@All List<Dependency> dependencies, Patience patience, StagePause pause) {
        this.dependencies = dependencies;
        this.patience = patience;
        this.pause = pause;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("dependencies");
        boolean up = !patience.isWaiting();
        response.withData("waiting", patience.isWaiting());
        response.withData("paused", pause.isPaused());
        for (var dependency : dependencies) {
            boolean answers = dependency.answers();
            response.withData(dependency.name(), answers ? "answers" : "does not answer");
            up &= answers;
        }
        return response.status(up).build();
    }
}
