-- Personal values of events lie apart from their facts, under a salt of their own: erasing a user
-- empties both, and what was done, where and with which roles stays (RT37). Null digest: the event
-- had none. Events of before have theirs among the details.
alter table audit add column personal text;
alter table audit add column personal_salt {blob};
alter table audit add column personal_digest {blob};
