-- The trace of the attempt that is under way, so that whoever tells that it broke off goes on with it. Null of uploads
-- that began before this was kept.
alter table upload add column traceparent text;
