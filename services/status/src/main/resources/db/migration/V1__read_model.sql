-- One row a submission. Pending and failed ones carry what is shown of them; a registered one only its outcome.
create table submission (
  registration_id  uuid not null,
  file             integer not null,
  row              integer not null,
  tenant           text not null,
  device_id        uuid not null,
  outcome          smallint not null,
  decided_at       timestamptz not null,
  manufacturer     text,
  model            text,
  serial_number    text,
  serial_normal    text,
  group_tag        text,
  assigned_user    text,
  order_id         text,
  purchase_id      text,
  submitted_at     timestamptz,
  submitted_by     text,
  partner          text,
  code             text,
  failed           text,
  source_partition integer,
  source_offset    bigint,
  primary key (registration_id, file, row)
) with (fillfactor = 80);

-- the failures of an upload, in order
create index submission_failed on submission (registration_id, file, row) where outcome between 1 and 4;
-- the device list: what is not owned but has a serial number; and whether it was submitted again since
create index submission_open on submission (tenant, serial_normal) where outcome < 5 and serial_normal is not null;
-- one device that is not owned
create index submission_device on submission (device_id) where outcome < 5;

-- One row for a device and an organization, from when it was first owned.
create table device (
  tenant          text not null,
  device_id       uuid not null,
  sequence        bigint not null,
  owned           boolean not null,
  registration_id uuid,
  file            integer,
  row             integer,
  manufacturer    text,
  model           text,
  serial_number   text,
  serial_normal   text,
  group_tag       text,
  order_id        text,
  purchase_id     text,
  registered_at   timestamptz,
  registered_by   text,
  partner         text,
  warnings        text,
  primary key (tenant, device_id)
) with (fillfactor = 90);

-- the device list: newest first; and by serial number
create index device_newest on device (tenant, registered_at, device_id) where owned;
create index device_serial on device (tenant, serial_normal);

create table check_in (
  tenant       text not null,
  device_id    uuid not null,
  last_seen_at timestamptz not null,
  last_user    text,
  primary key (tenant, device_id)
);

create table registration (
  registration_id     uuid primary key,
  tenant              text not null,
  opened              text,
  interrupted_attempt integer not null,
  closed              text
);

create index registration_newest on registration (tenant, registration_id);

-- How many rows of an upload stand where: 'pending', 'registered', or the code of a failure.
create table tally (
  registration_id uuid not null,
  outcome         text not null,
  n               integer not null,
  primary key (registration_id, outcome)
);

create table release (
  release_id uuid primary key,
  tenant     text not null,
  device_id  uuid not null,
  state      text not null
);
