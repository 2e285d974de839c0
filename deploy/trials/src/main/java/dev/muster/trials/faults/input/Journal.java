package dev.muster.trials.faults.input;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Notes what is asked, by many threads at once. */
public final class Journal {
    private final Queue<Upload> uploads = new ConcurrentLinkedQueue<>();
    private final Queue<Release> releases = new ConcurrentLinkedQueue<>();
    private final Queue<CheckIn> checkIns = new ConcurrentLinkedQueue<>();
    private final Queue<Poison> poison = new ConcurrentLinkedQueue<>();
    private final Queue<String> oddities = new ConcurrentLinkedQueue<>();

    public void note(Upload upload) {
        uploads.add(upload);
    }

    public void note(Release release) {
        releases.add(release);
    }

    public void note(Collection<CheckIn> all) {
        checkIns.addAll(all);
    }

    public void note(Poison record) {
        poison.add(record);
    }

    /** Notes an answer that nothing excuses. */
    public void oddity(String words) {
        oddities.add(words);
    }

    /** All that was noted so far. */
    public Inputs inputs() {
        return new Inputs(
                uploads.stream().toList(),
                releases.stream().toList(),
                checkIns.stream().toList(),
                poison.stream().toList(),
                oddities.stream().toList());
    }
}
