-- A draft may be meant for the book of a council, board or congress: the code of a register book opened by name (NĐ 30/2020 Đ15).
alter table outgoing.paper add column book_code varchar(100);
