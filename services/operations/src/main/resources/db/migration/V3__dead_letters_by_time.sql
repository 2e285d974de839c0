-- The dead letters, newest first: there are few of them among very many rejections, which an index of both leads through.
create index failure_letters on failure (at desc, id desc) where kind = 'dead-letter';
