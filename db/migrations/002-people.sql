-- People, how they come in, and what only they see.

create table site (
  one boolean primary key default true check (one),
  founded_at timestamptz(3),
  demonstration boolean not null default false
);
insert into site default values;
call audience('site', 'own');
grant select on site to copse_app, copse_jobs;
create policy read on site for select to copse_app, copse_jobs using (true);

-- Only a card. A person without a login whose `source` is set is a placeholder: an author of imported words whom a real
-- person can claim by an invitation.
create table person (
  id bigint generated always as identity primary key,
  handle citext not null unique check (handle ~ '^[a-z0-9][a-z0-9_-]{1,39}$'),
  name text not null check (length(name) between 1 and 80),
  lang text not null default 'en',
  picture text,
  source text unique,
  created_at timestamptz(3) not null default now()
);
call audience('person', 'card');

create table login (
  person_id bigint primary key references person on delete cascade,
  email citext not null unique check (length(email) <= 254),
  password text,
  operator boolean not null default false,
  changed_at timestamptz(3) not null default now()
);
call audience('login', 'locked');

create table session (
  id bigint generated always as identity primary key,
  hash bytea not null unique,
  person_id bigint not null references person on delete cascade,
  agent text not null default '',
  created_at timestamptz(3) not null default now(),
  used_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
create index on session (person_id);
call audience('session', 'locked');

create table token (
  id bigint generated always as identity primary key,
  hash bytea not null unique,
  person_id bigint not null references person on delete cascade,
  name text not null check (length(name) between 1 and 80),
  scopes text[] not null,
  created_at timestamptz(3) not null default now(),
  used_at timestamptz(3),
  expires_at timestamptz(3)
);
create index on token (person_id);
call audience('token', 'locked');

-- A link that works once: signing in, choosing a new password, founding the site. Its secret is derived from the id by
-- the site's key and is never stored.
create table one_time (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('sign-in', 'password', 'first-run')),
  person_id bigint references person on delete cascade,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
call audience('one_time', 'locked');

-- How often something was tried. Keys are hashes, so that no address is kept here.
create unlogged table tries (
  key bytea primary key,
  count int not null,
  until timestamptz not null
);
call audience('tries', 'locked');

-- Mail waiting to leave or gone. Holds ids only: the text is written at the moment of sending.
create table mail (
  id bigint generated always as identity primary key,
  kind text not null,
  address citext not null,
  person_id bigint references person on delete cascade,
  subject_id bigint not null,
  lang text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'expired', 'failed')),
  message_id text not null unique,
  attempts int not null default 0,
  error text,
  created_at timestamptz(3) not null default now(),
  sent_at timestamptz(3)
);
create index on mail (state, created_at);
call audience('mail', 'jobs');

create table idempotency (
  person_id bigint not null references person on delete cascade,
  route text not null,
  key text not null check (length(key) between 1 and 200),
  body_hash bytea not null,
  status smallint not null default 0,
  address text not null default '',
  at timestamptz(3) not null default now(),
  primary key (person_id, route, key)
);
create index on idempotency (at);
call audience('idempotency', 'self');
