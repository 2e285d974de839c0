package dev.muster.local.screen;

/** A bar that moves with the counts of a registration; where there is no terminal, a line for every tenth. */
public final class ProgressBar {
    private static final int WIDTH = 30;
    private static final int STEPS = 10;

    private final Screen screen;
    private int lastStep = -1;
    private boolean drawn;

    public ProgressBar(Screen screen) {
        this.screen = screen;
    }

    /** Shows how far the upload itself is. */
    public void uploading(long sent, long all) {
        if (screen.terminal() && all > 0) {
            draw("%s uploading %3d %%".formatted(bar(sent, 0, all), sent * 100 / all));
        }
    }

    /** Shows how many rows have which outcome. */
    public void counts(long total, long registered, long failed) {
        var bar = screen.terminal() ? bar(registered, failed, total) + " " : "";
        var text = "%s%,d of %,d: %,d registered, %,d failed"
                .formatted(bar, registered + failed, total, registered, failed);
        if (screen.terminal()) {
            draw(text);
            return;
        }
        int step = total == 0 ? 0 : (int) ((registered + failed) * STEPS / total);
        if (step != lastStep) {
            lastStep = step;
            screen.say(text);
        }
    }

    /** Ends the line that is being drawn. */
    public void finish() {
        if (drawn) {
            screen.out().println();
            drawn = false;
        }
    }

    private void draw(String text) {
        screen.out().print("\r" + text + "\u001B[K");
        screen.out().flush();
        drawn = true;
    }

    private String bar(long good, long bad, long all) {
        int goodCells = all == 0 ? 0 : (int) (good * WIDTH / all);
        int doneCells = all == 0 ? 0 : (int) ((good + bad) * WIDTH / all);
        return "["
                + screen.green("#".repeat(goodCells))
                + screen.red("x".repeat(doneCells - goodCells))
                + "-".repeat(WIDTH - doneCells)
                + "]";
    }
}
