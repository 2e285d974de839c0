-- How far each partition has been read into these tables, moved with the rows.
create table position (
  topic       text not null,
  partition   integer not null,
  next_offset bigint not null,
  primary key (topic, partition)
) with (fillfactor = 50);

-- The last request about these tables as a whole, how it stands, and which process works on it.
create table rebuild (
  one          boolean primary key default true check (one),
  request_id   uuid not null,
  tenant       text not null,
  action       text not null,
  state        text not null,
  target       text,
  detail       text,
  differences  text,
  events       bigint not null default 0,
  events_left  bigint not null default 0,
  owner        uuid,
  lease_until  timestamptz,
  started_at   timestamptz not null default now(),
  ended_at     timestamptz
) with (fillfactor = 50);
