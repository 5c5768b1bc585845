-- Books of one issuing body inside the office (a council, a board, a congress): what stands on its documents instead of the office's
-- own name and abbreviation (NĐ 30/2020 Đ15, PL I.II.3; 36-HD/VPTW). Null: the office itself.
alter table records.register_book
  add column issuer_name varchar(200),
  add column issuer_above varchar(200),
  add column issuer_abbreviation varchar(15),
  add constraint register_book_issuer check ((issuer_name is null) = (issuer_abbreviation is null));
