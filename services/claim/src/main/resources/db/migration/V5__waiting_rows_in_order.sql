-- Rows that wait are decided a portion at a time, of each device in the order in which they came: the index gives them so,
-- however many there are.
create index hold_in_order on hold (device_id, arrival);
drop index hold_by_device;
