-- A row that waits belongs to the trace of its upload, and is its record on device.validated.v1: of which partition and
-- offset, and whose, must be known should nobody be able to decide it. Of rows that wait already that is not known: a
-- place before the first stands in for it, another one for each, so that each has a Request ID of its own.
alter table hold add column tenant text;
alter table hold add column trace text;
alter table hold add column source_partition integer not null default 0;
alter table hold add column source_offset bigint;
update hold set source_offset = -arrival;
alter table hold alter column source_partition drop default;
alter table hold alter column source_offset set not null;
