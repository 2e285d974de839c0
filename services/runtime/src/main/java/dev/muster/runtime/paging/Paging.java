package dev.muster.runtime.paging;

import dev.muster.runtime.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists in pages: {@code limit} at a time, {@code next} leading on from the last one of a page, whatever has changed since. */
public final class Paging {

    private static final int DEFAULT = 100;
    private static final int MOST = 1000;

    private Paging() {}

    /**
     * A page.
     *
     * @param next the cursor of the page after it; absent after the last
     */
    public record Page<T>(List<T> items, @Nullable String next) {

        /** The same page with its items shown in another form. */
        public <S> Page<S> map(Function<? super T, S> shown) {
            return new Page<>(items.stream().map(shown).toList(), next);
        }
    }

    /** {@code limit}, or its default; throws ProblemException where it is not 1 to 1000. */
    public static int limit(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT;
        }
        try {
            int value = Integer.parseInt(limit);
            if (value >= 1 && value <= MOST) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ProblemException.invalidParameter("limit has to be a number from 1 to " + MOST + ".");
    }

    /** The page of {@code items}, of which one more than {@code limit} was asked for to see whether it goes on. */
    public static <T> Page<T> page(List<T> items, int limit, Function<T, String> place) {
        if (items.size() <= limit) {
            return new Page<>(items, null);
        }
        var page = items.subList(0, limit);
        return new Page<>(page, cursor(place.apply(page.getLast())));
    }

    /** The cursor of what lies behind {@code place}. */
    public static String cursor(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** What {@link #page} was told of the place where a page ended; throws ProblemException where it never made that cursor. */
    public static <T> @Nullable T place(@Nullable String cursor, Function<String, T> read) {
        if (cursor == null) {
            return null;
        }
        try {
            return read.apply(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw ProblemException.invalidParameter("cursor has to be the 'next' of an earlier page, unchanged.");
        }
    }
}
