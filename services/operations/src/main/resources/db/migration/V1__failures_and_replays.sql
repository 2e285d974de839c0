-- A row for each record of the failure topics: what is needed to list and count it. The record itself stays on its topic.
create table failure (
  id               bigint generated always as identity primary key,
  kind             text not null,
  topic            text not null,
  partition        integer not null,
  record_offset    bigint not null,
  at               timestamptz not null,
  code             text not null,
  stage            text not null,
  tenant           text,
  registration_id  uuid,
  submission       text,
  device_id        text,
  request_id       uuid,
  -- of a dead letter only
  letter           text unique,
  exception        text,
  tries            integer,
  source_topic     text,
  source_partition integer,
  source_offset    bigint,
  trace_id         text,
  replay_count     integer not null default 0,
  replay_of        text,
  constraint one_row_a_record unique (topic, partition, record_offset)
);
create index failure_newest on failure (at desc, id desc);
create index failure_registration on failure (registration_id) where registration_id is not null;
create index failure_request on failure (request_id) where request_id is not null;
create index failure_replayed on failure (replay_of) where replay_of is not null;

-- Declarations of suppliers that contradict the ledger.
create table conflict (
  id            bigint generated always as identity primary key,
  topic         text not null,
  partition     integer not null,
  record_offset bigint not null,
  at            timestamptz not null,
  device_id     uuid not null,
  manufacturer  text not null,
  serial_number text not null,
  supplier      text not null,
  sold_to       text not null,
  owner         text not null,
  declaration   text not null,
  constraint one_conflict_a_record unique (topic, partition, record_offset)
);
create index conflict_newest on conflict (at desc, id desc);

-- Who had dead letters tried again, which, when, how fast, and what came of it.
create table replay (
  id           uuid primary key,
  requested_by text not null,
  requested_at timestamptz not null,
  selection    text not null,
  rate         integer not null,
  state        text not null,
  finished_at  timestamptz,
  lease_owner  uuid,
  leased_until timestamptz
);

create table replay_record (
  replay_id  uuid not null references replay on delete cascade,
  letter     text not null,
  position   integer not null,
  state      text not null,
  fate       text not null,
  count      integer not null,
  topic      text,
  partition  integer,
  -- where its partition ended just before it was sent: it lies behind this, or was never written
  sent_after bigint,
  at         timestamptz not null,
  primary key (replay_id, letter)
);
create index replay_record_letter on replay_record (letter);
create index replay_record_open on replay_record (replay_id, position) where state in ('waiting', 'sending');
