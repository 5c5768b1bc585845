-- E-mail is a way of its own; it carries to an address.
alter table outgoing.dispatch drop constraint dispatch_channel_check;
alter table outgoing.dispatch add constraint dispatch_channel_check
  check (channel in ('local', 'gateway', 'email', 'post', 'hand', 'other'));
alter table outgoing.dispatch add constraint dispatch_email_address check (channel <> 'email' or address is not null);
