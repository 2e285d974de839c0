-- A supplier's manifest is an upload like a registration, with the same guarantees.
alter table registration rename to upload;
alter index registration_receiving rename to upload_receiving;
alter table upload add column kind text not null default 'registration' check (kind in ('registration', 'manifest'));
alter table upload alter column kind drop default;
alter table upload drop constraint one_upload_a_key;
alter table upload add constraint one_upload_a_key unique (tenant, kind, idempotency_key);
alter table chunk rename column registration_id to upload_id;

-- Rows of manifests that were not accepted: no event tells of them.
create table manifest_failure (
  manifest_id   uuid not null references upload (id) on delete cascade,
  file          integer not null,
  row           integer not null,
  code          text not null,
  detail        text not null,
  serial_number text,
  primary key (manifest_id, file, row)
);

-- What tenants and operators have chosen: the newest version of each key, and the newest one that was told.
create table setting (
  key     text primary key,
  version bigint not null default 0,
  told    bigint not null default 0,
  value   text
);

create index setting_untold on setting (key) where told < version;
