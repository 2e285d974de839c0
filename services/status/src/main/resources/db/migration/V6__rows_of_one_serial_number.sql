-- Whether a row was submitted again is one look into an index, however many rows of an organization have the same serial
-- number ("To be filled by O.E.M." in all of a file): by submission_serial each was compared with all before it. That one
-- goes, so that nothing else can be chosen before there are statistics; rows of one serial number are sorted as they are read.
create index submission_again on submission (tenant, serial_normal, registration_id, file, row)
  where outcome < 5 and serial_normal is not null;
drop index submission_serial;
