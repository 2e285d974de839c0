package dev.muster.model.event;

import dev.muster.model.topic.Topic;
import java.util.UUID;

/** A fact about one upload as a whole. An upload that is taken up after an interruption has a next attempt. */
public sealed interface RegistrationEvent extends Event
        permits RegistrationOpened, RegistrationInterrupted, RegistrationClosed {

    UUID registrationId();

    /** Which try at the same upload, from 1. */
    int attempt();

    @Override
    default Topic topic() {
        return Topic.REGISTRATION_RECEIVED;
    }

    @Override
    default String key() {
        return registrationId().toString();
    }
}
