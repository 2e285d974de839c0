-- A device that was released keeps its last claim, so that an older failure of the same serial number stays out of the
-- device list. Null where only a release was seen.
alter table device add column claimed bigint;
update device set claimed = sequence where owned;
