-- The statements of the device list on what generate.sql made: p50 and p95 of 40 runs each, in the database, then plans.
\set ON_ERROR_STOP on
set client_min_messages = notice;

create or replace function measured(name text, statement text) returns text language plpgsql as $$
declare took numeric[] := '{}'; begun timestamptz; n bigint;
begin
  for i in 1 .. 50 loop
    begun := clock_timestamp();
    execute 'select count(*) from (' || statement || ') q' into n;
    if i > 10 then took := took || cast(extract(epoch from clock_timestamp() - begun) * 1000 as numeric); end if;
  end loop;
  return (select format('| %s | %s | %s | %s |', name, n, round(cast(percentile_cont(0.5) within group (order by x) as numeric), 1),
    round(cast(percentile_cont(0.95) within group (order by x) as numeric), 1)) from unnest(took) x);
end $$;

-- What DeviceQueries builds: a part of the list, rows looked through in its order, and all that match.
create or replace function part(conditions text, ordered text) returns text language sql as
$$ select 'select d.* from device d where d.tenant = ''big'' and d.owned' || conditions || ' order by ' || ordered || ' limit 101' $$;
create or replace function near(exact text, searched text, ordered text) returns text language sql as
$$ select 'select d.* from (select d.* from device d where d.tenant = ''big'' and d.owned' || exact || ' order by ' || ordered
  || ' limit 20000) d where true' || searched || ' order by ' || ordered || ' limit 101' $$;
create or replace function hits(conditions text, ordered text) returns text language sql as
$$ select 'with hit as materialized (select d.* from device d where d.tenant = ''big'' and d.owned' || conditions
  || ') select d.* from hit d order by ' || ordered || ' limit 101' $$;
create or replace function text_like(q text) returns text language sql as
$$ select ' and (' || case when length(q) < 3 then '' else 'd.serial_grams @> array[' || (select string_agg(cast(gram('big', substr(q, i, 3)) as text), ',')
  from generate_series(1, length(q) - 2) i) || '] and ' end || 'd.serial_normal like ''%' || q || '%'' or lower(d.model) like ''' || q
  || '%'' or lower(d.assigned_user) like ''' || q || '%'' or lower(d.last_user) like ''' || q || '%'')' $$;

\set newest 'd.registered_at desc, d.device_id desc'
\set serial 'd.serial_normal, d.device_id'
\set ready ' and d.last_seen_at is null'
\set used ' and d.last_seen_at is not null'
\set active ' and d.last_seen_at > now() - interval ''7 days'''
\pset tuples_only on
select measured('newest first, never seen', part(:'ready', :'newest'));
select measured('newest first, seen', part(:'used', :'newest'));
select measured('page 5,000 of newest first, seen', part(:'used' || ' and (d.registered_at, d.device_id) < (now() - interval ''347 days'', ''80000000-0000-0000-0000-000000000000'')', :'newest'));
select measured('by serial number', part('', :'serial'));
select measured('active, newest first', near(:'used', :'active', :'newest'));
select measured('ready, by serial number', near('', :'ready', :'serial'));
select measured('order of 600, newest first', part(:'used' || ' and d.order_id = ''PO-77''', :'newest'));
select measured('order of 600, by serial number', part(' and d.order_id = ''PO-77''', :'serial'));
select measured('order of 200,000, newest first', part(:'ready' || ' and d.order_id = ''PO-BIG''', :'newest'));
select measured('order of 200,000, by serial number', part(' and d.order_id = ''PO-BIG''', :'serial'));
select measured('purchase of 600 and active', near(:'used' || ' and d.purchase_id = ''P-77''', :'active', :'newest'));
select measured('upload of 10,000, newest first', part(:'used' || ' and d.registration_id = ''' || registration_id || '''', :'newest')) from device where tenant = 'big' limit 1;
select measured('upload of 10,000, by serial number', part(' and d.registration_id = ''' || registration_id || '''', :'serial')) from device where tenant = 'big' limit 1;
select measured('one serial number', part(' and d.serial_normal = ''' || serial_normal || '''', :'serial')) from device where tenant = 'big' limit 1;
select measured('q, near: what all begin with', near('', text_like('pf'), :'serial'));
select measured('q, near: nothing among 20,000', near(:'used', text_like('zzzz'), :'newest'));
select measured('q, all: 8 characters of one', hits(:'used' || text_like(substr(serial_normal, 3)), :'newest')) from device where tenant = 'big' and last_seen_at is not null limit 1;
select measured('q, all: 5 characters', hits(:'used' || text_like(substr(serial_normal, 4, 5)), :'newest')) from device where tenant = 'big' and last_seen_at is not null limit 1;
select measured('q, all: 4 characters', hits(:'used' || text_like(substr(serial_normal, 4, 4)), :'newest')) from device where tenant = 'big' and last_seen_at is not null limit 1;
select measured('q, all: 3 characters that 1,400 have', hits(:'used' || text_like(substr(serial_normal, 4, 3)), :'newest')) from device where tenant = 'big' and last_seen_at is not null limit 1;
select measured('q, all: nothing has it', hits(:'used' || text_like('zzzz'), :'newest'));
select measured('q, all: a model of 20', hits(text_like('rare'), :'serial'));
select measured('q, all: a user', hits(text_like('last-4712@'), :'serial'));
select measured('q, beyond: two characters that nothing begins with', hits(:'used' || ' and (d.serial_normal like ''zz%'' or lower(d.model) like ''zz%'' or lower(d.assigned_user) like ''zz%'' or lower(d.last_user) like ''zz%'')', :'newest'));
select measured('sorted by model, order of 600', hits(' and d.order_id = ''PO-77''', 'lower(d.model), d.device_id'));
\set open 'select 1 from submission d where d.tenant = ''big'' and d.outcome < 5 and d.serial_normal is not null and d.registration_id >= ''01900000-0000-7000-8000-000000000000'' and (d.code is null or d.code not in (''duplicate-in-upload'', ''device-already-registered'')) and not exists (select 1 from submission n where n.tenant = d.tenant and n.serial_normal = d.serial_normal and n.outcome < 5 and (n.registration_id, n.file, n.row) > (d.registration_id, d.file, d.row)) and not exists (select 1 from device n where n.tenant = d.tenant and n.serial_normal = d.serial_normal and (n.registration_id, n.file, n.row) > (d.registration_id, d.file, d.row))'
select measured('pending and failed, newest first', :'open' || ' order by d.submitted_at desc, d.device_id desc limit 101');
select measured('pending and failed, by serial number', :'open' || ' order by d.serial_normal, d.device_id limit 101');
select measured('summary: owned', 'select sum(n) + (select count(*) from device where tenant = ''big'' and owned and last_seen_at is not null and last_seen_at > now() - interval ''7 days'' and last_seen_at < date_trunc(''day'', now() - interval ''6 days'')) from seen_day where tenant = ''big'' and day > extract(epoch from now() - interval ''7 days'') / 86400');
select measured('summary: 10,000 pending and failed', 'select count(*) from (' || :'open' || ') o');

\echo plans
select 'explain (analyze, costs off, timing off, summary off) ' || part(:'used', :'newest') \gexec
select 'explain (analyze, costs off, timing off, summary off) ' || part('', :'serial') \gexec
select 'explain (analyze, costs off, timing off, summary off) ' || part(' and d.order_id = ''PO-77''', :'serial') \gexec
select 'explain (analyze, costs off, timing off, summary off) ' || hits(:'used' || text_like('0a1b'), :'newest') \gexec
select 'explain (analyze, costs off, timing off, summary off) ' || near(:'used', :'active', :'newest') \gexec
