-- Statistics take an organization that they do not know yet for one of a single row, and then any index for as good as the
-- one that its list is in the order of: a page of a new organization of 230,000 devices took 400 ms. Without statistics of
-- its own, each organization counts as a two-hundredth of all rows. Naming the type again forgets what is known.
alter table device alter column tenant type text;
alter table device alter column tenant set statistics 0;
alter table submission alter column tenant type text;
alter table submission alter column tenant set statistics 0;
