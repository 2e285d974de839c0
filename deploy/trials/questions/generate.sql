-- Owned devices, 1,000,000 of them of the organization 'big', and 10,000 rows of it that are pending or have failed.
-- See docs/read-model.md.
-- In an empty database, after the migrations: psql -v devices=5000000 -f generate.sql.
\set ON_ERROR_STOP on
\timing on
set synchronous_commit = off;
set maintenance_work_mem = '512MB';

-- The same numbers as SerialNumbers.grams: FNV-1a of the organization and three characters in a row.
create function fnv_step(hash bigint, c text) returns bigint language sql immutable parallel safe as
$$ select ((hash # ascii(c)) * 16777619) & 4294967295 $$;
create function fnv(hash bigint, part text) returns bigint language plpgsql immutable parallel safe as $$
begin
  for i in 1 .. length(part) loop
    hash := fnv_step(hash, substr(part, i, 1));
  end loop;
  return hash;
end $$;
create function signed(hash bigint) returns integer language sql immutable parallel safe as
$$ select cast(case when hash > 2147483647 then hash - 4294967296 else hash end as integer) $$;
create function gram(seed bigint, s text, i integer) returns integer language sql immutable parallel safe as
$$ select signed(fnv_step(fnv_step(fnv_step(seed, substr(s, i, 1)), substr(s, i + 1, 1)), substr(s, i + 2, 1))) $$;
create function gram(tenant text, part text) returns integer language sql immutable parallel safe as
$$ select gram(fnv(2166136261, tenant), part, 1) $$;

create temporary table kept_indexes as
select indexname, indexdef from pg_indexes
where schemaname = current_schema() and tablename = 'device' and indexname <> 'device_pkey';
select format('drop index %I', indexname) from kept_indexes \gexec

insert into device (tenant, device_id, sequence, owned, claimed, registration_id, file, row, manufacturer, model,
  serial_number, serial_normal, serial_grams, group_tag, order_id, purchase_id, registered_at, registered_by,
  assigned_user, last_seen_at, last_user)
select t, md5(t || n)::uuid, 1, true, 1, ('019b' || lpad(to_hex(i / 10000), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(hashtext(t) & 65535), 12, '0'))::uuid,
  1, i % 10000 + 2, 'Contoso', case when i % 50000 = 7 then 'Rare 1' else 'Latitude ' || (5400 + i % 60) end,
  upper(s), s, array[gram(h, s, 1), gram(h, s, 2), gram(h, s, 3), gram(h, s, 4), gram(h, s, 5), gram(h, s, 6), gram(h, s, 7), gram(h, s, 8)],
  'Kiosk', case when i % 5 = 0 then 'PO-BIG' when i % 5 < 4 then 'PO-' || i / 800 end,
  case when i % 5 < 4 then 'P-' || i / 800 end, now() - (1000000 - i) * interval '60 seconds', 'user-7',
  case when i % 3 = 0 then 'user-' || i || '@contoso.example' end,
  case when i % 5 > 0 then now() - (cast(i as bigint) * 7919 % 40000) * interval '60 seconds' end,
  case when i % 5 > 0 then 'last-' || i || '@contoso.example' end
from (select case when n <= 1000000 then 'big' else 'tenant-' || n % 40 end as t, n, n % 1000000 + 1 as i, 'pf' || substr(md5('x' || n), 1, 8) as s
  from generate_series(1, :devices) n) g
join (select t, fnv(2166136261, t) as h from (select 'big' as t union all select 'tenant-' || n from generate_series(0, 39) n) o) seeds using (t);

-- A hundred uploads of the last hundred hours, of a hundred rows each that are pending or have failed.
create temporary table upload as
select i, at, (substr(hex, 1, 8) || '-' || substr(hex, 9, 4) || '-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid as id
from generate_series(0, 99) i, lateral (select date_trunc('second', now()) - i * interval '1 hour' as at) t,
  lateral (select lpad(to_hex(cast(extract(epoch from at) * 1000 as bigint)), 12, '0') as hex) h;

insert into submission (registration_id, file, row, tenant, device_id, outcome, decided_at, manufacturer, model,
  serial_number, serial_normal, order_id, submitted_at, submitted_by, code, failed)
select id, 1, n + 2, 'big', md5('open' || i || '/' || n)::uuid, case when n % 2 = 0 then 0 else 3 end, at, 'Contoso',
  'Latitude ' || (5400 + n % 60), 'OPEN' || i || '-' || n, 'open' || i || '-' || n, case when i < 10 then 'PO-77' end, at, 'user-7',
  case when n % 2 = 1 then 'sample-data' end,
  case when n % 2 = 1 then '{"code":"sample-data","findings":[],"columns":{}}' end
from upload, generate_series(0, 99) n;

insert into registration (registration_id, tenant, opened, interrupted_attempt, closed, decided_at)
select id, 'big', json_build_object('attempt', 1, 'fileNames', '["devices.csv"]'::json, 'submittedAt', iso,
    'submittedBy', 'user-7'), 0,
  json_build_object('fileNames', '["devices.csv"]'::json, 'rows', 100, 'warnings', '[]'::json, 'closedAt', iso), at
from upload, lateral (select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as iso) t;

insert into tally select id, outcome, 50 from upload, unnest(array['pending', 'sample-data']) outcome;

insert into seen_day
select tenant, coalesce(floor(extract(epoch from last_seen_at) / 86400), -1), count(*) from device group by 1, 2;

select indexdef from kept_indexes \gexec
vacuum analyze device;
vacuum analyze submission;
vacuum analyze seen_day;
select relname, pg_size_pretty(pg_relation_size(oid)) from pg_class where relname like 'device%' order by relname;
