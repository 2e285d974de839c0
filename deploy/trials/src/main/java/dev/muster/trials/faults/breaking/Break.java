package dev.muster.trials.faults.breaking;

import dev.muster.trials.faults.check.Rule;
import java.util.Locale;

/** A guarantee, broken. */
public enum Break {
    /** The ledger's group commits past records on which nobody has worked. */
    LOST_BATCH("claim", "", Rule.LEDGER),
    /** The read model's group commits a batch that is then never written. */
    COMMIT_BEFORE_WRITE("status", "", Rule.REBUILD),
    /** A row that comes a second time is decided a second time. */
    IDEMPOTENCE_OFF("", """
            alter table claim.entry drop constraint if exists one_decision_a_cause;
            insert into claim.entry
              select e.device_id, e.sequence + 1, e.cause, e.file, e.row, 'device-already-registered', e.tenant, e.partner,
                e.subject, e.detail, e.decided_at
              from claim.entry e join claim.device d on d.device_id = e.device_id and d.sequence = e.sequence
              where d.owner is not null and e.row > 0 limit 1;
            update claim.device d set sequence = n.last
              from (select device_id, max(sequence) as last from claim.entry group by 1) n
              where n.device_id = d.device_id""", Rule.LEDGER),
    /** The read model counts a row again that it has counted before. */
    COUNTED_TWICE("", """
            update status.tally set n = n + 1 where (registration_id, outcome) in
              (select registration_id, outcome from status.tally where n > 0 limit 1)""", Rule.COUNTS),
    /** Somebody has deleted from the ledger. */
    LOST_ENTRY("", """
            alter table claim.entry disable trigger append_only;
            delete from claim.entry where (device_id, sequence) in
              (select device_id, sequence from claim.entry where outcome = 'claimed' limit 1)""", Rule.EVENTS),
    /** What the ledger decided was not all told: the beginning of its topic is gone. */
    LOST_EVENTS("muster.device.ownership.v1", "", Rule.EVENTS),
    /** The read model shows a device to two organizations. */
    TWO_OWNERS("", """
            insert into status.device (tenant, device_id, sequence, owned, claimed, registration_id, file, row)
              select 'org-0', device_id, sequence, true, claimed, registration_id, file, row
              from status.device where owned limit 1""", Rule.ONE_OWNER),
    /** The read model has lost the outcome of a row. */
    LOST_OUTCOME("", """
            update status.submission set outcome = 0 where (registration_id, file, row) in
              (select registration_id, file, row from status.submission where outcome = 5 limit 1)""", Rule.ONE_OUTCOME),
    /** A dead letter is gone. */
    LOST_LETTER("muster.status.dead-letter.v1", "", Rule.DEAD_LETTERS);

    private final String target;
    private final String sql;
    private final Rule rule;

    Break(String target, String sql, Rule rule) {
        this.target = target;
        this.sql = sql;
        this.rule = rule;
    }

    /** As the command line names it, such as {@code lost-batch}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the checker must cry. */
    public Rule rule() {
        return rule;
    }

    /** The service that skips a batch, or the topic that loses its beginning. */
    String target() {
        return target;
    }

    String sql() {
        return sql;
    }
}
