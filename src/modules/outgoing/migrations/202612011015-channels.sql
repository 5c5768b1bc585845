-- Ways out of the house that exist; others are added with what carries them.
alter table outgoing.dispatch drop constraint dispatch_channel_check;
alter table outgoing.dispatch add constraint dispatch_channel_check check (channel in ('local', 'post', 'hand', 'other'));
