-- The arrival number comes in the last statement of a registration, after the tasks were written: a task has none of its
-- own, its lists read it where it is kept.
alter table desk.task drop column arrival_number;
