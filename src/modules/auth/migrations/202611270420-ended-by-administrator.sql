-- `vankho user sign-out`: whoever holds the server ends the sessions of an account.
alter table auth.session drop constraint session_end_reason_check;
alter table auth.session add constraint session_end_reason_check check (end_reason in
  ('signed-out', 'ended-by-owner', 'ended-by-administrator', 'password-changed', 'account-disabled', 'no-post', 'replaced'));
