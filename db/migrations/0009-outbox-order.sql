-- Jobs are taken in their order, and the oldest of a receiver is looked up for each (platform/sql/list_due_jobs.sql).
-- The statistics of a table that is nearly always empty tell a planner nothing, so each of the two look-ups has an
-- index that the other cannot use.
DROP INDEX outbox_receiver;
CREATE INDEX outbox_order ON outbox (reaction, dead, job_id);
CREATE INDEX outbox_receiver ON outbox (receiver, reaction, dead, job_id);
