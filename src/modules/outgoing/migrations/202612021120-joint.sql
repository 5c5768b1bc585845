-- Bodies that issue a document together with this office (văn bản liên tịch), each with its name, abbreviation and who signs for it. The
-- office presides and numbers; the others sign on paper.
alter table outgoing.paper
  add column joint_with jsonb not null default '[]',
  add constraint paper_joint_on_paper check (joint_with = '[]' or mode = 'paper');
