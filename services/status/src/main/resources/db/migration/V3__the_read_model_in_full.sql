-- Each index has its query and its price in docs/read-model.md.

-- A device and its check-ins are one row, so that what depends on both is exact under one lock.
alter table device add column serial_grams integer[];
alter table device add column assigned_user text;
alter table device add column last_seen_at timestamptz;
alter table device add column last_user text;
alter table device alter column serial_normal type text collate "C";
alter table submission alter column serial_normal type text collate "C";
drop index device_newest;
drop index device_serial;
drop index submission_open;
drop index submission_device;

insert into device (tenant, device_id, sequence, owned, last_seen_at, last_user)
select tenant, device_id, 0, false, last_seen_at, last_user from check_in
on conflict (tenant, device_id) do update
set last_seen_at = excluded.last_seen_at, last_user = excluded.last_user;
drop table check_in;

update device d set assigned_user = s.assigned_user
from submission s
where s.registration_id = d.registration_id and s.file = d.file and s.row = d.row and s.assigned_user is not null;

-- The same numbers as SerialNumbers.grams: FNV-1a of the organization and three characters in a row.
create function fnv(hash bigint, part text) returns bigint language plpgsql immutable as $$
begin
  for i in 1 .. length(part) loop
    hash := ((hash # ascii(substr(part, i, 1))) * 16777619) & 4294967295;
  end loop;
  return hash;
end $$;
update device set serial_grams = (
  select coalesce(array_agg(distinct cast(case when h > 2147483647 then h - 4294967296 else h end as integer)), '{}')
  from generate_series(1, length(serial_normal) - 2) i,
    fnv(fnv(2166136261, tenant), substr(serial_normal, i, 3)) h)
where claimed is not null or owned;
drop function fnv(bigint, text);

create index device_ready on device (tenant, registered_at, device_id) where owned and last_seen_at is null;
create index device_used on device (tenant, registered_at, device_id) where owned and last_seen_at is not null;
create index device_serial on device (tenant, serial_normal, device_id);
create index device_seen on device (tenant, last_seen_at) where owned and last_seen_at is not null;
create index device_registration on device (registration_id, registered_at, device_id) where owned;
create index device_order on device (tenant, order_id, registered_at) where owned and order_id is not null;
create index device_purchase on device (tenant, purchase_id, registered_at) where owned and purchase_id is not null;
create index device_model on device (tenant, lower(model) text_pattern_ops) where owned;
create index device_assigned on device (tenant, lower(assigned_user) text_pattern_ops)
  where owned and assigned_user is not null;
create index device_user on device (tenant, lower(last_user) text_pattern_ops) where owned and last_user is not null;
create index device_grams on device using gin (serial_grams) where owned;

create index submission_newest on submission (tenant, submitted_at, device_id)
  where outcome < 5 and serial_normal is not null;
create index submission_serial on submission (tenant, serial_normal, device_id)
  where outcome < 5 and serial_normal is not null;
create index submission_device on submission (tenant, device_id) where outcome < 5;

-- How many owned devices an organization last saw on which day since 1970, in UTC; -1 for those never seen.
create table seen_day (
  tenant text not null,
  day    integer not null,
  n      integer not null,
  primary key (tenant, day)
) with (fillfactor = 50);
insert into seen_day
select tenant, coalesce(floor(extract(epoch from last_seen_at) / 86400), -1), count(*)
from device where owned group by 1, 2;
alter table tally set (fillfactor = 50);

-- Claims that a later one of the same organization has replaced: for the history of a device.
create table former_claim (
  tenant          text not null,
  device_id       uuid not null,
  sequence        bigint not null,
  registration_id uuid not null,
  file            integer not null,
  row             integer not null,
  order_id        text,
  purchase_id     text,
  registered_at   timestamptz not null,
  registered_by   text,
  partner         text,
  primary key (tenant, device_id, sequence)
);

-- When the last row was decided; kept, so that no answer looks at all rows.
alter table registration add column decided_at timestamptz;
insert into registration (registration_id, tenant, interrupted_attempt)
select registration_id, min(tenant), 0 from submission where outcome > 0 group by 1
on conflict do nothing;
update registration r set decided_at = s.decided_at
from (select registration_id, max(decided_at) as decided_at from submission where outcome > 0 group by 1) s
where s.registration_id = r.registration_id;

alter table release add column decided_at timestamptz not null default now();
alter table release alter column decided_at drop default;
alter table release add column requested_by text;
alter table release add column partner text;
create index release_device on release (tenant, device_id);
