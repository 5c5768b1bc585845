-- Who may enter: accounts, their sessions, second factors, one-time links and API keys. Accounts belong to the
-- installation, not to an organisation (tenancy exceptions): rights come from the posts of the person.
create schema auth;
grant usage on schema auth to vankho_app;

-- One account is one person (QCVN 12:2026/BCA 3.7).
create table auth.account (
  id uuid primary key,
  person_id uuid not null unique references people.person (id),
  -- Lower case, NFC.
  login text not null unique check (login = lower(login) and length(login) between 3 and 60),
  -- Argon2id in PHC writing; null until the first password is set by a one-time link.
  password_hash text,
  password_at timestamptz,
  -- Given by somebody else (command line): to be changed at the first sign-in.
  must_change boolean not null default false,
  -- Sealed with the key in VANKHO_HOME; counts only once confirmed_at is set.
  totp_sealed bytea,
  totp_confirmed_at timestamptz,
  -- The last time step that was accepted: a code works once (RFC 6238 5.2).
  totp_last_step bigint not null default 0,
  disabled_at timestamptz,
  disabled_reason text check (disabled_reason in ('administrator', 'idle')),
  last_sign_in_at timestamptz,
  -- When the account was made or enabled again: idle days count from here too.
  active_from timestamptz not null,
  is_demo boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null
);

create table auth.password_history (
  account_id uuid not null references auth.account (id) on delete cascade,
  at timestamptz not null,
  password_hash text not null,
  primary key (account_id, at)
);

create table auth.recovery_code (
  account_id uuid not null references auth.account (id) on delete cascade,
  hash bytea not null check (octet_length(hash) = 32),
  used_at timestamptz,
  primary key (account_id, hash)
);

create table auth.session (
  id uuid primary key,
  account_id uuid not null references auth.account (id) on delete cascade,
  -- SHA-256 of the secret in the cookie; the secret itself is nowhere kept.
  secret_hash bytea not null unique check (octet_length(secret_hash) = 32),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- Last time that the password (and second factor) was given in this session.
  confirmed_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null,
  user_agent text not null,
  ended_at timestamptz,
  end_reason text check (end_reason in
    ('signed-out', 'ended-by-owner', 'password-changed', 'account-disabled', 'no-post', 'replaced'))
);
create index session_account on auth.session (account_id) where ended_at is null;
create index session_expiry on auth.session (expires_at);

create table auth.link (
  id uuid primary key,
  kind text not null check (kind in ('setup', 'password')),
  account_id uuid references auth.account (id) on delete cascade,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((kind = 'setup') = (account_id is null))
);

create table auth.api_key (
  id uuid primary key,
  account_id uuid not null references auth.account (id) on delete cascade,
  post_id uuid not null,
  name text not null,
  secret_hash bytea not null unique check (octet_length(secret_hash) = 32),
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  ended_at timestamptz
);
create index api_key_account on auth.api_key (account_id);

-- Failed attempts, by account name (known or not, so that nobody learns which exist) and by address. Only hashes.
create table auth.throttle (
  kind text not null check (kind in ('account', 'address')),
  key_hash bytea not null check (octet_length(key_hash) = 32),
  failures integer not null default 0,
  last_at timestamptz not null,
  blocked_until timestamptz,
  primary key (kind, key_hash)
);

-- The quarterly review of accounts (QCVN 12:2026/BCA 3.7), each one kept.
create table auth.review (
  organization_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  by_post_id uuid not null,
  by_name text not null,
  accounts integer not null,
  note text,
  primary key (organization_id, id)
);
select platform.guard_tenant('auth.review');

grant select, insert, update, delete on auth.account, auth.password_history, auth.recovery_code, auth.session,
  auth.link, auth.api_key, auth.throttle to vankho_app;
grant select, insert on auth.review to vankho_app;
