-- A row that waits belongs to the trace of its upload, and is its record on device.validated.v1: of which partition and
-- offset, and whose, must be known should nobody be able to decide it. Null of rows that wait already, and of those that a
-- process of the release before still lets wait beside this one.
alter table hold add column tenant text;
alter table hold add column trace text;
alter table hold add column source_partition integer not null default 0;
alter table hold add column source_offset bigint;
