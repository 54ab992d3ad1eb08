-- A retry gets the same answer: beside status and address, the ids that were told. Never words or secrets.
alter table idempotency add column ids jsonb not null default '{}';
