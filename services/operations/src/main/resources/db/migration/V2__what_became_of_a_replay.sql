-- Where the record lies that a replay has sent: its stage has read past it, or has set aside what lay there. Of those
-- that were sent before that was kept nobody can say; they stay as sent.
alter table replay_record add column sent_offset bigint;
create index replay_record_sent on replay_record (topic, partition, sent_offset)
  where state = 'sent' and sent_offset is not null;
