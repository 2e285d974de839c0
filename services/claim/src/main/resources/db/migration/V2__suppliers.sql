-- A device can be met before anything is decided about it: a supplier declares it, or a row waits for that. noted says
-- that one of the two was ever so; of any other device there is nothing to be looked up in catalogue and hold.
alter table device drop constraint device_sequence_check;
alter table device add constraint device_sequence_check check (sequence >= 0);
alter table device add column noted boolean not null default false;

-- What suppliers say, each for itself: the declaration that stands.
create table catalogue (
  device_id     uuid not null,
  supplier      text not null,
  declaration   uuid not null,
  file          integer not null,
  row           integer not null,
  declared_at   timestamptz not null,
  manufacturer  text not null,
  model         text not null,
  serial_number text not null,
  sold_to       text,
  let_go        boolean not null,
  primary key (device_id, supplier)
);

-- Rows that wait for a declaration: the whole event, which may name a person, until what is decided has been told.
create table hold (
  cause      uuid not null,
  file       integer not null,
  row        integer not null,
  device_id  uuid not null,
  event      text not null,
  held_until timestamptz not null,
  arrival    bigint generated always as identity,
  primary key (cause, file, row)
);
create index hold_by_device on hold (device_id);
create index hold_by_end on hold (held_until);

-- Owners who, as a supplier declared afterwards, are not the buyers.
create table contest (
  declaration   uuid not null,
  file          integer not null,
  row           integer not null,
  supplier      text not null,
  sold_to       text not null,
  owner         text not null,
  device_id     uuid not null,
  manufacturer  text not null,
  serial_number text not null,
  sequence      bigint not null,
  decided_at    timestamptz not null,
  primary key (declaration, file, row)
);
create index contest_by_device on contest (device_id);

-- What organizations and operators have chosen, by the record's key; the greatest version stands.
create table setting (
  key                text primary key,
  version            bigint not null,
  hold_days          integer,
  catalogue_required boolean,
  check (num_nonnulls(hold_days, catalogue_required) = 1)
);
