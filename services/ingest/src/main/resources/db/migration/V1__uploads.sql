-- One row an upload. What the read model says of it comes from events; this is for taking it up again.
create table registration (
  id                  uuid primary key,
  tenant              text not null,
  partner             text,
  subject             text not null,
  idempotency_key     text,
  order_id            text,
  purchase_id         text,
  submitted_at        timestamptz not null,
  state               text not null check (state in ('receiving', 'interrupted', 'closed')),
  attempt             integer not null,
  holder              uuid not null,
  leased_until        timestamptz not null,
  acknowledged_chunks integer not null default 0,
  digest              text,
  answer              text,
  constraint one_upload_a_key unique (tenant, idempotency_key)
);

create index registration_receiving on registration (leased_until) where state = 'receiving';

-- The digest of each chunk of a keyed upload, stored before the chunk's first row is produced.
create table chunk (
  registration_id uuid not null references registration (id) on delete cascade,
  number          integer not null,
  digest          text not null,
  primary key (registration_id, number)
);
