-- Another way out of the house: to another installation, by the code of the body there.
alter table outgoing.dispatch drop constraint dispatch_channel_check;
alter table outgoing.dispatch add constraint dispatch_channel_check check (channel in ('local', 'gateway', 'post', 'hand', 'other'));
alter table outgoing.dispatch add constraint dispatch_gateway_address check (channel <> 'gateway' or address is not null);
