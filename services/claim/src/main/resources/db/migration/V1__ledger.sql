-- What the ledger knows of a device now. One row a device, so one owner a device: no code can make it two.
create table device (
  device_id          uuid primary key,
  sequence           bigint not null check (sequence > 0),
  owner              text,
  owner_registration uuid,
  owner_file         integer,
  owner_row          integer,
  check ((owner is null) = (owner_registration is null))
) with (fillfactor = 90);

-- Every decision, for ever. The cause is a submission, or a release (its id, file 0, row 0): one decision a cause.
create table entry (
  device_id  uuid not null,
  sequence   bigint not null,
  cause      uuid not null,
  file       integer not null,
  row        integer not null,
  outcome    text not null,
  tenant     text not null,
  partner    text,
  subject    text not null,
  detail     text,
  decided_at timestamptz not null,
  primary key (device_id, sequence),
  constraint one_decision_a_cause unique (cause, file, row)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only';
end $$;

create trigger append_only before update or delete or truncate on entry
  for each statement execute function refuse_change();
