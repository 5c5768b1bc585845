-- Where letters reach an organisation, and its telephone: on envelopes and slips (NĐ 30/2020 PL I.II.13, PL IV mẫu II).
alter table people.organization add column address varchar(300), add column phone varchar(50);
