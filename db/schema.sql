-- Made by `npm run schema` from the catalogue after all migrations; `npm run check` keeps it true. Read it, do not run it.

table acceptance  -- audience: space
  item_id bigint not null
  space_id bigint not null
  number integer not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (item_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table action  -- audience: space
  item_id bigint not null
  space_id bigint not null
  owner_id bigint
  due date
  version integer not null default 1
  left_at timestamp(3) with time zone
  reminded_for date
  closed_at timestamp(3) with time zone
  closed_by bigint
  why text
  CHECK ((((closed_at IS NULL) = (closed_by IS NULL)) AND ((why IS NULL) OR (closed_at IS NOT NULL))))
  CHECK (((length(why) >= 1) AND (length(why) <= 300)))
  FOREIGN KEY (closed_by) REFERENCES person(id)
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (owner_id) REFERENCES person(id)
  PRIMARY KEY (item_id)
  CREATE INDEX action_closed_by_idx ON action USING btree (closed_by)
  CREATE INDEX action_due_idx ON action USING btree (due) WHERE (closed_at IS NULL)
  CREATE INDEX action_owner_id_idx ON action USING btree (owner_id)
  CREATE INDEX action_space_id_closed_at_item_id_idx ON action USING btree (space_id, closed_at DESC, item_id DESC) WHERE (closed_at IS NOT NULL)
  CREATE INDEX action_space_id_due_idx ON action USING btree (space_id, due) WHERE (closed_at IS NULL)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table action_step  -- audience: space
  id bigint not null identity
  item_id bigint not null
  space_id bigint not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  did text not null
  to_id bigint
  due date
  CHECK ((did = ANY (ARRAY['given'::text, 'taken'::text, 'laid-down'::text, 'left'::text, 'due'::text, 'reworded'::text, 'done'::text, 'let-go'::text, 'opened'::text])))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (to_id) REFERENCES person(id)
  PRIMARY KEY (id)
  CREATE INDEX action_step_item_id_id_idx ON action_step USING btree (item_id, id)
  CREATE INDEX action_step_person_id_idx ON action_step USING btree (person_id)
  CREATE INDEX action_step_to_id_idx ON action_step USING btree (to_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER tell_action AFTER INSERT ON copse.action_step FOR EACH ROW EXECUTE FUNCTION tell_action()
  grant delete, insert, select, update to copse_app


table activity  -- audience: space
  id bigint not null identity
  space_id bigint not null
  verb text not null
  actor_id bigint
  item_id bigint
  message_id bigint
  at timestamp(3) with time zone not null default now()
  FOREIGN KEY (actor_id) REFERENCES person(id)
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX activity_item_id_idx ON activity USING btree (item_id)
  CREATE INDEX activity_space_id_id_idx ON activity USING btree (space_id, id DESC)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER quiet_activity BEFORE INSERT ON copse.activity FOR EACH ROW WHEN ((new.item_id IS NOT NULL)) EXECUTE FUNCTION quiet_activity()
  CREATE TRIGGER tell_outside AFTER INSERT ON copse.activity REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION tell_outside()
  grant delete, insert, select, update to copse_app


table alarm  -- audience: jobs
  id bigint not null identity
  kind text not null
  problem text not null
  at timestamp(3) with time zone not null default now()
  CHECK ((kind = ANY (ARRAY['backup'::text, 'disk'::text])))
  PRIMARY KEY (id)
  policy jobs for all to copse_jobs using (true) with check (true)
  policy owner for all to copse_owner using (true) with check (true)
  grant delete, select, update to copse_jobs


table answer  -- audience: own
  event_id bigint not null
  space_id bigint not null
  original wall_time
  person_id bigint not null
  reply text not null
  way text
  at timestamp(3) with time zone not null default now()
  CHECK ((reply = ANY (ARRAY['yes'::text, 'perhaps'::text, 'no'::text])))
  CHECK ((way = ANY (ARRAY['on-site'::text, 'online'::text])))
  FOREIGN KEY (event_id, original, space_id) REFERENCES occurrence(event_id, original, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (event_id, space_id) REFERENCES event(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  UNIQUE NULLS NOT DISTINCT (event_id, original, person_id)
  CREATE INDEX answer_person_id_event_id_idx ON answer USING btree (person_id, event_id)
  policy mine for all to copse_app using (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])))) with check (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[]))))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  CREATE TRIGGER answers_came AFTER INSERT ON copse.answer REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION answers_moved()
  CREATE TRIGGER answers_changed AFTER UPDATE ON copse.answer REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION answers_moved()
  CREATE TRIGGER answers_went AFTER DELETE ON copse.answer REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION answers_moved()
  CREATE CONSTRAINT TRIGGER number_event AFTER INSERT OR DELETE OR UPDATE ON copse.answer DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION number_of_part()
  grant delete, insert, select, update to copse_app


table answer_need  -- audience: own
  event_id bigint not null
  space_id bigint not null
  person_id bigint not null
  needs text not null
  CHECK (((length(needs) >= 1) AND (length(needs) <= 1000)))
  FOREIGN KEY (event_id, space_id) REFERENCES event(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (event_id, person_id)
  CREATE INDEX answer_need_person_id_idx ON answer_need USING btree (person_id)
  policy mine for all to copse_app using (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT reads() AS reads)::bigint[])))) with check (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[]))))
  policy owner for all to copse_owner using (true) with check (true)
  policy tending for select to copse_app using (((space_id = ANY (( SELECT reads() AS reads)::bigint[])) AND (EXISTS ( SELECT
   FROM event_part p
  WHERE ((p.event_id = answer_need.event_id) AND (p.part = 'host'::text) AND (p.person_id = ( SELECT me() AS me))))))) with check ()
  grant delete, insert, select, update to copse_app


table ask  -- audience: own
  item_id bigint not null
  space_id bigint not null
  person_id bigint not null
  asked_by bigint not null
  at timestamp(3) with time zone not null default now()
  answer text
  answered_at timestamp(3) with time zone
  CHECK ((answer = ANY (ARRAY['answered'::text, 'not-now'::text])))
  CHECK ((person_id <> asked_by))
  CHECK (((answer IS NULL) = (answered_at IS NULL)))
  FOREIGN KEY (asked_by) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (item_id, person_id)
  CREATE INDEX ask_asked_by_idx ON ask USING btree (asked_by)
  CREATE INDEX ask_person_id_idx ON ask USING btree (person_id)
  policy add for insert to copse_app using () with check (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND (asked_by = ( SELECT me() AS me)) AND (answer IS NULL) AND (EXISTS ( SELECT
   FROM item i
  WHERE ((i.id = ask.item_id) AND (i.author_id = ( SELECT me() AS me))))) AND (EXISTS ( SELECT
   FROM membership m
  WHERE ((m.space_id = ask.space_id) AND (m.person_id = ask.person_id) AND (m.ended_at IS NULL) AND ((m.until IS NULL) OR (m.until > now())))))))
  policy change for update to copse_app using (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND (person_id = ( SELECT me() AS me)))) with check (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND (person_id = ( SELECT me() AS me))))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false) AND ((asked_by = ( SELECT me() AS me)) OR ((person_id = ( SELECT me() AS me)) AND (asked_by <> ALL (ARRAY( SELECT b.blocked_id
   FROM block b
  WHERE (b.person_id = ( SELECT me() AS me))))))))) with check ()
  CREATE TRIGGER tell_ask AFTER INSERT OR UPDATE OF answer ON copse.ask FOR EACH ROW EXECUTE FUNCTION tell_ask()
  grant insert, select to copse_app


table asking_rest  -- audience: self
  item_id bigint not null
  space_id bigint not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (item_id)
  CREATE INDEX asking_rest_person_id_idx ON asking_rest USING btree (person_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table attachment  -- audience: own
  id bigint not null identity
  space_id bigint not null
  person_id bigint not null
  message_id bigint
  blob text not null
  name text not null
  type text not null
  bytes bigint not null
  width integer
  height integer
  alt text not null default ''::text
  created_at timestamp(3) with time zone not null default now()
  decorative boolean not null default false
  item_id bigint
  sent boolean not null default ((message_id IS NOT NULL) OR (item_id IS NOT NULL))
  seconds real
  CHECK ((length(alt) <= 1000))
  CHECK (((NOT decorative) OR (alt = ''::text)))
  CHECK (((length(name) >= 1) AND (length(name) <= 200)))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (message_id, space_id) REFERENCES message(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX attachment_created_at_idx ON attachment USING btree (created_at) WHERE (NOT sent)
  CREATE INDEX attachment_item_id_idx ON attachment USING btree (item_id)
  CREATE INDEX attachment_message_id_idx ON attachment USING btree (message_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND ((person_id = ( SELECT me() AS me)) OR (EXISTS ( SELECT
   FROM message m
  WHERE ((m.id = attachment.message_id) AND (m.author_id = ( SELECT me() AS me)))))))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false) AND (sent OR (person_id = ( SELECT me() AS me))))) with check ()
  policy remove for delete to copse_app using (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND ((person_id = ( SELECT me() AS me)) OR (EXISTS ( SELECT
   FROM message m
  WHERE ((m.id = attachment.message_id) AND (m.author_id = ( SELECT me() AS me)))))))) with check ()
  grant delete, insert, select, update to copse_app


table attendance  -- audience: own
  event_id bigint not null
  space_id bigint not null
  original wall_time not null
  person_id bigint not null
  by_id bigint not null
  FOREIGN KEY (by_id) REFERENCES person(id)
  FOREIGN KEY (event_id, original, space_id) REFERENCES occurrence(event_id, original, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (event_id, space_id) REFERENCES event(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (event_id, original, person_id)
  CREATE INDEX attendance_by_id_idx ON attendance USING btree (by_id)
  CREATE INDEX attendance_person_id_idx ON attendance USING btree (person_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  policy say for insert to copse_app using () with check (((by_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND ((person_id = ( SELECT me() AS me)) OR (tends_meeting(event_id) AND is_here(space_id, person_id)))))
  policy unsay for delete to copse_app using (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND ((person_id = ( SELECT me() AS me)) OR tends_meeting(event_id)))) with check ()
  grant delete, insert, select to copse_app


table audit  -- audience: space
  id bigint not null identity
  space_id bigint not null
  actor_id bigint
  verb text not null
  person_id bigint
  item_id bigint
  message_id bigint
  at timestamp(3) with time zone not null default now()
  subject_id bigint
  FOREIGN KEY (actor_id) REFERENCES person(id)
  FOREIGN KEY (person_id) REFERENCES person(id)
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX audit_space_id_at_id_idx ON audit USING btree (space_id, at DESC, id DESC)
  CREATE INDEX audit_space_id_id_idx ON audit USING btree (space_id, id DESC)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy add_as_host for insert to copse_app using () with check (((actor_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant insert, select to copse_app


table backup_made  -- audience: jobs
  id bigint not null identity
  started_at timestamp(3) with time zone not null
  ended_at timestamp(3) with time zone not null default now()
  name text
  bytes bigint not null default 0
  problem text
  PRIMARY KEY (id)
  policy jobs for all to copse_jobs using (true) with check (true)
  policy owner for all to copse_owner using (true) with check (true)
  grant delete, insert, select, update to copse_jobs


table birthday  -- audience: own
  person_id bigint not null
  day year_day not null
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id)
  CREATE INDEX birthday_day_idx ON birthday USING btree (day)
  policy mine for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((EXISTS ( SELECT
   FROM birthday_shown s
  WHERE ((s.person_id = birthday.person_id) AND (s.space_id = ANY (( SELECT reads() AS reads)::bigint[])))))) with check ()
  grant delete, insert, select, update to copse_app


table birthday_shown  -- audience: own
  person_id bigint not null
  space_id bigint not null
  FOREIGN KEY (person_id) REFERENCES birthday(person_id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (person_id, space_id)
  CREATE INDEX birthday_shown_space_id_idx ON birthday_shown USING btree (space_id)
  policy hide_mine for delete to copse_app using ((person_id = ( SELECT me() AS me))) with check ()
  policy mine for select to copse_app using ((person_id = ( SELECT me() AS me))) with check ()
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (((space_id = ANY (( SELECT reads() AS reads)::bigint[])) AND (EXISTS ( SELECT
   FROM membership m
  WHERE ((m.space_id = birthday_shown.space_id) AND (m.person_id = birthday_shown.person_id) AND (m.ended_at IS NULL) AND ((m.until IS NULL) OR (m.until > now()))))))) with check ()
  policy show_mine for insert to copse_app using () with check (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT reads() AS reads)::bigint[])) AND (EXISTS ( SELECT
   FROM space s
  WHERE ((s.id = birthday_shown.space_id) AND (s.kind = 'community'::text))))))
  grant delete, insert, select to copse_app


table block  -- audience: self
  person_id bigint not null
  blocked_id bigint not null
  at timestamp(3) with time zone not null default now()
  CHECK ((person_id <> blocked_id))
  FOREIGN KEY (blocked_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id, blocked_id)
  CREATE INDEX block_blocked_id_idx ON block USING btree (blocked_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table buddy  -- audience: own
  event_id bigint not null
  space_id bigint not null
  original wall_time not null
  person_id bigint not null
  buddy_id bigint not null
  CHECK ((person_id <> buddy_id))
  FOREIGN KEY (buddy_id) REFERENCES person(id)
  FOREIGN KEY (event_id, original, space_id) REFERENCES occurrence(event_id, original, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (event_id, space_id) REFERENCES event(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (event_id, original, person_id)
  CREATE INDEX buddy_buddy_id_idx ON buddy USING btree (buddy_id)
  CREATE INDEX buddy_person_id_idx ON buddy USING btree (person_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy pair for all to copse_app using (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND (((( SELECT me() AS me) = person_id) OR (( SELECT me() AS me) = buddy_id)) OR tends_meeting(event_id)))) with check (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND (((( SELECT me() AS me) = person_id) OR (( SELECT me() AS me) = buddy_id)) OR tends_meeting(event_id)) AND is_here(space_id, person_id) AND is_here(space_id, buddy_id)))
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table calendar_count  -- audience: own
  space_id bigint not null
  number bigint not null
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (space_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  grant select to copse_app


table calendar_member  -- audience: own
  space_id bigint not null
  event_id bigint not null
  name text not null
  number bigint not null default 0
  said bigint not null default 0
  answered bigint not null default 0
  gone boolean not null default false
  CHECK (((length(name) >= 1) AND (length(name) <= 300)))
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (space_id, event_id)
  CREATE UNIQUE INDEX calendar_member_space_id_name_idx ON calendar_member USING btree (space_id, name) WHERE (NOT gone)
  CREATE INDEX calendar_member_space_id_number_idx ON calendar_member USING btree (space_id, number)
  policy add for insert to copse_app using () with check (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND (number = 0)))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  policy rename for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant insert, select to copse_app


table calendar_own  -- audience: own
  event_id bigint not null
  space_id bigint not null
  person_id bigint not null
  alarms jsonb not null default '[]'::jsonb
  rest text not null default ''::text
  CHECK ((octet_length((alarms)::text) <= 100000))
  CHECK ((length(rest) <= 20000))
  FOREIGN KEY (event_id, space_id) REFERENCES event(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (event_id, person_id)
  CREATE INDEX calendar_own_person_id_idx ON calendar_own USING btree (person_id)
  policy mine for all to copse_app using (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT reads() AS reads)::bigint[])))) with check (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[]))))
  policy owner for all to copse_owner using (true) with check (true)
  CREATE CONSTRAINT TRIGGER number_event AFTER INSERT OR DELETE OR UPDATE ON copse.calendar_own DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION number_of_part()
  grant delete, insert, select, update to copse_app


table closure  -- audience: own
  item_id bigint not null
  space_id bigint not null
  person_id bigint not null
  reason text not null
  at timestamp(3) with time zone not null default now()
  CHECK (((length(reason) >= 1) AND (length(reason) <= 500)))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (item_id)
  CREATE INDEX closure_space_id_idx ON closure USING btree (space_id)
  policy add for insert to copse_app using () with check (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND (person_id = ( SELECT me() AS me)) AND ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) OR (EXISTS ( SELECT
   FROM item i
  WHERE ((i.id = closure.item_id) AND (i.author_id = ( SELECT me() AS me))))))))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) OR (person_id = ( SELECT me() AS me))))) with check ()
  grant delete, insert, select to copse_app


table conversation  -- audience: own
  item_id bigint not null
  space_id bigint not null
  among bigint[]
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id)
  UNIQUE (among)
  UNIQUE (space_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  grant select to copse_app


table data_saver  -- audience: self
  person_id bigint not null
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  CREATE TRIGGER bus_saves AFTER INSERT OR DELETE ON copse.data_saver FOR EACH ROW EXECUTE FUNCTION bus_belonging()
  grant delete, insert, select, update to copse_app


table date_option  -- audience: space
  id bigint not null identity
  item_id bigint not null
  space_id bigint not null
  starts wall_time not null
  from_at timestamp(3) with time zone not null
  until_at timestamp(3) with time zone not null
  withdrawn text
  CHECK (((length(withdrawn) >= 1) AND (length(withdrawn) <= 300)))
  FOREIGN KEY (item_id, space_id) REFERENCES date_question(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (id, item_id, space_id)
  UNIQUE (item_id, starts)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table date_question  -- audience: space
  item_id bigint not null
  space_id bigint not null
  about text not null default ''::text
  html text not null default ''::text
  minutes integer not null
  zone text not null
  place text not null default ''::text
  way text not null default ''::text
  access text not null default ''::text
  link text not null default ''::text
  dial_in text not null default ''::text
  format text not null default ''::text
  answers_until date
  every text
  times integer
  closed_at timestamp(3) with time zone
  closed_by bigint
  why text
  event_id bigint
  CHECK ((length(about) <= 20000))
  CHECK ((length(access) <= 2000))
  CHECK ((((every IS NULL) = (times IS NULL)) AND ((closed_at IS NULL) = (closed_by IS NULL))))
  CHECK ((length(dial_in) <= 300))
  CHECK ((every = ANY (ARRAY['week'::text, 'two-weeks'::text, 'four-weeks'::text, 'month'::text])))
  CHECK ((format ~ '^[a-z-]{0,40}$'::text))
  CHECK ((length(link) <= 2000))
  CHECK (((minutes >= 5) AND (minutes <= 1440)))
  CHECK ((length(place) <= 300))
  CHECK (((times >= 2) AND (times <= 24)))
  CHECK ((length(way) <= 2000))
  CHECK (((length(why) >= 1) AND (length(why) <= 300)))
  CHECK ((length(zone) <= 60))
  FOREIGN KEY (closed_by) REFERENCES person(id)
  FOREIGN KEY (event_id) REFERENCES item(id) ON DELETE SET NULL
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id)
  UNIQUE (item_id, space_id)
  CREATE INDEX date_question_answers_until_idx ON date_question USING btree (answers_until) WHERE (closed_at IS NULL)
  CREATE INDEX date_question_closed_by_idx ON date_question USING btree (closed_by)
  CREATE INDEX date_question_event_id_idx ON date_question USING btree (event_id)
  CREATE INDEX date_question_space_id_idx ON date_question USING btree (space_id) WHERE (closed_at IS NULL)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER index_date_question AFTER INSERT OR UPDATE OF about, place ON copse.date_question FOR EACH ROW EXECUTE FUNCTION index_date_question()
  grant delete, insert, select, update to copse_app


table date_reply  -- audience: own
  option_id bigint not null
  item_id bigint not null
  space_id bigint not null
  person_id bigint not null
  reply text not null
  at timestamp(3) with time zone not null default now()
  CHECK ((reply = ANY (ARRAY['yes'::text, 'if-need-be'::text, 'no'::text])))
  FOREIGN KEY (option_id, item_id, space_id) REFERENCES date_option(id, item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (option_id, person_id)
  CREATE INDEX date_reply_item_id_person_id_idx ON date_reply USING btree (item_id, person_id)
  CREATE INDEX date_reply_person_id_idx ON date_reply USING btree (person_id)
  policy mine for all to copse_app using (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])))) with check (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[]))))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  CREATE TRIGGER settle_wanted AFTER INSERT ON copse.date_reply REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION settle_wanted()
  grant delete, insert, select, update to copse_app


table date_wanted  -- audience: space
  item_id bigint not null
  space_id bigint not null
  person_id bigint not null
  FOREIGN KEY (item_id, space_id) REFERENCES date_question(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (item_id, person_id)
  CREATE INDEX date_wanted_person_id_idx ON date_wanted USING btree (person_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER tell_wanted AFTER INSERT ON copse.date_wanted FOR EACH ROW EXECUTE FUNCTION tell_wanted()
  grant delete, insert, select, update to copse_app


table dav_lock  -- audience: own
  token uuid not null default gen_random_uuid()
  item_id bigint not null
  space_id bigint not null
  person_id bigint not null
  scope text not null
  deep boolean not null
  owner text not null
  until timestamp(3) with time zone not null
  CHECK ((octet_length(owner) <= 8000))
  CHECK ((scope = ANY (ARRAY['exclusive'::text, 'shared'::text])))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (token)
  CREATE INDEX dav_lock_item_id_space_id_idx ON dav_lock USING btree (item_id, space_id)
  CREATE INDEX dav_lock_person_id_idx ON dav_lock USING btree (person_id)
  CREATE INDEX dav_lock_space_id_until_idx ON dav_lock USING btree (space_id, until)
  policy add for insert to copse_app using () with check (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND (person_id = ( SELECT me() AS me))))
  policy change for update to copse_app using (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND (person_id = ( SELECT me() AS me)))) with check ((person_id = ( SELECT me() AS me)))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  policy remove for delete to copse_app using (((person_id = ( SELECT me() AS me)) OR (space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) OR ((until < now()) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[]))))) with check ()
  grant delete, insert, select, update to copse_app


table dav_property  -- audience: space
  item_id bigint not null
  space_id bigint not null
  uri text not null
  name text not null
  lang text
  xml text not null
  CHECK (((octet_length(uri) + octet_length(name)) <= 2000))
  CHECK ((length(lang) <= 100))
  CHECK ((name <> ''::text))
  CHECK ((octet_length(xml) <= 65536))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id, uri, name)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table device  -- audience: locked
  person_id bigint not null
  hash bytea not null
  seen_at timestamp(3) with time zone not null default now()
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id, hash)
  policy owner for all to copse_owner using (true) with check (true)


table discussion  -- audience: space
  item_id bigint not null
  space_id bigint not null
  intent text not null
  CHECK ((intent = ANY (ARRAY['talk'::text, 'question'::text, 'help'::text, 'story'::text, 'announcement'::text])))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id)
  CREATE INDEX discussion_space_id_intent_item_id_idx ON discussion USING btree (space_id, intent, item_id DESC)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table draft  -- audience: self
  person_id bigint not null
  place text not null
  fields jsonb not null
  version integer not null default 1
  at timestamp(3) with time zone not null default now()
  CHECK ((length(place) <= 100))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id, place)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table emergency  -- audience: own
  id bigint not null identity
  person_id bigint not null
  verb text not null
  at timestamp(3) with time zone not null default now()
  CHECK ((verb = ANY (ARRAY['operator.link'::text, 'operator.token'::text])))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX emergency_person_id_id_idx ON emergency USING btree (person_id, id DESC)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((person_id = ( SELECT me() AS me))) with check ()
  grant select to copse_app


table entry  -- audience: space
  item_id bigint not null
  space_id bigint not null
  folder_id bigint
  is_folder boolean not null
  name text not null
  key text not null
  ordering text not null
  hidden boolean not null default false
  bytes bigint not null default 0
  changed_at timestamp(3) with time zone not null default now()
  removed boolean not null default false
  removed_with bigint
  CHECK ((key <> ''::text))
  CHECK ((((length(name) >= 1) AND (length(name) <= 200)) AND (name !~ '[/\\\x01-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]'::text) AND (name <> ALL (ARRAY['.'::text, '..'::text]))))
  FOREIGN KEY (folder_id, space_id) REFERENCES entry(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id)
  UNIQUE (item_id, space_id)
  CREATE INDEX entry_folder_id_space_id_idx ON entry USING btree (folder_id, space_id)
  CREATE INDEX entry_gone ON entry USING btree (space_id, item_id) WHERE removed
  CREATE INDEX entry_lately ON entry USING btree (space_id, changed_at DESC, item_id DESC) WHERE ((NOT removed) AND (NOT hidden) AND (NOT is_folder))
  CREATE INDEX entry_listed ON entry USING btree (space_id, folder_id, ((NOT is_folder)), ordering, item_id) WHERE ((NOT removed) AND (NOT hidden))
  CREATE UNIQUE INDEX entry_name ON entry USING btree (space_id, folder_id, key) NULLS NOT DISTINCT WHERE (NOT removed)
  CREATE INDEX entry_newest ON entry USING btree (space_id, folder_id, changed_at DESC, item_id DESC) WHERE ((NOT removed) AND (NOT hidden))
  CREATE INDEX entry_removed_with_idx ON entry USING btree (removed_with) WHERE removed
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER guard_entry BEFORE INSERT OR UPDATE OF folder_id, removed ON copse.entry FOR EACH ROW EXECUTE FUNCTION guard_entry()
  CREATE TRIGGER hidden_entry AFTER INSERT OR UPDATE OF name, folder_id ON copse.entry FOR EACH ROW EXECUTE FUNCTION hidden_entry()
  CREATE TRIGGER hide_entry BEFORE INSERT OR UPDATE OF name, folder_id ON copse.entry FOR EACH ROW EXECUTE FUNCTION hide_entry()
  CREATE TRIGGER index_entry AFTER INSERT OR DELETE OR UPDATE OF name ON copse.entry FOR EACH ROW EXECUTE FUNCTION index_entry()
  grant insert, select to copse_app


table erasure  -- audience: locked
  person_id bigint not null
  leave_words boolean not null default false
  at timestamp(3) with time zone not null default now()
  done_at timestamp(3) with time zone
  PRIMARY KEY (person_id)
  policy owner for all to copse_owner using (true) with check (true)


table event  -- audience: space
  item_id bigint not null
  space_id bigint not null
  uid text not null
  sequence integer not null default 0
  version integer not null default 1
  starts wall_time not null
  ends wall_time not null
  zone text
  rule text
  added text[] not null default '{}'::text[]
  left_out text[] not null default '{}'::text[]
  description text not null default ''::text
  html text not null default ''::text
  place text not null default ''::text
  way text not null default ''::text
  access text not null default ''::text
  link text not null default ''::text
  dial_in text not null default ''::text
  format text not null default ''::text
  agenda jsonb not null default '[]'::jsonb
  prepare text not null default ''::text
  places integer
  cancelled_at timestamp(3) with time zone
  changed_at timestamp(3) with time zone not null default now()
  rest text not null default ''::text
  known_until timestamp(3) with time zone
  CHECK ((length(access) <= 2000))
  CHECK ((cardinality(added) <= 2000))
  CHECK ((((zone IS NULL) = (length((starts)::text) = 10)) AND (length((starts)::text) = length((ends)::text))))
  CHECK ((length(description) <= 20000))
  CHECK ((length(dial_in) <= 300))
  CHECK ((format ~ '^[a-z-]{0,40}$'::text))
  CHECK ((cardinality(left_out) <= 2000))
  CHECK ((length(link) <= 2000))
  CHECK ((length(place) <= 300))
  CHECK (((places >= 1) AND (places <= 10000)))
  CHECK ((length(prepare) <= 5000))
  CHECK ((length(rest) <= 20000))
  CHECK (((length(rule) >= 1) AND (length(rule) <= 2000)))
  CHECK (((length(uid) >= 1) AND (length(uid) <= 255)))
  CHECK ((length(way) <= 2000))
  CHECK ((length(zone) <= 60))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id)
  UNIQUE (item_id, space_id)
  UNIQUE (space_id, uid)
  CREATE INDEX event_known_until_idx ON event USING btree (known_until) WHERE (known_until IS NOT NULL)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER index_event AFTER INSERT OR UPDATE OF description, place, prepare ON copse.event FOR EACH ROW EXECUTE FUNCTION index_event()
  CREATE CONSTRAINT TRIGGER number_event AFTER INSERT OR DELETE OR UPDATE OF space_id, uid, version, sequence, rest ON copse.event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION number_of_event()
  CREATE TRIGGER places_changed AFTER UPDATE OF places, place, link, dial_in ON copse.event FOR EACH ROW WHEN ((((old.places IS DISTINCT FROM new.places) OR ((old.place = ''::text) IS DISTINCT FROM (new.place = ''::text))) OR (((old.link = ''::text) AND (old.dial_in = ''::text)) IS DISTINCT FROM ((new.link = ''::text) AND (new.dial_in = ''::text))))) EXECUTE FUNCTION places_changed()
  grant delete, insert, select, update to copse_app


table event_change  -- audience: space
  id bigint not null identity
  event_id bigint not null
  space_id bigint not null
  original wall_time
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  what jsonb not null
  told boolean not null default false
  FOREIGN KEY (event_id, space_id) REFERENCES event(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (id)
  CREATE INDEX event_change_event_id_id_idx ON event_change USING btree (event_id, id DESC)
  CREATE INDEX event_change_event_id_idx ON event_change USING btree (event_id) WHERE (NOT told)
  CREATE INDEX event_change_person_id_idx ON event_change USING btree (person_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant insert, select to copse_app


table event_part  -- audience: space
  event_id bigint not null
  space_id bigint not null
  original wall_time
  part text not null
  person_id bigint not null
  CHECK ((part ~ '^[a-z-]{1,40}$'::text))
  FOREIGN KEY (event_id, original, space_id) REFERENCES occurrence(event_id, original, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (event_id, space_id) REFERENCES event(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  UNIQUE NULLS NOT DISTINCT (event_id, original, part, person_id)
  CREATE INDEX event_part_person_id_idx ON event_part USING btree (person_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy hosted for delete to copse_app using (((part <> 'host'::text) OR (person_id = ( SELECT me() AS me)) OR gives_hosting(event_id, ( SELECT me() AS me)))) with check ()
  policy hosting for insert to copse_app using () with check (((part <> 'host'::text) OR gives_hosting(event_id, person_id)))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE CONSTRAINT TRIGGER number_event AFTER INSERT OR DELETE OR UPDATE ON copse.event_part DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION number_of_part()
  grant delete, insert, select to copse_app


table event_reminding  -- audience: own
  event_id bigint not null
  space_id bigint not null
  person_id bigint not null
  remind text not null
  CHECK ((remind = ANY (ARRAY['none'::text, 'day'::text, 'hour'::text, 'both'::text])))
  FOREIGN KEY (event_id, space_id) REFERENCES event(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (event_id, person_id)
  CREATE INDEX event_reminding_person_id_idx ON event_reminding USING btree (person_id)
  policy mine for all to copse_app using (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT reads() AS reads)::bigint[])))) with check (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[]))))
  policy owner for all to copse_owner using (true) with check (true)
  grant delete, insert, select, update to copse_app


table feed  -- audience: self
  id bigint not null identity
  person_id bigint not null
  space_id bigint
  made_at timestamp(3) with time zone not null default now()
  form text not null default 'atom'::text
  CHECK ((form = ANY (ARRAY['atom'::text, 'calendar'::text])))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE NULLS NOT DISTINCT (person_id, space_id, form)
  CREATE INDEX feed_space_id_idx ON feed USING btree (space_id) WHERE (space_id IS NOT NULL)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table file  -- audience: space
  item_id bigint not null
  space_id bigint not null
  version integer not null default 1
  facts integer not null default 1
  description text not null default ''::text
  html text not null default ''::text
  licence text not null default ''::text
  author text not null default ''::text
  made_on text not null default ''::text
  CHECK ((length(author) <= 200))
  CHECK ((length(description) <= 10000))
  CHECK ((length(licence) <= 100))
  CHECK ((made_on ~ '^(\d{4}(-\d\d(-\d\d)?)?)?$'::text))
  FOREIGN KEY (item_id, space_id) REFERENCES entry(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id)
  UNIQUE (item_id, space_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER index_file AFTER INSERT OR DELETE OR UPDATE OF description, author ON copse.file FOR EACH ROW EXECUTE FUNCTION index_file()
  CREATE TRIGGER index_now AFTER UPDATE OF version, facts ON copse.file FOR EACH ROW EXECUTE FUNCTION index_now()
  grant insert, select, update to copse_app


table file_picture  -- audience: space
  item_id bigint not null
  number integer not null
  page integer not null default 1
  size text not null
  space_id bigint not null
  blob text not null
  bytes bigint not null
  width integer not null
  height integer not null
  CHECK ((size = ANY (ARRAY['thumb'::text, 'view'::text])))
  FOREIGN KEY (item_id, number, space_id) REFERENCES file_version(item_id, number, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id, number, page, size)
  CREATE INDEX file_picture_blob_idx ON file_picture USING btree (blob)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant select to copse_app


table file_version  -- audience: space
  item_id bigint not null
  number integer not null
  space_id bigint not null
  blob text not null
  bytes bigint not null
  type text not null
  name text not null
  why text not null default ''::text
  by_id bigint not null
  at timestamp(3) with time zone not null default now()
  keeps_place boolean not null default false
  preview text not null default 'waiting'::text
  width integer
  height integer
  pages integer
  seconds real
  words text
  trouble text
  CHECK ((bytes >= 0))
  CHECK ((preview = ANY (ARRAY['waiting'::text, 'made'::text, 'none'::text, 'failed'::text])))
  CHECK ((trouble = ANY (ARRAY['broken'::text, 'locked'::text, 'too-large'::text, 'too-hard'::text])))
  CHECK ((length(type) <= 200))
  CHECK ((length(why) <= 500))
  CHECK ((length(words) <= 1000000))
  FOREIGN KEY (by_id) REFERENCES person(id)
  FOREIGN KEY (item_id, space_id) REFERENCES file(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id, number)
  UNIQUE (item_id, number, space_id)
  CREATE INDEX file_version_blob_idx ON file_version USING btree (blob)
  CREATE INDEX file_version_by_id_idx ON file_version USING btree (by_id)
  CREATE INDEX file_version_item_id_idx ON file_version USING btree (item_id) WHERE (preview = 'waiting'::text)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND (by_id = ( SELECT me() AS me)) AND (bytes = 0))) with check ()
  CREATE TRIGGER count_came AFTER INSERT ON copse.file_version REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION count_shelf()
  CREATE TRIGGER count_changed AFTER UPDATE ON copse.file_version REFERENCING OLD TABLE AS gone NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION count_shelf()
  CREATE TRIGGER count_gone AFTER DELETE ON copse.file_version REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_shelf()
  CREATE TRIGGER look_at_version AFTER INSERT ON copse.file_version FOR EACH ROW EXECUTE FUNCTION look_at_version()
  grant delete, insert, select to copse_app


table first_step  -- audience: hosts
  space_id bigint not null
  step text not null
  mark text not null
  CHECK ((mark = ANY (ARRAY['later'::text, 'done'::text])))
  CHECK ((step = ANY (ARRAY['tools'::text, 'starters'::text, 'door'::text, 'date'::text, 'host'::text, 'newcomer'::text, 'greet'::text, 'invite'::text, 'path'::text])))
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (space_id, step)
  policy hosts for all to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  grant delete, insert, select, update to copse_app


table follow  -- audience: self
  person_id bigint not null
  item_id bigint not null
  at timestamp(3) with time zone not null default now()
  level text not null
  CHECK ((level = ANY (ARRAY['muted'::text, 'quiet'::text, 'follow'::text])))
  FOREIGN KEY (item_id) REFERENCES item(id) ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id, item_id)
  CREATE INDEX follow_item_id_idx ON follow USING btree (item_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table follow_space  -- audience: self
  person_id bigint not null
  space_id bigint not null
  level text not null
  at timestamp(3) with time zone not null default now()
  CHECK ((level = ANY (ARRAY['muted'::text, 'quiet'::text, 'follow'::text])))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (person_id, space_id)
  CREATE INDEX follow_space_space_id_idx ON follow_space USING btree (space_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table follow_tag  -- audience: self
  person_id bigint not null
  space_id bigint not null
  tag text not null
  level text not null
  at timestamp(3) with time zone not null default now()
  CHECK ((level = ANY (ARRAY['muted'::text, 'quiet'::text, 'follow'::text])))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id, tag) REFERENCES tag(space_id, name) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (person_id, space_id, tag)
  CREATE INDEX follow_tag_space_id_tag_idx ON follow_tag USING btree (space_id, tag)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table gap  -- audience: space
  item_id bigint not null
  space_id bigint not null
  why text not null default ''::text
  html text not null default ''::text
  wishes integer not null default 0
  CHECK ((length(why) <= 5000))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id)
  CREATE INDEX gap_space_id_idx ON gap USING btree (space_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER index_gap AFTER INSERT OR DELETE OR UPDATE OF why ON copse.gap FOR EACH ROW EXECUTE FUNCTION index_gap()
  grant delete, insert, select, update to copse_app


table gap_answer  -- audience: space
  item_id bigint not null
  space_id bigint not null
  answer_id bigint not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  FOREIGN KEY (answer_id) REFERENCES item(id) ON DELETE CASCADE
  FOREIGN KEY (item_id) REFERENCES gap(item_id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (item_id)
  CREATE INDEX gap_answer_answer_id_idx ON gap_answer USING btree (answer_id)
  CREATE INDEX gap_answer_person_id_idx ON gap_answer USING btree (person_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table gap_taker  -- audience: space
  item_id bigint not null
  space_id bigint not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  until date
  reminded_for date
  FOREIGN KEY (item_id) REFERENCES gap(item_id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (item_id)
  CREATE INDEX gap_taker_person_id_idx ON gap_taker USING btree (person_id)
  CREATE INDEX gap_taker_until_idx ON gap_taker USING btree (until) WHERE (until IS NOT NULL)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table gap_wish  -- audience: own
  item_id bigint not null
  space_id bigint not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  FOREIGN KEY (item_id) REFERENCES gap(item_id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (item_id, person_id)
  CREATE INDEX gap_wish_person_id_idx ON gap_wish USING btree (person_id)
  policy add for insert to copse_app using () with check (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[]))))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT reads() AS reads)::bigint[])))) with check ()
  policy remove for delete to copse_app using (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])))) with check ()
  CREATE TRIGGER count_wishes AFTER INSERT OR DELETE ON copse.gap_wish FOR EACH ROW EXECUTE FUNCTION count_wishes()
  grant delete, insert, select to copse_app


table greet_first  -- audience: own
  id bigint not null identity
  space_id bigint not null
  person_id bigint not null
  name text not null
  greeted boolean not null default false
  made_at timestamp(3) with time zone not null default now()
  CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX greet_first_person_id_idx ON greet_first USING btree (person_id)
  CREATE INDEX greet_first_space_id_person_id_idx ON greet_first USING btree (space_id, person_id)
  policy add for insert to copse_app using () with check (((person_id = ( SELECT me() AS me)) AND COALESCE((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])), false)))
  policy change for update to copse_app using (((person_id = ( SELECT me() AS me)) AND COALESCE((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])), false))) with check (((person_id = ( SELECT me() AS me)) AND COALESCE((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])), false)))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((person_id = ( SELECT me() AS me))) with check ()
  policy remove for delete to copse_app using (((person_id = ( SELECT me() AS me)) AND COALESCE((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])), false))) with check ()
  grant delete, insert, select, update to copse_app


table greeting  -- audience: hosts
  space_id bigint not null
  person_id bigint not null
  greeted_by bigint not null
  at timestamp(3) with time zone not null default now()
  FOREIGN KEY (greeted_by) REFERENCES person(id)
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (space_id, person_id)
  policy hosts for all to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  grant delete, insert, select, update to copse_app


table half_session  -- audience: locked
  hash bytea not null
  person_id bigint not null
  going text not null
  expires_at timestamp(3) with time zone not null
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (hash)
  CREATE INDEX half_session_person_id_idx ON half_session USING btree (person_id)
  policy owner for all to copse_owner using (true) with check (true)


table health  -- audience: jobs
  one boolean not null default true
  at timestamp(3) with time zone not null default now()
  findings jsonb not null
  CHECK (one)
  PRIMARY KEY (one)
  policy jobs for all to copse_jobs using (true) with check (true)
  policy owner for all to copse_owner using (true) with check (true)
  grant delete, insert, select, update to copse_jobs


table hearing  -- audience: self
  person_id bigint not null
  choices jsonb not null default '{}'::jsonb
  letters boolean not null default true
  weekly boolean not null default true
  weekday smallint not null default 1
  morning smallint not null default 7
  quiet_from smallint default 21
  quiet_to smallint default 7
  paused_until date
  remind text not null default 'day'::text
  CHECK ((((quiet_from IS NULL) = (quiet_to IS NULL)) AND (quiet_from IS DISTINCT FROM COALESCE((quiet_to)::integer, '-1'::integer))))
  CHECK ((octet_length((choices)::text) < 1000))
  CHECK (((morning >= 0) AND (morning <= 23)))
  CHECK (((quiet_from >= 0) AND (quiet_from <= 23)))
  CHECK (((quiet_to >= 0) AND (quiet_to <= 23)))
  CHECK ((remind = ANY (ARRAY['none'::text, 'day'::text, 'hour'::text, 'both'::text])))
  CHECK (((weekday >= 1) AND (weekday <= 7)))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table host_note  -- audience: own
  id bigint not null identity
  space_id bigint not null
  person_id bigint not null
  kind text not null
  by_id bigint not null
  agreement text not null
  words text not null
  message_id bigint
  at timestamp(3) with time zone not null default now()
  until timestamp(3) with time zone
  ended_at timestamp(3) with time zone
  ended_by bigint
  CHECK (((length(agreement) >= 1) AND (length(agreement) <= 300)))
  CHECK (((kind = 'suspension'::text) = (until IS NOT NULL)))
  CHECK (((until > at) AND (until <= (at + '367 days'::interval))))
  CHECK ((kind = ANY (ARRAY['warning'::text, 'suspension'::text])))
  CHECK (((length(words) >= 1) AND (length(words) <= 5000)))
  FOREIGN KEY (by_id) REFERENCES person(id)
  FOREIGN KEY (ended_by) REFERENCES person(id)
  FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE SET NULL
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX host_note_message_id_idx ON host_note USING btree (message_id) WHERE (message_id IS NOT NULL)
  CREATE INDEX host_note_person_id_idx ON host_note USING btree (person_id)
  CREATE INDEX host_note_space_id_id_idx ON host_note USING btree (space_id, id DESC)
  CREATE UNIQUE INDEX host_note_space_id_person_id_idx ON host_note USING btree (space_id, person_id) WHERE ((kind = 'suspension'::text) AND (ended_at IS NULL))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (((person_id = ( SELECT me() AS me)) OR (space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))) with check ()
  grant select to copse_app


table host_note_reply  -- audience: own
  id bigint not null identity
  note_id bigint not null
  author_id bigint not null
  words text not null
  at timestamp(3) with time zone not null default now()
  CHECK (((length(words) >= 1) AND (length(words) <= 5000)))
  FOREIGN KEY (author_id) REFERENCES person(id)
  FOREIGN KEY (note_id) REFERENCES host_note(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX host_note_reply_note_id_id_idx ON host_note_reply USING btree (note_id, id)
  policy add for insert to copse_app using () with check (((author_id = ( SELECT me() AS me)) AND note_open(note_id)))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((EXISTS ( SELECT
   FROM host_note n
  WHERE (n.id = host_note_reply.note_id)))) with check ()
  CREATE TRIGGER tell_reply AFTER INSERT ON copse.host_note_reply FOR EACH ROW EXECUTE FUNCTION tell_reply()
  grant insert, select to copse_app


table idempotency  -- audience: self
  person_id bigint not null
  route text not null
  key text not null
  body_hash bytea not null
  status smallint not null default 0
  address text not null default ''::text
  at timestamp(3) with time zone not null default now()
  ids jsonb not null default '{}'::jsonb
  CHECK (((length(key) >= 1) AND (length(key) <= 200)))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id, route, key)
  CREATE INDEX idempotency_at_idx ON idempotency USING btree (at)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table identity  -- audience: locked
  id bigint not null identity
  person_id bigint not null
  issuer text not null
  subject text not null
  email text not null default ''::text
  created_at timestamp(3) with time zone not null default now()
  used_at timestamp(3) with time zone
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (issuer, subject)
  CREATE INDEX identity_person_id_idx ON identity USING btree (person_id)
  policy owner for all to copse_owner using (true) with check (true)


table incoming_hook  -- audience: own
  id bigint not null identity
  space_id bigint not null
  item_id bigint not null
  person_id bigint not null
  name text not null
  hash bytea not null
  made_at timestamp(3) with time zone not null default now()
  used_at timestamp(3) with time zone
  CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (id)
  UNIQUE (hash)
  CREATE INDEX incoming_hook_item_id_idx ON incoming_hook USING btree (item_id)
  CREATE INDEX incoming_hook_person_id_idx ON incoming_hook USING btree (person_id)
  CREATE INDEX incoming_hook_space_id_idx ON incoming_hook USING btree (space_id)
  policy add for insert to copse_app using () with check ((COALESCE((space_id = ANY (( SELECT writes() AS writes)::bigint[])), false) AND (person_id = ( SELECT me() AS me)) AND (COALESCE((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])), false) OR (EXISTS ( SELECT
   FROM item i
  WHERE ((i.id = incoming_hook.item_id) AND (i.author_id = ( SELECT me() AS me))))))))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((COALESCE((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])), false) OR ((person_id = ( SELECT me() AS me)) AND COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)))) with check ()
  policy use for update to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete to copse_app


table incoming_said  -- audience: own
  hook_id bigint not null
  key text not null
  body_hash bytea not null
  number integer
  at timestamp(3) with time zone not null default now()
  CHECK (((length(key) >= 1) AND (length(key) <= 200)))
  FOREIGN KEY (hook_id) REFERENCES incoming_hook(id) ON DELETE CASCADE
  PRIMARY KEY (hook_id, key)
  CREATE INDEX incoming_said_at_idx ON incoming_said USING btree (at)
  policy own for all to copse_app using ((EXISTS ( SELECT
   FROM incoming_hook h
  WHERE ((h.id = incoming_said.hook_id) AND (h.person_id = ( SELECT me() AS me)))))) with check ((EXISTS ( SELECT
   FROM incoming_hook h
  WHERE ((h.id = incoming_said.hook_id) AND (h.person_id = ( SELECT me() AS me))))))
  policy owner for all to copse_owner using (true) with check (true)
  grant insert, select to copse_app


table introduction  -- audience: own
  space_id bigint not null
  blob text not null
  type text not null
  bytes integer not null
  words text not null
  captions text not null default ''::text
  at timestamp(3) with time zone not null default now()
  CHECK (((bytes >= 1) AND (bytes <= 50000000)))
  CHECK ((length(captions) <= 60000))
  CHECK (((captions <> ''::text) OR (type !~ '^video/'::text)))
  CHECK ((type ~ '^(audio|video)/'::text))
  CHECK (((length(words) >= 1) AND (length(words) <= 20000)))
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (space_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table invitation  -- audience: own
  id bigint not null identity
  space_id bigint not null
  made_by bigint not null
  note text not null default ''::text
  email citext
  claims bigint
  uses_most integer
  uses integer not null default 0
  expires_at timestamp(3) with time zone
  revoked_at timestamp(3) with time zone
  created_at timestamp(3) with time zone not null default now()
  standing text not null default 'member'::text
  until timestamp(3) with time zone
  person_id bigint
  declined_at timestamp(3) with time zone
  CHECK (((standing = 'guest'::text) = (until IS NOT NULL)))
  CHECK ((length(note) <= 1000))
  CHECK ((standing = ANY (ARRAY['host'::text, 'member'::text, 'guest'::text])))
  CHECK ((uses_most > 0))
  FOREIGN KEY (claims) REFERENCES person(id)
  FOREIGN KEY (made_by) REFERENCES person(id)
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX invitation_person_id_idx ON invitation USING btree (person_id) WHERE (person_id IS NOT NULL)
  CREATE INDEX invitation_space_id_id_idx ON invitation USING btree (space_id, id DESC)
  policy add for insert to copse_app using () with check (((made_by = ( SELECT me() AS me)) AND ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) OR ((standing = 'member'::text) AND (EXISTS ( SELECT
   FROM space s
  WHERE ((s.id = invitation.space_id) AND s.members_invite AND (s.id = ANY (( SELECT writes() AS writes)::bigint[])))))))))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) OR (person_id = ( SELECT me() AS me)) OR ((made_by = ( SELECT me() AS me)) AND COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)))) with check ()
  policy revoke for update to copse_app using (((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) OR (made_by = ( SELECT me() AS me)))) with check (((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) OR (made_by = ( SELECT me() AS me))))
  CREATE TRIGGER not_while_new BEFORE INSERT ON copse.invitation FOR EACH ROW WHEN ((new.email IS NOT NULL)) EXECUTE FUNCTION not_while_new()
  CREATE TRIGGER tell_invitation AFTER INSERT OR UPDATE OF declined_at, revoked_at, uses ON copse.invitation FOR EACH ROW WHEN ((new.person_id IS NOT NULL)) EXECUTE FUNCTION tell_invitation()
  grant insert, select, update to copse_app


table invitation_report  -- audience: own
  id bigint not null identity
  space_id bigint not null
  made_by bigint not null
  lines jsonb not null
  created_at timestamp(3) with time zone not null default now()
  FOREIGN KEY (made_by) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX invitation_report_space_id_idx ON invitation_report USING btree (space_id)
  policy add for insert to copse_app using () with check (((made_by = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[]))))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false) AND ((made_by = ( SELECT me() AS me)) OR (space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))))) with check ()
  grant insert, select to copse_app


table item  -- audience: space
  id bigint not null identity
  space_id bigint not null
  kind text not null
  author_id bigint not null
  title text not null
  lang text not null
  tags text[] not null default '{}'::text[]
  source text
  version integer not null default 1
  created_at timestamp(3) with time zone not null default now()
  removed_at timestamp(3) with time zone
  removed_by bigint
  title_words tsvector default title_words(title, tags)
  CHECK (((length(title) >= 1) AND (length(title) <= 200)))
  FOREIGN KEY (author_id) REFERENCES person(id)
  FOREIGN KEY (removed_by) REFERENCES person(id)
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (id, space_id)
  UNIQUE (space_id, source)
  CREATE INDEX item_space_id_author_id_id_idx ON item USING btree (space_id, author_id, id DESC) WHERE (removed_at IS NULL)
  CREATE INDEX item_space_id_kind_created_at_id_idx ON item USING btree (space_id, kind, created_at DESC, id DESC) WHERE (removed_at IS NULL)
  CREATE INDEX item_space_id_kind_id_idx ON item USING btree (space_id, kind, id DESC)
  CREATE INDEX item_tags_idx ON item USING gin (tags)
  CREATE INDEX item_title_words_idx ON item USING gin (title_words)
  CREATE INDEX page_by_title ON item USING btree (space_id, lower(title), id) WHERE ((kind = 'page'::text) AND (removed_at IS NULL))
  CREATE INDEX page_removed ON item USING btree (id) WHERE ((kind = 'page'::text) AND (removed_at IS NOT NULL))
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy drafts for select to copse_app using (((kind <> 'journey'::text) OR (author_id = ( SELECT me() AS me)) OR knows_journey(id))) with check ()
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER bus_moved AFTER UPDATE OF space_id, removed_at ON copse.item FOR EACH ROW WHEN (((old.space_id IS DISTINCT FROM new.space_id) OR (old.removed_at IS DISTINCT FROM new.removed_at))) EXECUTE FUNCTION bus_moved()
  CREATE TRIGGER count_tags AFTER INSERT OR DELETE ON copse.item FOR EACH ROW EXECUTE FUNCTION count_tags()
  CREATE TRIGGER count_tags_again AFTER UPDATE OF tags, removed_at, space_id ON copse.item FOR EACH ROW WHEN (((old.tags <> '{}'::text[]) OR (new.tags <> '{}'::text[]))) EXECUTE FUNCTION count_tags()
  CREATE TRIGGER count_topics AFTER INSERT OR DELETE OR UPDATE OF tags, removed_at, space_id ON copse.item FOR EACH ROW EXECUTE FUNCTION count_topics()
  CREATE TRIGGER event_went AFTER UPDATE OF removed_at ON copse.item FOR EACH ROW WHEN (((new.kind = 'event'::text) AND ((old.removed_at IS NULL) <> (new.removed_at IS NULL)))) EXECUTE FUNCTION event_went()
  CREATE TRIGGER guard_title BEFORE UPDATE OF title, lang ON copse.item FOR EACH ROW WHEN (((old.kind = 'page'::text) AND ((old.title IS DISTINCT FROM new.title) OR (old.lang IS DISTINCT FROM new.lang)))) EXECUTE FUNCTION guard_title()
  CREATE TRIGGER index_made AFTER INSERT OR UPDATE OF title, lang, tags, author_id, removed_at, space_id ON copse.item FOR EACH ROW EXECUTE FUNCTION index_made()
  CREATE TRIGGER items_gone AFTER UPDATE ON copse.item REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION items_gone()
  CREATE TRIGGER keep_item_revision AFTER UPDATE OF version ON copse.item FOR EACH ROW WHEN ((old.version <> new.version)) EXECUTE FUNCTION keep_item_revision()
  CREATE TRIGGER leave_pin BEFORE UPDATE OF space_id ON copse.item FOR EACH ROW WHEN ((old.space_id <> new.space_id)) EXECUTE FUNCTION leave_pin()
  CREATE CONSTRAINT TRIGGER number_event AFTER UPDATE OF title, tags, removed_at ON copse.item DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.kind = 'event'::text) AND (((old.title IS DISTINCT FROM new.title) OR (old.tags IS DISTINCT FROM new.tags)) OR (old.removed_at IS DISTINCT FROM new.removed_at)))) EXECUTE FUNCTION number_of_item()
  CREATE TRIGGER removal_leads AFTER UPDATE OF removed_at ON copse.item FOR EACH ROW WHEN (((new.kind = 'page'::text) AND ((old.removed_at IS NULL) <> (new.removed_at IS NULL)))) EXECUTE FUNCTION removal_leads()
  CREATE TRIGGER tidy_tags BEFORE INSERT OR UPDATE OF tags, space_id ON copse.item FOR EACH ROW EXECUTE FUNCTION tidy_tags()
  grant delete, insert, select, update to copse_app


table item_link  -- audience: space
  id bigint not null identity
  space_id bigint not null
  from_item bigint
  from_message bigint
  to_item bigint not null
  to_message bigint
  made boolean not null default false
  CHECK ((num_nonnulls(from_item, from_message) = 1))
  FOREIGN KEY (from_item, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (from_message, space_id) REFERENCES message(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (to_item) REFERENCES item(id) ON DELETE CASCADE
  FOREIGN KEY (to_message) REFERENCES message(id) ON DELETE SET NULL
  PRIMARY KEY (id)
  CREATE INDEX item_link_from_item_space_id_idx ON item_link USING btree (from_item, space_id)
  CREATE UNIQUE INDEX item_link_from_item_to_item_idx ON item_link USING btree (from_item, to_item) WHERE ((from_message IS NULL) AND (NOT made))
  CREATE UNIQUE INDEX item_link_from_item_to_item_to_message_idx ON item_link USING btree (from_item, to_item, to_message) WHERE ((from_message IS NULL) AND made)
  CREATE INDEX item_link_from_message_space_id_idx ON item_link USING btree (from_message, space_id)
  CREATE UNIQUE INDEX item_link_from_message_to_item_idx ON item_link USING btree (from_message, to_item) WHERE (from_message IS NOT NULL)
  CREATE INDEX item_link_to_item_idx ON item_link USING btree (to_item)
  CREATE INDEX item_link_to_message_idx ON item_link USING btree (to_message) WHERE (to_message IS NOT NULL)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table item_revision  -- audience: space
  item_id bigint not null
  version integer not null
  person_id bigint not null
  title text not null
  lang text not null
  tags text[] not null
  more jsonb not null default '{}'::jsonb
  space_id bigint not null
  at timestamp(3) with time zone not null
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (item_id, version)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant select to copse_app


table item_words  -- audience: space
  item_id bigint not null
  part text not null
  space_id bigint not null
  lang text not null
  source text not null
  words tsvector
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id, part)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant select to copse_app


table join_request  -- audience: own
  id bigint not null identity
  space_id bigint not null
  person_id bigint not null
  answers jsonb not null default '[]'::jsonb
  shown boolean not null
  state text not null default 'waiting'::text
  word text not null default ''::text
  answered_by bigint
  created_at timestamp(3) with time zone not null default now()
  answered_at timestamp(3) with time zone
  CHECK ((state = ANY (ARRAY['waiting'::text, 'admitted'::text, 'declined'::text, 'withdrawn'::text])))
  CHECK ((length(word) <= 1000))
  FOREIGN KEY (answered_by) REFERENCES person(id)
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX join_request_person_id_idx ON join_request USING btree (person_id)
  CREATE UNIQUE INDEX join_request_space_id_person_id_idx ON join_request USING btree (space_id, person_id) WHERE (state = 'waiting'::text)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (((person_id = ( SELECT me() AS me)) OR (space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) OR (shown AND (state = 'admitted'::text) AND COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)))) with check ()
  CREATE TRIGGER tell_request AFTER INSERT OR UPDATE OF state ON copse.join_request FOR EACH ROW EXECUTE FUNCTION tell_request()
  grant select to copse_app


table journey  -- audience: own
  item_id bigint not null
  space_id bigint not null
  about text not null default ''::text
  html text not null default ''::text
  for_whom text not null default ''::text
  able text not null default ''::text
  takes text not null default ''::text
  begins_on date
  ends_on date
  join_until date
  places integer
  opened_at timestamp(3) with time zone
  ended_at timestamp(3) with time zone
  version integer not null default 1
  CHECK ((length(able) <= 1000))
  CHECK ((length(about) <= 10000))
  CHECK ((ends_on >= begins_on))
  CHECK ((length(for_whom) <= 500))
  CHECK (((places >= 1) AND (places <= 1000)))
  CHECK ((length(takes) <= 200))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id)
  UNIQUE (item_id, space_id)
  CREATE INDEX journey_space_id_item_id_idx ON journey USING btree (space_id, item_id DESC)
  policy add for insert to copse_app using () with check (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND (opened_at IS NULL)))
  policy change for update to copse_app using (tends_journey(item_id)) with check (tends_journey(item_id))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (((space_id = ANY (( SELECT reads() AS reads)::bigint[])) AND ((opened_at IS NOT NULL) OR knows_journey(item_id)))) with check ()
  CREATE TRIGGER index_journey AFTER INSERT OR UPDATE OF about, for_whom, able ON copse.journey FOR EACH ROW EXECUTE FUNCTION index_journey()
  CREATE TRIGGER more_room AFTER UPDATE OF places ON copse.journey FOR EACH ROW WHEN ((old.places IS DISTINCT FROM new.places)) EXECUTE FUNCTION more_room()
  grant insert, select, update to copse_app


table journey_answered  -- audience: locked
  journey_id bigint not null
  event_id bigint not null
  original wall_time
  person_id bigint not null
  FOREIGN KEY (event_id) REFERENCES event(item_id) ON DELETE CASCADE
  FOREIGN KEY (journey_id) REFERENCES journey(item_id) ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  UNIQUE NULLS NOT DISTINCT (journey_id, person_id, event_id, original)
  CREATE INDEX journey_answered_event_id_idx ON journey_answered USING btree (event_id)
  CREATE INDEX journey_answered_person_id_idx ON journey_answered USING btree (person_id)
  policy owner for all to copse_owner using (true) with check (true)


table journey_done  -- audience: own
  step_id bigint not null
  journey_id bigint not null
  space_id bigint not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  message_id bigint
  FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE SET NULL
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (step_id, journey_id, space_id) REFERENCES journey_step(id, journey_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (step_id, person_id)
  CREATE INDEX journey_done_journey_id_person_id_idx ON journey_done USING btree (journey_id, person_id)
  CREATE INDEX journey_done_message_id_idx ON journey_done USING btree (message_id)
  CREATE INDEX journey_done_person_id_idx ON journey_done USING btree (person_id)
  policy bring for update to copse_app using (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])))) with check ((person_id = ( SELECT me() AS me)))
  policy mine for select to copse_app using ((person_id = ( SELECT me() AS me))) with check ()
  policy owner for all to copse_owner using (true) with check (true)
  policy tick for insert to copse_app using () with check (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND COALESCE((journey_id = ANY (( SELECT my_journeys() AS my_journeys)::bigint[])), false)))
  policy untick for delete to copse_app using (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])))) with check ()
  grant delete, insert, select to copse_app


table journey_guide  -- audience: own
  journey_id bigint not null
  space_id bigint not null
  person_id bigint not null
  FOREIGN KEY (journey_id, space_id) REFERENCES journey(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (journey_id, person_id)
  CREATE INDEX journey_guide_person_id_idx ON journey_guide USING btree (person_id)
  policy add for insert to copse_app using () with check ((tends_journey(journey_id) AND is_here(space_id, person_id)))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  policy remove for delete to copse_app using (tends_journey(journey_id)) with check ()
  grant delete, insert, select to copse_app


table journey_member  -- audience: own
  journey_id bigint not null
  space_id bigint not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  waiting boolean not null default false
  shows boolean not null default true
  answers boolean not null default true
  by_id bigint
  told_on date
  FOREIGN KEY (by_id) REFERENCES person(id)
  FOREIGN KEY (journey_id, space_id) REFERENCES journey(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (journey_id, person_id)
  CREATE INDEX journey_member_by_id_idx ON journey_member USING btree (by_id)
  CREATE INDEX journey_member_journey_id_at_person_id_idx ON journey_member USING btree (journey_id, at, person_id) WHERE waiting
  CREATE INDEX journey_member_person_id_idx ON journey_member USING btree (person_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  policy show for update to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  CREATE TRIGGER left_journey AFTER DELETE ON copse.journey_member FOR EACH ROW EXECUTE FUNCTION left_journey()
  grant select to copse_app


table journey_reflection  -- audience: own
  step_id bigint not null
  journey_id bigint not null
  space_id bigint not null
  person_id bigint not null
  shared boolean not null default false
  lang text not null
  source text not null
  html text not null
  version integer not null default 1
  at timestamp(3) with time zone not null default now()
  CHECK (((length(source) >= 1) AND (length(source) <= 20000)))
  FOREIGN KEY (person_id) REFERENCES person(id)
  FOREIGN KEY (step_id, journey_id, space_id) REFERENCES journey_step(id, journey_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (step_id, person_id)
  CREATE INDEX journey_reflection_journey_id_idx ON journey_reflection USING btree (journey_id) WHERE shared
  CREATE INDEX journey_reflection_person_id_idx ON journey_reflection USING btree (person_id)
  policy change for update to copse_app using (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])))) with check ((person_id = ( SELECT me() AS me)))
  policy mine for select to copse_app using ((person_id = ( SELECT me() AS me))) with check ()
  policy of_group for select to copse_app using ((shared AND (space_id = ANY (( SELECT reads() AS reads)::bigint[])) AND COALESCE((journey_id = ANY (( SELECT my_journeys() AS my_journeys)::bigint[])), false))) with check ()
  policy owner for all to copse_owner using (true) with check (true)
  policy remove for delete to copse_app using ((person_id = ( SELECT me() AS me))) with check ()
  policy write for insert to copse_app using () with check (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND COALESCE((journey_id = ANY (( SELECT my_journeys() AS my_journeys)::bigint[])), false)))
  grant delete, insert, select, update to copse_app


table journey_step  -- audience: own
  id bigint not null identity
  journey_id bigint not null
  space_id bigint not null
  place integer not null
  stage text not null default ''::text
  kind text not null
  title text not null
  words text not null default ''::text
  html text not null default ''::text
  minutes integer
  day date
  after_days integer
  must boolean not null default true
  item_id bigint
  led boolean not null default false
  original wall_time
  address text not null default ''::text
  bring boolean not null default false
  version integer not null default 1
  removed_at timestamp(3) with time zone
  CHECK ((length(address) <= 2000))
  CHECK (((after_days >= 0) AND (after_days <= 1000)))
  CHECK (((day IS NULL) OR (after_days IS NULL)))
  CHECK ((kind = ANY (ARRAY['meet'::text, 'read'::text, 'do'::text, 'reflect'::text, 'talk'::text])))
  CHECK (((minutes >= 1) AND (minutes <= 10000)))
  CHECK ((length(stage) <= 100))
  CHECK (((length(title) >= 1) AND (length(title) <= 200)))
  CHECK ((length(words) <= 10000))
  FOREIGN KEY (item_id) REFERENCES item(id) ON DELETE SET NULL
  FOREIGN KEY (journey_id, space_id) REFERENCES journey(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (id, journey_id, space_id)
  CREATE INDEX journey_step_item_id_idx ON journey_step USING btree (item_id)
  CREATE INDEX journey_step_journey_id_place_idx ON journey_step USING btree (journey_id, place)
  policy add for insert to copse_app using () with check (tends_journey(journey_id))
  policy change for update to copse_app using (tends_journey(journey_id)) with check (tends_journey(journey_id))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (((space_id = ANY (( SELECT reads() AS reads)::bigint[])) AND (EXISTS ( SELECT
   FROM journey j
  WHERE (j.item_id = journey_step.journey_id))))) with check ()
  CREATE TRIGGER index_steps AFTER INSERT OR UPDATE OF title, words, removed_at ON copse.journey_step FOR EACH ROW EXECUTE FUNCTION index_steps()
  grant insert, select, update to copse_app


table key_day  -- audience: space
  id bigint not null identity
  space_id bigint not null
  person_id bigint not null
  title text not null
  day year_day not null
  since integer
  made_at timestamp(3) with time zone not null default now()
  CHECK (((since >= 1000) AND (since <= 2199)))
  CHECK (((length(title) >= 1) AND (length(title) <= 120)))
  FOREIGN KEY (person_id) REFERENCES person(id)
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX key_day_person_id_idx ON key_day USING btree (person_id)
  CREATE INDEX key_day_space_id_idx ON key_day USING btree (space_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change_key_day for update to copse_app using (((person_id = ( SELECT me() AS me)) OR (space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))) with check ()
  policy own_key_day for insert to copse_app using () with check ((person_id = ( SELECT me() AS me)))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  policy remove_key_day for delete to copse_app using (((person_id = ( SELECT me() AS me)) OR (space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))) with check ()
  grant delete, insert, select, update to copse_app


table key_event  -- audience: locked
  id bigint not null identity
  person_id bigint not null
  verb text not null
  what text not null default ''::text
  agent text not null default ''::text
  session_id bigint
  at timestamp(3) with time zone not null default now()
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX key_event_person_id_id_idx ON key_event USING btree (person_id, id DESC)
  policy owner for all to copse_owner using (true) with check (true)


table key_link  -- audience: locked
  id bigint not null identity
  kind text not null
  person_id bigint not null
  session_id bigint
  email citext
  expires_at timestamp(3) with time zone not null
  used_at timestamp(3) with time zone
  CHECK ((kind = ANY (ARRAY['confirm'::text, 'address'::text])))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX key_link_person_id_idx ON key_link USING btree (person_id)
  policy owner for all to copse_owner using (true) with check (true)


table link  -- audience: space
  item_id bigint not null
  space_id bigint not null
  address text not null
  kind text not null default 'website'::text
  licence text not null default ''::text
  note text not null default ''::text
  html text not null default ''::text
  version integer not null default 1
  CHECK (((length(address) >= 1) AND (length(address) <= 2000)))
  CHECK ((kind ~ '^[a-z-]{1,30}$'::text))
  CHECK ((length(licence) <= 100))
  CHECK ((length(note) <= 10000))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id)
  CREATE INDEX link_space_id_address_idx ON link USING btree (space_id, address)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER index_link AFTER INSERT OR DELETE OR UPDATE OF note, address ON copse.link FOR EACH ROW EXECUTE FUNCTION index_link()
  grant delete, insert, select, update to copse_app


table link_preview  -- audience: locked
  id bigint not null identity
  address text not null
  says jsonb
  until timestamp(3) with time zone
  CHECK (((length(address) >= 1) AND (length(address) <= 2000)))
  PRIMARY KEY (id)
  UNIQUE (address)
  policy owner for all to copse_owner using (true) with check (true)


table link_preview_wait  -- audience: locked
  message_id bigint not null
  preview_id bigint not null
  FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
  FOREIGN KEY (preview_id) REFERENCES link_preview(id) ON DELETE CASCADE
  PRIMARY KEY (message_id, preview_id)
  CREATE INDEX link_preview_wait_preview_id_idx ON link_preview_wait USING btree (preview_id)
  policy owner for all to copse_owner using (true) with check (true)


table login  -- audience: locked
  person_id bigint not null
  email citext not null
  password text
  operator boolean not null default false
  changed_at timestamp(3) with time zone not null default now()
  proven_at timestamp(3) with time zone
  CHECK ((length((email)::text) <= 254))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id)
  UNIQUE (email)
  policy owner for all to copse_owner using (true) with check (true)


table looking_back  -- audience: own
  event_id bigint not null
  space_id bigint not null
  original wall_time not null
  person_id bigint not null
  well text not null default ''::text
  better text not null default ''::text
  at timestamp(3) with time zone not null default now()
  CHECK ((length(better) <= 500))
  CHECK (((well <> ''::text) OR (better <> ''::text)))
  CHECK ((length(well) <= 500))
  FOREIGN KEY (event_id, original, space_id) REFERENCES occurrence(event_id, original, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (event_id, space_id) REFERENCES event(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (event_id, original, person_id)
  CREATE INDEX looking_back_person_id_idx ON looking_back USING btree (person_id)
  policy mine for all to copse_app using (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])))) with check (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[]))))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table mail  -- audience: jobs
  id bigint not null identity
  kind text not null
  address citext not null
  person_id bigint
  subject_id bigint not null
  lang text not null
  state text not null default 'waiting'::text
  message_id text not null
  attempts integer not null default 0
  error text
  created_at timestamp(3) with time zone not null default now()
  sent_at timestamp(3) with time zone
  since timestamp(3) with time zone
  CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'expired'::text, 'failed'::text])))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (message_id)
  CREATE INDEX mail_state_created_at_idx ON mail USING btree (state, created_at)
  policy jobs for all to copse_jobs using (true) with check (true)
  policy owner for all to copse_owner using (true) with check (true)
  grant delete, select, update to copse_jobs


table membership  -- audience: own
  space_id bigint not null
  person_id bigint not null
  standing text not null
  badge text
  until timestamp(3) with time zone
  joined_at timestamp(3) with time zone not null default now()
  ended_at timestamp(3) with time zone
  ended_by bigint
  note_id bigint
  away_until timestamp(3) with time zone
  CHECK ((badge = ANY (ARRAY['funder'::text, 'manager'::text, 'host-organisation'::text])))
  CHECK (((standing = 'guest'::text) OR (until IS NULL)))
  CHECK ((standing = ANY (ARRAY['host'::text, 'member'::text, 'guest'::text])))
  FOREIGN KEY (ended_by) REFERENCES person(id)
  FOREIGN KEY (note_id) REFERENCES host_note(id) ON DELETE SET NULL
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (space_id, person_id)
  CREATE INDEX membership_note_id_idx ON membership USING btree (note_id) WHERE (note_id IS NOT NULL)
  CREATE INDEX membership_person_id_idx ON membership USING btree (person_id) WHERE (ended_at IS NULL)
  CREATE INDEX membership_space_id_joined_at_idx ON membership USING btree (space_id, joined_at DESC) WHERE (ended_at IS NULL)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy tend for update to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  CREATE TRIGGER bus_added AFTER INSERT OR DELETE ON copse.membership FOR EACH ROW EXECUTE FUNCTION bus_belonging()
  CREATE TRIGGER bus_changed AFTER UPDATE OF standing, until, ended_at ON copse.membership FOR EACH ROW WHEN ((((old.standing IS DISTINCT FROM new.standing) OR (old.until IS DISTINCT FROM new.until)) OR (old.ended_at IS DISTINCT FROM new.ended_at))) EXECUTE FUNCTION bus_belonging()
  CREATE TRIGGER count_people AFTER INSERT OR DELETE OR UPDATE OF standing, badge, ended_at ON copse.membership FOR EACH ROW EXECUTE FUNCTION count_people()
  CREATE TRIGGER end_answers AFTER UPDATE OF ended_at ON copse.membership FOR EACH ROW WHEN ((new.ended_at IS NOT NULL)) EXECUTE FUNCTION end_answers()
  CREATE TRIGGER end_asking AFTER UPDATE OF ended_at ON copse.membership FOR EACH ROW WHEN ((new.ended_at IS NOT NULL)) EXECUTE FUNCTION end_asking()
  CREATE TRIGGER end_buddies AFTER UPDATE OF ended_at ON copse.membership FOR EACH ROW WHEN ((new.ended_at IS NOT NULL)) EXECUTE FUNCTION end_buddies()
  CREATE TRIGGER end_finding AFTER UPDATE OF ended_at ON copse.membership FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL))) EXECUTE FUNCTION end_finding()
  CREATE TRIGGER end_hooks AFTER UPDATE OF standing, ended_at ON copse.membership FOR EACH ROW WHEN (((new.ended_at IS NOT NULL) OR ((old.standing = 'host'::text) AND (new.standing <> 'host'::text)))) EXECUTE FUNCTION end_hooks()
  CREATE TRIGGER end_journeys AFTER UPDATE OF ended_at ON copse.membership FOR EACH ROW WHEN ((new.ended_at IS NOT NULL)) EXECUTE FUNCTION end_journeys()
  CREATE TRIGGER hide_birthday AFTER UPDATE OF ended_at ON copse.membership FOR EACH ROW WHEN ((new.ended_at IS NOT NULL)) EXECUTE FUNCTION hide_birthday()
  CREATE TRIGGER keep_suspended BEFORE INSERT ON copse.membership FOR EACH ROW WHEN ((new.ended_at IS NULL)) EXECUTE FUNCTION keep_suspended()
  CREATE TRIGGER keep_suspended_again BEFORE UPDATE OF ended_at ON copse.membership FOR EACH ROW WHEN (((old.ended_at IS NOT NULL) AND (new.ended_at IS NULL))) EXECUTE FUNCTION keep_suspended()
  CREATE TRIGGER keep_within_parent AFTER INSERT OR UPDATE OF standing, ended_at ON copse.membership FOR EACH ROW EXECUTE FUNCTION keep_within_parent()
  CREATE TRIGGER leave_actions AFTER UPDATE OF ended_at ON copse.membership FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL))) EXECUTE FUNCTION leave_actions()
  CREATE TRIGGER leave_conversation AFTER UPDATE OF ended_at ON copse.membership FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL))) EXECUTE FUNCTION leave_conversation()
  CREATE TRIGGER untell AFTER UPDATE OF ended_at ON copse.membership FOR EACH ROW WHEN ((new.ended_at IS NOT NULL)) EXECUTE FUNCTION untell()
  grant select, update to copse_app


table mention  -- audience: space
  message_id bigint not null
  person_id bigint not null
  item_id bigint not null
  number integer not null
  space_id bigint not null
  at timestamp(3) with time zone not null
  handle citext not null
  FOREIGN KEY (message_id, space_id) REFERENCES message(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (message_id, person_id)
  CREATE INDEX mention_person_id_space_id_at_idx ON mention USING btree (person_id, space_id, at DESC)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table message  -- audience: space
  id bigint not null identity
  space_id bigint not null
  item_id bigint not null
  number integer not null
  modseq bigint not null
  author_id bigint not null
  reply_to integer
  lang text not null
  source text not null
  html text not null
  reactions jsonb not null default '{}'::jsonb
  attachments jsonb not null default '[]'::jsonb
  origin text
  version integer not null default 1
  created_at timestamp(3) with time zone not null default now()
  edited_at timestamp(3) with time zone
  removed_at timestamp(3) with time zone
  removed_by bigint
  voice text
  words integer default words_in(source)
  reply_elsewhere bigint
  through text
  previews jsonb default '[]'::jsonb
  thread integer
  thread_size integer not null default 0
  CHECK ((length(source) <= 60000))
  CHECK (((length(through) >= 1) AND (length(through) <= 125)))
  CHECK ((voice = ANY (ARRAY['hosts'::text, 'funder'::text, 'manager'::text, 'host-organisation'::text])))
  FOREIGN KEY (author_id) REFERENCES person(id)
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (removed_by) REFERENCES person(id)
  FOREIGN KEY (reply_elsewhere) REFERENCES message(id) ON DELETE SET NULL
  PRIMARY KEY (id)
  UNIQUE (item_id, number)
  UNIQUE (space_id, origin)
  CREATE INDEX message_author_id_id_idx ON message USING btree (author_id, id DESC)
  CREATE INDEX message_author_id_idx ON message USING btree (author_id) WHERE ((thread IS NOT NULL) OR (thread_size > 0))
  CREATE INDEX message_item_id_modseq_idx ON message USING btree (item_id, modseq)
  CREATE INDEX message_item_id_thread_number_idx ON message USING btree (item_id, thread, number) WHERE (thread IS NOT NULL)
  CREATE INDEX message_reply_elsewhere_idx ON message USING btree (reply_elsewhere) WHERE (reply_elsewhere IS NOT NULL)
  CREATE INDEX message_space_id_created_at_id_idx ON message USING btree (space_id, created_at DESC, id DESC) WHERE (removed_at IS NULL)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER count_words AFTER INSERT OR DELETE OR UPDATE OF source, removed_at, item_id ON copse.message FOR EACH ROW EXECUTE FUNCTION count_words()
  CREATE TRIGGER drop_previews BEFORE UPDATE OF html ON copse.message FOR EACH ROW WHEN (((new.html = ''::text) AND (old.html <> ''::text))) EXECUTE FUNCTION drop_previews()
  CREATE TRIGGER go_gently BEFORE INSERT ON copse.message FOR EACH ROW EXECUTE FUNCTION go_gently()
  CREATE TRIGGER index_said AFTER INSERT OR DELETE OR UPDATE OF source, lang, removed_at, item_id, number, author_id ON copse.message FOR EACH ROW EXECUTE FUNCTION index_said()
  CREATE TRIGGER refuse_when_blocked BEFORE INSERT ON copse.message FOR EACH ROW EXECUTE FUNCTION refuse_when_blocked()
  CREATE TRIGGER refuse_when_blocked_later BEFORE UPDATE OF source, attachments ON copse.message FOR EACH ROW WHEN (((old.source IS DISTINCT FROM new.source) OR (old.attachments IS DISTINCT FROM new.attachments))) EXECUTE FUNCTION refuse_when_blocked()
  CREATE TRIGGER refuse_when_closed BEFORE INSERT ON copse.message FOR EACH ROW EXECUTE FUNCTION refuse_when_closed()
  CREATE TRIGGER settle_ask AFTER INSERT ON copse.message FOR EACH ROW EXECUTE FUNCTION settle_ask()
  CREATE TRIGGER untell AFTER UPDATE OF removed_at, item_id ON copse.message FOR EACH ROW WHEN (((new.removed_at IS NOT NULL) OR (new.item_id <> old.item_id))) EXECUTE FUNCTION untell()
  grant delete, insert, select, update to copse_app


table minutes  -- audience: space
  event_id bigint not null
  space_id bigint not null
  original wall_time not null
  page_id bigint not null
  person_id bigint not null
  comments_until timestamp(3) with time zone not null
  FOREIGN KEY (event_id, original, space_id) REFERENCES occurrence(event_id, original, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (event_id, space_id) REFERENCES event(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (page_id) REFERENCES item(id) ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (event_id, original)
  CREATE INDEX minutes_page_id_idx ON minutes USING btree (page_id)
  CREATE INDEX minutes_person_id_idx ON minutes USING btree (person_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table moved_message  -- audience: locked
  item_id bigint not null
  number integer not null
  message_id bigint not null
  FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
  PRIMARY KEY (item_id, number)
  CREATE INDEX moved_message_message_id_idx ON moved_message USING btree (message_id)
  policy owner for all to copse_owner using (true) with check (true)


table moving  -- audience: own
  id bigint not null identity
  item_id bigint not null
  space_id bigint not null
  to_space bigint not null
  to_item bigint
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  count integer not null default 0
  ended_at timestamp(3) with time zone
  along boolean not null default false
  pages bigint[] not null default '{}'::bigint[]
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  FOREIGN KEY (to_item) REFERENCES item(id) ON DELETE SET NULL
  FOREIGN KEY (to_space) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE UNIQUE INDEX moving_item_id_idx ON moving USING btree (item_id) WHERE (ended_at IS NULL)
  CREATE INDEX moving_item_id_idx1 ON moving USING btree (item_id)
  CREATE INDEX moving_to_item_idx ON moving USING btree (to_item)
  CREATE INDEX moving_to_space_idx ON moving USING btree (to_space)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false) OR ((to_item IS NOT NULL) AND COALESCE((to_space = ANY (( SELECT reads() AS reads)::bigint[])), false)))) with check ()
  CREATE TRIGGER tell_moving AFTER UPDATE OF ended_at ON copse.moving FOR EACH ROW WHEN ((new.ended_at IS NOT NULL)) EXECUTE FUNCTION tell_moving()
  grant select to copse_app


table moving_answer  -- audience: own
  moving_id bigint not null
  person_id bigint not null
  answer boolean
  count integer not null default 0
  at timestamp(3) with time zone not null default now()
  answered_at timestamp(3) with time zone
  FOREIGN KEY (moving_id) REFERENCES moving(id) ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (moving_id, person_id)
  CREATE INDEX moving_answer_person_id_idx ON moving_answer USING btree (person_id) WHERE (answer IS NULL)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (((person_id = ( SELECT me() AS me)) OR (EXISTS ( SELECT
   FROM moving v
  WHERE ((v.id = moving_answer.moving_id) AND (v.person_id = ( SELECT me() AS me))))))) with check ()
  CREATE TRIGGER tell_moving AFTER INSERT OR UPDATE OF answer ON copse.moving_answer FOR EACH ROW EXECUTE FUNCTION tell_moving()
  grant select to copse_app


table notification  -- audience: own
  id bigint not null identity
  person_id bigint not null
  space_id bigint not null
  item_id bigint
  message_id bigint
  subject_id bigint
  reason text not null
  about text not null
  actor_id bigint
  at timestamp(3) with time zone not null default now()
  read_at timestamp(3) with time zone
  letter boolean not null default false
  mail_id bigint
  facts jsonb
  held_until timestamp(3) with time zone
  CHECK ((reason = ANY (ARRAY['named'::text, 'answered'::text, 'yours'::text, 'follows'::text, 'announced'::text, 'accepted'::text, 'thanked'::text, 'asked'::text, 'asked-words'::text, 'invited'::text, 'knocked'::text, 'tended'::text, 'reported'::text, 'report-settled'::text, 'warned'::text, 'suspended'::text, 'suspension-over'::text, 'note-answered'::text, 'changed'::text, 'review-due'::text, 'wrote-to-you'::text, 'step-open'::text, 'date-changed'::text, 'place-free'::text, 'soon'::text, 'entrusted'::text, 'written-down'::text, 'given'::text, 'thanked-you'::text, 'suggested'::text, 'suggestion-settled'::text])))
  FOREIGN KEY (actor_id) REFERENCES person(id)
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (mail_id) REFERENCES mail(id) ON DELETE SET NULL
  FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (person_id, about)
  CREATE INDEX notification_about_idx ON notification USING btree (about) WHERE (read_at IS NULL)
  CREATE INDEX notification_item_id_idx ON notification USING btree (item_id)
  CREATE INDEX notification_item_id_idx1 ON notification USING btree (item_id) WHERE ((reason = 'soon'::text) AND (read_at IS NULL))
  CREATE INDEX notification_mail_id_idx ON notification USING btree (mail_id) WHERE (mail_id IS NOT NULL)
  CREATE INDEX notification_message_id_idx ON notification USING btree (message_id)
  CREATE INDEX notification_person_id_at_id_idx ON notification USING btree (person_id, at DESC, id DESC)
  CREATE INDEX notification_person_id_coalesce_at_id_idx ON notification USING btree (person_id, COALESCE(item_id, (- id)), at DESC, id DESC)
  CREATE INDEX notification_person_id_idx ON notification USING btree (person_id) WHERE (read_at IS NULL)
  CREATE INDEX notification_person_id_idx1 ON notification USING btree (person_id) WHERE ((read_at IS NULL) AND (reason = 'wrote-to-you'::text))
  CREATE INDEX notification_space_id_idx ON notification USING btree (space_id)
  policy done for update to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (((person_id = ( SELECT me() AS me)) AND ((reason = 'invited'::text) OR is_care(reason) OR COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)))) with check ()
  CREATE TRIGGER after_telling AFTER INSERT ON copse.notification REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION after_telling()
  CREATE TRIGGER after_telling_again AFTER UPDATE ON copse.notification REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION after_telling()
  CREATE TRIGGER hold_told BEFORE INSERT OR UPDATE OF at ON copse.notification FOR EACH ROW WHEN ((new.item_id IS NOT NULL)) EXECUTE FUNCTION hold_told()
  CREATE TRIGGER untell_moved AFTER UPDATE OF space_id ON copse.notification FOR EACH ROW WHEN ((old.space_id <> new.space_id)) EXECUTE FUNCTION untell_moved()
  grant select to copse_app


table occurrence  -- audience: space
  event_id bigint not null
  space_id bigint not null
  original wall_time not null
  starts wall_time not null
  ends wall_time not null
  from_at timestamp(3) with time zone not null
  until_at timestamp(3) with time zone not null
  long boolean not null default ((until_at - from_at) > '24:00:00'::interval)
  moved boolean not null default false
  cancelled boolean not null default false
  title text
  description text
  html text
  place text
  link text
  dial_in text
  agenda jsonb
  prepare text
  CHECK ((from_at <= until_at))
  CHECK ((length(description) <= 20000))
  CHECK ((length(dial_in) <= 300))
  CHECK ((length(link) <= 2000))
  CHECK ((length(place) <= 300))
  CHECK ((length(prepare) <= 5000))
  CHECK (((length(title) >= 1) AND (length(title) <= 200)))
  FOREIGN KEY (event_id, space_id) REFERENCES event(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (event_id, original)
  UNIQUE (event_id, original, space_id)
  CREATE INDEX occurrence_event_id_from_at_idx ON occurrence USING btree (event_id, from_at)
  CREATE INDEX occurrence_from_at_idx ON occurrence USING btree (from_at)
  CREATE INDEX occurrence_space_id_from_at_event_id_idx ON occurrence USING btree (space_id, from_at, event_id) WHERE (NOT long)
  CREATE INDEX occurrence_space_id_until_at_idx ON occurrence USING btree (space_id, until_at) WHERE long
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table office_question  -- audience: space
  id bigint not null identity
  event_id bigint not null
  space_id bigint not null
  original wall_time not null
  person_id bigint not null
  question text not null
  state text not null default 'waiting'::text
  at timestamp(3) with time zone not null default now()
  CHECK (((length(question) >= 1) AND (length(question) <= 300)))
  CHECK ((state = ANY (ARRAY['waiting'::text, 'now'::text, 'done'::text])))
  FOREIGN KEY (event_id, original, space_id) REFERENCES occurrence(event_id, original, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (id)
  CREATE INDEX office_question_event_id_original_id_idx ON office_question USING btree (event_id, original, id)
  CREATE INDEX office_question_person_id_idx ON office_question USING btree (person_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy own_question for insert to copse_app using () with check (((person_id = ( SELECT me() AS me)) AND (state = 'waiting'::text)))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  policy taken_back for delete to copse_app using (((person_id = ( SELECT me() AS me)) OR tends_event(event_id) OR (EXISTS ( SELECT
   FROM item i
  WHERE ((i.id = office_question.event_id) AND (i.author_id = ( SELECT me() AS me))))))) with check ()
  policy tended_question for update to copse_app using ((tends_event(event_id) OR (EXISTS ( SELECT
   FROM item i
  WHERE ((i.id = office_question.event_id) AND (i.author_id = ( SELECT me() AS me))))))) with check ()
  grant delete, insert, select, update to copse_app


table one_time  -- audience: locked
  id bigint not null identity
  kind text not null
  person_id bigint
  created_at timestamp(3) with time zone not null default now()
  expires_at timestamp(3) with time zone not null
  used_at timestamp(3) with time zone
  mailed boolean not null default false
  CHECK ((kind = ANY (ARRAY['sign-in'::text, 'password'::text, 'first-run'::text])))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  policy owner for all to copse_owner using (true) with check (true)


table operator_letter  -- audience: self
  person_id bigint not null
  weekly boolean not null default true
  alarms boolean not null default true
  made_at timestamp(3) with time zone
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table outgoing_delivery  -- audience: hosts
  id bigint not null identity
  hook_id bigint not null
  space_id bigint not null
  activity_id bigint
  state text not null default 'waiting'::text
  at timestamp(3) with time zone not null default now()
  due_at timestamp(3) with time zone not null default now()
  tries integer not null default 0
  tried_at timestamp(3) with time zone
  status integer
  trouble text
  ms integer
  CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'void'::text])))
  CHECK ((length(trouble) <= 40))
  FOREIGN KEY (activity_id) REFERENCES activity(id) ON DELETE CASCADE
  FOREIGN KEY (hook_id, space_id) REFERENCES outgoing_hook(id, space_id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (hook_id, activity_id)
  CREATE INDEX outgoing_delivery_activity_id_idx ON outgoing_delivery USING btree (activity_id)
  CREATE INDEX outgoing_delivery_at_idx ON outgoing_delivery USING btree (at)
  CREATE INDEX outgoing_delivery_hook_id_id_idx ON outgoing_delivery USING btree (hook_id, id) WHERE (state = 'waiting'::text)
  CREATE INDEX outgoing_delivery_hook_id_id_idx1 ON outgoing_delivery USING btree (hook_id, id DESC)
  policy hosts for all to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  grant delete, insert, select, update to copse_app


table outgoing_hook  -- audience: own
  id bigint not null identity
  space_id bigint not null
  person_id bigint not null
  name text not null
  address text not null
  server text not null
  kinds text[] not null
  words boolean not null default false
  secret bytea not null
  made_at timestamp(3) with time zone not null default now()
  off_at timestamp(3) with time zone
  off_why text
  busy_until timestamp(3) with time zone
  CHECK (((length(address) >= 1) AND (length(address) <= 2000)))
  CHECK (((cardinality(kinds) >= 1) AND (cardinality(kinds) <= 10)))
  CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  CHECK ((off_why = ANY (ARRAY['hosts'::text, 'gone'::text, 'failing'::text, 'host-left'::text])))
  CHECK (((length(server) >= 1) AND (length(server) <= 255)))
  FOREIGN KEY (person_id) REFERENCES person(id)
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (id, space_id)
  CREATE INDEX outgoing_hook_person_id_idx ON outgoing_hook USING btree (person_id)
  CREATE INDEX outgoing_hook_space_id_idx ON outgoing_hook USING btree (space_id)
  policy add for insert to copse_app using () with check ((COALESCE((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])), false) AND (person_id = ( SELECT me() AS me))))
  policy change for update to copse_app using (COALESCE((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])), false)) with check (COALESCE((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])), false))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using (COALESCE((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])), false)) with check ()
  grant delete to copse_app


table outside  -- audience: own
  id bigint not null identity
  space_id bigint not null
  address text not null
  host text not null default COALESCE("substring"(address, '^https?://(?:[^/@]*@)?([^/:?#]+)'::text), ''::text)
  due_at timestamp(3) with time zone not null default now()
  asked_at timestamp(3) with time zone
  checked_at timestamp(3) with time zone
  answered_at timestamp(3) with time zone
  failures integer not null default 0
  failing_since timestamp(3) with time zone
  status integer
  trouble text
  moved_to text
  CHECK (((length(address) >= 1) AND (length(address) <= 2000)))
  CHECK ((length(moved_to) <= 2000))
  CHECK ((length(trouble) <= 40))
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (space_id, address)
  CREATE INDEX outside_host_due_at_idx ON outside USING btree (host, due_at)
  policy jobs for all to copse_jobs using (true) with check (true)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  grant delete, select, update to copse_jobs
  grant select to copse_app


table outside_calendar  -- audience: own
  id bigint not null identity
  space_id bigint not null
  person_id bigint not null
  address text not null
  name text not null
  made_at timestamp(3) with time zone not null default now()
  due_at timestamp(3) with time zone not null default now()
  answered_at timestamp(3) with time zone
  read_at timestamp(3) with time zone
  etag text
  modified text
  digest text
  failing_since timestamp(3) with time zone
  failures integer not null default 0
  trouble text
  CHECK (((length(address) >= 1) AND (length(address) <= 2000)))
  CHECK ((length(etag) <= 500))
  CHECK ((length(modified) <= 100))
  CHECK (((length(name) >= 1) AND (length(name) <= 120)))
  CHECK ((length(trouble) <= 40))
  FOREIGN KEY (person_id) REFERENCES person(id)
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (id, space_id)
  UNIQUE (space_id, address)
  CREATE INDEX outside_calendar_due_at_idx ON outside_calendar USING btree (due_at)
  CREATE INDEX outside_calendar_person_id_idx ON outside_calendar USING btree (person_id)
  policy add for insert to copse_app using () with check (((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) AND (person_id = ( SELECT me() AS me))))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ()
  grant delete to copse_app


table outside_date  -- audience: own
  id bigint not null identity
  calendar_id bigint not null
  space_id bigint not null
  title text not null
  starts wall_time not null
  ends wall_time not null
  zone text
  from_at timestamp(3) with time zone not null
  until_at timestamp(3) with time zone not null
  long boolean not null default ((until_at - from_at) > '24:00:00'::interval)
  place text not null default ''::text
  link text not null default ''::text
  cancelled boolean not null default false
  CHECK ((length(link) <= 2000))
  CHECK ((length(place) <= 300))
  CHECK (((length(title) >= 1) AND (length(title) <= 200)))
  CHECK ((length(zone) <= 60))
  FOREIGN KEY (calendar_id, space_id) REFERENCES outside_calendar(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX outside_date_calendar_id_idx ON outside_date USING btree (calendar_id)
  CREATE INDEX outside_date_space_id_from_at_idx ON outside_date USING btree (space_id, from_at) WHERE (NOT long)
  CREATE INDEX outside_date_space_id_until_at_idx ON outside_date USING btree (space_id, until_at) WHERE long
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  grant select to copse_app


table outside_link  -- audience: own
  id bigint not null identity
  item_id bigint not null
  space_id bigint not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  until timestamp(3) with time zone not null
  password text
  revoked_at timestamp(3) with time zone
  taken integer not null default 0
  taken_at timestamp(3) with time zone
  CHECK ((until <= (at + '366 days'::interval)))
  FOREIGN KEY (item_id, space_id) REFERENCES file(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX outside_link_item_id_idx ON outside_link USING btree (item_id)
  CREATE INDEX outside_link_person_id_idx ON outside_link USING btree (person_id)
  CREATE INDEX outside_link_space_id_id_idx ON outside_link USING btree (space_id, id DESC)
  policy add for insert to copse_app using () with check (((person_id = ( SELECT me() AS me)) AND takes_files(space_id, ( SELECT me() AS me)) AND (EXISTS ( SELECT
   FROM outside_sharing s
  WHERE (s.space_id = outside_link.space_id)))))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  policy revoke for update to copse_app using (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND ((person_id = ( SELECT me() AS me)) OR (space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))))) with check ((revoked_at IS NOT NULL))
  grant insert to copse_app


table outside_sharing  -- audience: own
  space_id bigint not null
  by_id bigint not null
  at timestamp(3) with time zone not null default now()
  FOREIGN KEY (by_id) REFERENCES person(id)
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (space_id)
  CREATE INDEX outside_sharing_by_id_idx ON outside_sharing USING btree (by_id)
  policy add for insert to copse_app using () with check (((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) AND (by_id = ( SELECT me() AS me))))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ()
  grant delete, insert, select to copse_app


table outside_use  -- audience: space
  item_id bigint not null
  space_id bigint not null
  address text not null
  CHECK (((length(address) >= 1) AND (length(address) <= 2000)))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id, address)
  CREATE INDEX outside_use_space_id_address_idx ON outside_use USING btree (space_id, address)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER watch_outside AFTER INSERT OR UPDATE OF space_id ON copse.outside_use FOR EACH ROW EXECUTE FUNCTION watch_outside()
  grant delete, insert, select, update to copse_app


table page  -- audience: space
  item_id bigint not null
  space_id bigint not null
  parent_id bigint
  place numeric not null default 0
  template text not null default 'plain'::text
  text text not null default ''::text
  html text not null default ''::text
  headings jsonb not null default '[]'::jsonb
  words integer default words_in(text)
  version integer not null default 1
  number integer not null default 1
  changed_at timestamp(3) with time zone not null default now()
  changed_by bigint not null
  state text
  review_on date
  reviewed_at timestamp(3) with time zone
  original_id bigint
  original_number integer
  meaning text not null default ''::text
  embeds bigint[] not null default '{}'::bigint[]
  embed_files bigint[] not null default '{}'::bigint[]
  CHECK (((parent_id <> item_id) AND (original_id <> item_id)))
  CHECK ((length(meaning) <= 400))
  CHECK ((state = ANY (ARRAY['draft'::text, 'in-use'::text, 'agreed'::text, 'retired'::text])))
  CHECK ((template ~ '^[a-z-]{1,30}$'::text))
  CHECK ((length(text) <= 1100000))
  FOREIGN KEY (changed_by) REFERENCES person(id)
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (original_id) REFERENCES page(item_id) ON DELETE SET NULL
  FOREIGN KEY (parent_id) REFERENCES page(item_id) ON DELETE SET NULL
  PRIMARY KEY (item_id)
  UNIQUE (item_id, space_id)
  CREATE INDEX page_changed_by_idx ON page USING btree (changed_by)
  CREATE INDEX page_files ON page USING gin (files_in(text)) WHERE (POSITION(('/attachments/'::text) IN (text)) > 0)
  CREATE INDEX page_glossary ON page USING btree (space_id) WHERE (template = 'glossary'::text)
  CREATE INDEX page_of_kind ON page USING btree (space_id, template, changed_at DESC, item_id DESC) WHERE (template <> 'plain'::text)
  CREATE INDEX page_original_id_idx ON page USING btree (original_id)
  CREATE INDEX page_parent_id_idx ON page USING btree (parent_id)
  CREATE INDEX page_space_id_changed_at_item_id_idx ON page USING btree (space_id, changed_at DESC, item_id DESC)
  CREATE INDEX page_space_id_parent_id_place_item_id_idx ON page USING btree (space_id, parent_id, place, item_id)
  CREATE INDEX page_space_id_review_on_idx ON page USING btree (space_id, review_on) WHERE (review_on IS NOT NULL)
  CREATE INDEX page_top ON page USING btree (space_id, place, item_id) WHERE (parent_id IS NULL)
  CREATE INDEX page_translated ON page USING btree (space_id) WHERE (original_id IS NOT NULL)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy changers_remove for delete to copse_app using (may_change_page(item_id, ( SELECT me() AS me))) with check ()
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER guard_page BEFORE UPDATE OF text, html, headings, template, state, review_on, meaning ON copse.page FOR EACH ROW EXECUTE FUNCTION guard_page()
  CREATE TRIGGER index_page AFTER INSERT OR DELETE OR UPDATE OF text ON copse.page FOR EACH ROW EXECUTE FUNCTION index_page()
  grant delete, insert, select, update to copse_app


table page_import  -- audience: hosts
  id bigint not null identity
  space_id bigint not null
  person_id bigint not null
  name text not null
  blob text
  bytes bigint not null
  lang text not null
  there text not null
  asked_at timestamp(3) with time zone not null default now()
  total integer not null default 0
  done integer not null default 0
  stop_at timestamp(3) with time zone
  ended_at timestamp(3) with time zone
  failed text
  undo_at timestamp(3) with time zone
  undone_at timestamp(3) with time zone
  tries integer not null default 0
  active_at timestamp(3) with time zone
  CHECK ((length(failed) <= 60))
  CHECK ((length(lang) <= 35))
  CHECK ((length(name) <= 200))
  CHECK ((there = ANY (ARRAY['leave'::text, 'update'::text])))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (id, space_id)
  CREATE INDEX page_import_blob_idx ON page_import USING btree (blob) WHERE (blob IS NOT NULL)
  CREATE INDEX page_import_person_id_idx ON page_import USING btree (person_id)
  CREATE INDEX page_import_space_id_id_idx ON page_import USING btree (space_id, id DESC)
  policy hosts for all to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  grant delete, insert, select, update to copse_app


table page_import_line  -- audience: hosts
  id bigint not null identity
  import_id bigint not null
  space_id bigint not null
  what text not null
  path text not null
  why text
  about text not null default ''::text
  item_id bigint
  version integer
  before integer
  CHECK ((length(about) <= 500))
  CHECK ((length(path) <= 500))
  CHECK ((what = ANY (ARRAY['made'::text, 'changed'::text, 'same'::text, 'left'::text, 'note'::text])))
  CHECK ((length(why) <= 60))
  FOREIGN KEY (import_id, space_id) REFERENCES page_import(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (item_id) REFERENCES item(id) ON DELETE SET NULL
  PRIMARY KEY (id)
  CREATE INDEX page_import_line_import_id_what_id_idx ON page_import_line USING btree (import_id, what, id)
  CREATE INDEX page_import_line_item_id_idx ON page_import_line USING btree (item_id)
  policy hosts for all to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  grant delete, insert, select, update to copse_app


table page_link  -- audience: space
  item_id bigint not null
  space_id bigint not null
  key text not null
  title text not null
  unwritten boolean not null default true
  CHECK (((length(key) >= 1) AND (length(key) <= 250)))
  CHECK ((length(title) <= 250))
  FOREIGN KEY (item_id) REFERENCES page(item_id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id, key)
  CREATE INDEX page_link_to ON page_link USING btree (space_id, key, item_id)
  CREATE INDEX page_link_unwritten ON page_link USING btree (space_id, key) WHERE unwritten
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER link_leads BEFORE INSERT OR UPDATE OF key, space_id ON copse.page_link FOR EACH ROW EXECUTE FUNCTION link_leads()
  grant delete, insert, select, update to copse_app


table page_name  -- audience: space
  space_id bigint not null
  key text not null
  item_id bigint not null
  current boolean not null default true
  CHECK (((length(key) >= 1) AND (length(key) <= 250)))
  FOREIGN KEY (item_id) REFERENCES page(item_id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (space_id, key)
  CREATE INDEX page_name_item_id_idx ON page_name USING btree (item_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER name_leads AFTER INSERT OR DELETE OR UPDATE OF space_id, key, item_id ON copse.page_name FOR EACH ROW EXECUTE FUNCTION name_leads()
  grant delete, insert, select, update to copse_app


table page_own  -- audience: space
  item_id bigint not null
  space_id bigint not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  FOREIGN KEY (item_id) REFERENCES page(item_id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (item_id)
  CREATE INDEX page_own_person_id_idx ON page_own USING btree (person_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy owners for insert to copse_app using () with check (((EXISTS ( SELECT
   FROM item i
  WHERE ((i.id = page_own.item_id) AND (i.author_id = ( SELECT me() AS me))))) AND ((person_id = ( SELECT me() AS me)) OR (space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))))
  policy owners_change for update to copse_app using (false) with check ()
  policy owners_remove for delete to copse_app using (((person_id = ( SELECT me() AS me)) OR ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) AND (NOT owner_is_here(item_id))))) with check ()
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table page_revision  -- audience: space
  item_id bigint not null
  number integer not null
  space_id bigint not null
  author_id bigint not null
  began_at timestamp(3) with time zone not null default now()
  at timestamp(3) with time zone not null default now()
  why text not null default ''::text
  name text
  title text not null
  lang text not null
  tags text[] not null default '{}'::text[]
  text text not null
  words integer default words_in(text)
  version integer
  CHECK (((length(name) >= 1) AND (length(name) <= 100)))
  CHECK ((length(why) <= 300))
  FOREIGN KEY (author_id) REFERENCES person(id)
  FOREIGN KEY (item_id) REFERENCES page(item_id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id, number)
  CREATE INDEX page_revision_author_id_idx ON page_revision USING btree (author_id)
  CREATE INDEX page_revision_space_id_at_item_id_idx ON page_revision USING btree (space_id, at DESC, item_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy changers for insert to copse_app using () with check (may_change_page(item_id, ( SELECT me() AS me)))
  policy changers_change for update to copse_app using (may_change_page(item_id, ( SELECT me() AS me))) with check ()
  policy changers_remove for delete to copse_app using (may_change_page(item_id, ( SELECT me() AS me))) with check ()
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table page_revision_hand  -- audience: space
  item_id bigint not null
  number integer not null
  person_id bigint not null
  space_id bigint not null
  FOREIGN KEY (item_id, number) REFERENCES page_revision(item_id, number) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (item_id, number, person_id)
  CREATE INDEX page_revision_hand_item_id_space_id_idx ON page_revision_hand USING btree (item_id, space_id)
  CREATE INDEX page_revision_hand_person_id_idx ON page_revision_hand USING btree (person_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table page_source  -- audience: hosts
  space_id bigint not null
  key text not null
  item_id bigint not null
  import_id bigint
  hash bytea not null
  version integer not null
  CHECK (((length(key) >= 1) AND (length(key) <= 600)))
  FOREIGN KEY (import_id) REFERENCES page_import(id) ON DELETE SET NULL
  FOREIGN KEY (item_id) REFERENCES page(item_id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (space_id, key)
  CREATE INDEX page_source_import_id_idx ON page_source USING btree (import_id)
  CREATE INDEX page_source_item_id_idx ON page_source USING btree (item_id)
  policy hosts for all to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  grant delete, insert, select, update to copse_app


table page_steward  -- audience: space
  item_id bigint not null
  space_id bigint not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  reminded_for date
  FOREIGN KEY (item_id) REFERENCES page(item_id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (item_id)
  CREATE INDEX page_steward_person_id_idx ON page_steward USING btree (person_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table page_suggestion  -- audience: space
  item_id bigint not null
  number integer not null
  space_id bigint not null
  author_id bigint not null
  at timestamp(3) with time zone not null default now()
  before_title text not null
  before text not null
  title text not null
  text text not null
  why text not null default ''::text
  state text not null default 'open'::text
  settled_by bigint
  settled_at timestamp(3) with time zone
  answer text not null default ''::text
  CHECK ((length(answer) <= 500))
  CHECK ((length(before) <= 1100000))
  CHECK (((state = 'open'::text) = (settled_at IS NULL)))
  CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text])))
  CHECK ((length(text) <= 1100000))
  CHECK ((length(why) <= 300))
  FOREIGN KEY (author_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (item_id) REFERENCES page(item_id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (settled_by) REFERENCES person(id)
  PRIMARY KEY (item_id, number)
  CREATE INDEX page_suggestion_author_id_idx ON page_suggestion USING btree (author_id)
  CREATE INDEX page_suggestion_settled_by_idx ON page_suggestion USING btree (settled_by)
  CREATE INDEX page_suggestion_space_id_at_idx ON page_suggestion USING btree (space_id, at) WHERE (state = 'open'::text)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER tell_suggestion AFTER INSERT OR UPDATE OF state ON copse.page_suggestion FOR EACH ROW EXECUTE FUNCTION tell_suggestion()
  grant delete, insert, select, update to copse_app


table page_wish  -- audience: space
  item_id bigint not null
  lang text not null
  space_id bigint not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  CHECK ((length(lang) <= 35))
  FOREIGN KEY (item_id) REFERENCES page(item_id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (item_id, lang, person_id)
  CREATE INDEX page_wish_person_id_idx ON page_wish USING btree (person_id)
  CREATE INDEX page_wish_space_id_at_idx ON page_wish USING btree (space_id, at)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table passage  -- audience: space
  id bigint not null identity
  item_id bigint not null
  space_id bigint not null
  from_space bigint not null
  to_space bigint not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  modseq bigint not null
  undone_at timestamp(3) with time zone
  FOREIGN KEY (from_space) REFERENCES space(id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  FOREIGN KEY (to_space) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX passage_from_space_idx ON passage USING btree (from_space)
  CREATE INDEX passage_item_id_id_idx ON passage USING btree (item_id, id DESC)
  CREATE INDEX passage_to_space_idx ON passage USING btree (to_space)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant select to copse_app


table passkey  -- audience: locked
  id bigint not null identity
  person_id bigint not null
  credential_id text not null
  public_key bytea not null
  counter bigint not null
  transports text[] not null default '{}'::text[]
  name text not null
  created_at timestamp(3) with time zone not null default now()
  used_at timestamp(3) with time zone
  CHECK ((length(credential_id) <= 2000))
  CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (credential_id)
  CREATE INDEX passkey_person_id_idx ON passkey USING btree (person_id)
  policy owner for all to copse_owner using (true) with check (true)


table person  -- audience: card
  id bigint not null identity
  handle citext not null
  name text not null
  lang text not null default 'en'::text
  picture text
  source text
  created_at timestamp(3) with time zone not null default now()
  CHECK ((handle ~ '^[a-z0-9][a-z0-9_-]{1,39}$'::citext))
  CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  PRIMARY KEY (id)
  UNIQUE (handle)
  UNIQUE (source)
  policy card for select to copse_app using (true) with check ()
  policy owner for all to copse_owner using (true) with check (true)
  policy self for update to copse_app using ((id = ( SELECT me() AS me))) with check ((id = ( SELECT me() AS me)))
  CREATE TRIGGER bus_card AFTER UPDATE OF lang, name, picture ON copse.person FOR EACH ROW WHEN ((((old.lang IS DISTINCT FROM new.lang) OR (old.name IS DISTINCT FROM new.name)) OR (old.picture IS DISTINCT FROM new.picture))) EXECUTE FUNCTION bus_card()
  CREATE TRIGGER index_card AFTER INSERT OR UPDATE OF name, handle ON copse.person FOR EACH ROW EXECUTE FUNCTION index_card()
  CREATE CONSTRAINT TRIGGER number_event AFTER UPDATE OF name, handle ON copse.person DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.name IS DISTINCT FROM new.name) OR (old.handle IS DISTINCT FROM new.handle))) EXECUTE FUNCTION number_of_person()
  grant select, update to copse_app


table pin  -- audience: own
  item_id bigint not null
  space_id bigint not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (item_id)
  CREATE INDEX pin_space_id_at_idx ON pin USING btree (space_id, at DESC)
  policy add for insert to copse_app using () with check (((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[]))))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using (((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])))) with check ()
  CREATE TRIGGER few_pins AFTER INSERT ON copse.pin FOR EACH ROW EXECUTE FUNCTION few_pins()
  grant delete, insert, select to copse_app


table profile  -- audience: own
  person_id bigint not null
  time_zone text not null default 'UTC'::text
  shows_presence boolean not null default false
  wakes smallint not null default 8
  sleeps smallint not null default 21
  week_start text
  hours smallint
  shows_reading boolean not null default false
  CHECK ((wakes <> sleeps))
  CHECK ((hours = ANY (ARRAY[12, 24])))
  CHECK (((sleeps >= 0) AND (sleeps <= 23)))
  CHECK (((wakes >= 0) AND (wakes <= 23)))
  CHECK ((week_start = ANY (ARRAY['monday'::text, 'saturday'::text, 'sunday'::text])))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((person_id = ( SELECT me() AS me))) with check ()
  policy self_add for insert to copse_app using () with check ((person_id = ( SELECT me() AS me)))
  policy self_change for update to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  CREATE TRIGGER bus_choice AFTER UPDATE OF time_zone, shows_presence, shows_reading, hours ON copse.profile FOR EACH ROW WHEN (((((old.time_zone IS DISTINCT FROM new.time_zone) OR (old.shows_presence IS DISTINCT FROM new.shows_presence)) OR (old.shows_reading IS DISTINCT FROM new.shows_reading)) OR (old.hours IS DISTINCT FROM new.hours))) EXECUTE FUNCTION bus_belonging()
  CREATE TRIGGER keep_clock AFTER INSERT OR UPDATE OF time_zone ON copse.profile FOR EACH ROW EXECUTE FUNCTION keep_clock()
  grant insert, select, update to copse_app


table profile_field  -- audience: own
  person_id bigint not null
  name text not null
  value jsonb not null
  shown boolean not null default true
  CHECK (
CASE
    WHEN (name = ANY (ARRAY['pronouns'::text, 'organisation'::text, 'place'::text, 'clock'::text])) THEN ((jsonb_typeof(value) = 'string'::text) AND ((length((value #>> '{}'::text[])) >= 1) AND (length((value #>> '{}'::text[])) <= 120)))
    WHEN (name = ANY (ARRAY['does'::text, 'askAbout'::text, 'learning'::text])) THEN ((jsonb_typeof(value) = 'string'::text) AND ((length((value #>> '{}'::text[])) >= 1) AND (length((value #>> '{}'::text[])) <= 600)))
    WHEN (name = 'welcome'::text) THEN ((jsonb_typeof(value) = 'string'::text) AND ((length((value #>> '{}'::text[])) >= 1) AND (length((value #>> '{}'::text[])) <= 1200)))
    WHEN (name = 'languages'::text) THEN ((jsonb_typeof(value) = 'array'::text) AND ((jsonb_array_length(value) >= 1) AND (jsonb_array_length(value) <= 10)))
    WHEN (name = 'links'::text) THEN ((jsonb_typeof(value) = 'array'::text) AND ((jsonb_array_length(value) >= 1) AND (jsonb_array_length(value) <= 5)) AND (octet_length((value)::text) <= 6000))
    ELSE false
END)
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id, name)
  policy add for insert to copse_app using () with check ((person_id = ( SELECT me() AS me)))
  policy change for update to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (((person_id = ( SELECT me() AS me)) OR (shown AND (EXISTS ( SELECT
   FROM (membership m
     JOIN membership mine ON ((mine.space_id = m.space_id)))
  WHERE ((m.person_id = profile_field.person_id) AND (m.ended_at IS NULL) AND ((m.until IS NULL) OR (m.until > now())) AND COALESCE((m.space_id = ANY (( SELECT reads() AS reads)::bigint[])), false) AND (mine.person_id = ( SELECT me() AS me)) AND (mine.ended_at IS NULL))))))) with check ()
  policy remove for delete to copse_app using ((person_id = ( SELECT me() AS me))) with check ()
  CREATE TRIGGER index_told AFTER INSERT OR DELETE OR UPDATE ON copse.profile_field FOR EACH ROW EXECUTE FUNCTION index_told()
  grant delete, insert, select, update to copse_app


table provider_trip  -- audience: locked
  hash bytea not null
  purpose text not null
  person_id bigint
  session_id bigint
  going text not null
  expires_at timestamp(3) with time zone not null
  CHECK ((purpose = ANY (ARRAY['sign-in'::text, 'link'::text, 'confirm'::text])))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (hash)
  CREATE INDEX provider_trip_person_id_idx ON provider_trip USING btree (person_id)
  policy owner for all to copse_owner using (true) with check (true)


table publication  -- audience: own
  item_id bigint not null
  space_id bigint not null
  by bigint not null
  at timestamp(3) with time zone not null default now()
  licence text not null
  terms text not null default ''::text
  listed boolean not null default false
  number integer not null
  title text not null
  lang text not null
  html text not null
  links text[] not null default '{}'::text[]
  files bigint[] not null default '{}'::bigint[]
  CHECK ((licence = ANY (ARRAY['cc-by-sa-4.0'::text, 'cc-by-4.0'::text, 'cc0-1.0'::text, 'reserved'::text])))
  CHECK ((length(terms) <= 500))
  FOREIGN KEY (by) REFERENCES person(id)
  FOREIGN KEY (item_id) REFERENCES page(item_id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id)
  CREATE INDEX publication_by_idx ON publication USING btree (by)
  CREATE INDEX publication_space_id_at_idx ON publication USING btree (space_id, at DESC)
  policy hosts_add for insert to copse_app using () with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  policy hosts_change for update to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  grant insert, select, update to copse_app


table quiet_hours  -- audience: space
  item_id bigint not null
  space_id bigint not null
  from_hour smallint not null
  to_hour smallint not null
  weekends boolean not null default false
  zone text not null
  CHECK ((((to_hour >= 0) AND (to_hour <= 23)) AND (to_hour <> from_hour)))
  CHECK (((from_hour >= 0) AND (from_hour <= 23)))
  CHECK ((length(zone) <= 60))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER hold_anew AFTER DELETE OR UPDATE ON copse.quiet_hours FOR EACH ROW EXECUTE FUNCTION hold_anew()
  grant delete, insert, select, update to copse_app


table quiet_time  -- audience: space
  id bigint not null identity
  space_id bigint not null
  person_id bigint not null
  starts wall_time not null
  ends wall_time not null
  why text not null
  yearly boolean not null default false
  made_at timestamp(3) with time zone not null default now()
  CHECK (((starts)::text <= (ends)::text))
  CHECK ((length((ends)::text) = 10))
  CHECK ((length((starts)::text) = 10))
  CHECK (((length(why) >= 1) AND (length(why) <= 120)))
  FOREIGN KEY (person_id) REFERENCES person(id)
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX quiet_time_person_id_idx ON quiet_time USING btree (person_id)
  CREATE INDEX quiet_time_space_id_idx ON quiet_time USING btree (space_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy hosts_add for insert to copse_app using () with check (((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) AND (person_id = ( SELECT me() AS me))))
  policy hosts_change for update to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ()
  policy hosts_remove for delete to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ()
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table reaction  -- audience: space
  message_id bigint not null
  person_id bigint not null
  kind text not null
  space_id bigint not null
  at timestamp(3) with time zone not null default now()
  CHECK ((kind = ANY (ARRAY['thanks'::text, 'me-too'::text, 'helped'::text])))
  FOREIGN KEY (message_id, space_id) REFERENCES message(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (message_id, person_id, kind)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER untell_thanks AFTER DELETE ON copse.reaction FOR EACH ROW EXECUTE FUNCTION untell_thanks()
  grant delete, insert, select, update to copse_app


table read_at_once  -- audience: self
  person_id bigint not null
  space_id bigint
  marks jsonb not null
  at timestamp(3) with time zone not null default now()
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (person_id)
  CREATE INDEX read_at_once_space_id_idx ON read_at_once USING btree (space_id) WHERE (space_id IS NOT NULL)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table reading  -- audience: self
  person_id bigint not null
  item_id bigint not null
  number integer not null
  at timestamp(3) with time zone not null default now()
  generation integer not null default 0
  FOREIGN KEY (item_id) REFERENCES item(id) ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id, item_id)
  CREATE INDEX reading_person_id_at_idx ON reading USING btree (person_id, at DESC)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  CREATE TRIGGER read_told AFTER INSERT OR UPDATE ON copse.reading FOR EACH ROW EXECUTE FUNCTION read_told()
  grant delete, insert, select, update to copse_app


table recovery_code  -- audience: locked
  person_id bigint not null
  hash bytea not null
  used_at timestamp(3) with time zone
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id, hash)
  policy owner for all to copse_owner using (true) with check (true)


table report  -- audience: own
  id bigint not null identity
  space_id bigint not null
  message_id bigint
  item_id bigint
  person_id bigint not null
  reporter_id bigint not null
  kind text not null
  words text not null default ''::text
  at timestamp(3) with time zone not null default now()
  outcome text
  answer text not null default ''::text
  settled_by bigint
  settled_at timestamp(3) with time zone
  thing text not null default 
CASE
    WHEN (message_id IS NOT NULL) THEN ('m:'::text || message_id)
    WHEN (item_id IS NOT NULL) THEN ('i:'::text || item_id)
    ELSE ('p:'::text || person_id)
END
  CHECK ((length(answer) <= 1000))
  CHECK (((outcome IS NULL) = (settled_at IS NULL)))
  CHECK ((reporter_id <> person_id))
  CHECK (((message_id IS NULL) OR (item_id IS NULL)))
  CHECK ((length(kind) <= 40))
  CHECK ((outcome = ANY (ARRAY['removed'::text, 'closed'::text, 'kept'::text, 'noted'::text, 'done'::text])))
  CHECK ((length(words) <= 2000))
  FOREIGN KEY (item_id) REFERENCES item(id) ON DELETE CASCADE
  FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (reporter_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (settled_by) REFERENCES person(id)
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE INDEX report_item_id_idx ON report USING btree (item_id) WHERE (item_id IS NOT NULL)
  CREATE INDEX report_message_id_idx ON report USING btree (message_id) WHERE (message_id IS NOT NULL)
  CREATE INDEX report_person_id_idx ON report USING btree (person_id)
  CREATE INDEX report_reporter_id_id_idx ON report USING btree (reporter_id, id DESC)
  CREATE UNIQUE INDEX report_reporter_id_space_id_thing_idx ON report USING btree (reporter_id, space_id, thing) WHERE (settled_at IS NULL)
  CREATE INDEX report_space_id_thing_idx ON report USING btree (space_id, thing)
  policy add for insert to copse_app using () with check (((reporter_id = ( SELECT me() AS me)) AND (settled_at IS NULL) AND (space_id = ANY (( SELECT reads() AS reads)::bigint[])) AND
CASE
    WHEN (message_id IS NOT NULL) THEN (EXISTS ( SELECT
       FROM message m
      WHERE ((m.id = report.message_id) AND (m.space_id = report.space_id) AND (m.author_id = report.person_id))))
    WHEN (item_id IS NOT NULL) THEN (EXISTS ( SELECT
       FROM item i
      WHERE ((i.id = report.item_id) AND (i.space_id = report.space_id) AND (i.author_id = report.person_id))))
    ELSE (EXISTS ( SELECT
       FROM membership m
      WHERE ((m.space_id = report.space_id) AND (m.person_id = report.person_id))))
END))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (((reporter_id = ( SELECT me() AS me)) OR ((person_id <> ( SELECT me() AS me)) AND (cardinality(( SELECT hosts() AS hosts)) > 0) AND (listening_in(space_id, person_id) = ANY (( SELECT hosts() AS hosts)::bigint[]))))) with check ()
  policy reword for update to copse_app using (((reporter_id = ( SELECT me() AS me)) AND (settled_at IS NULL))) with check (((reporter_id = ( SELECT me() AS me)) AND (settled_at IS NULL)))
  policy settle for update to copse_app using (((settled_at IS NULL) AND (person_id <> ( SELECT me() AS me)) AND (cardinality(( SELECT hosts() AS hosts)) > 0) AND (listening_in(space_id, person_id) = ANY (( SELECT hosts() AS hosts)::bigint[])))) with check (((settled_by = ( SELECT me() AS me)) AND (listening_in(space_id, person_id) = ANY (( SELECT hosts() AS hosts)::bigint[]))))
  CREATE TRIGGER report_gently AFTER INSERT ON copse.report FOR EACH ROW EXECUTE FUNCTION report_gently()
  CREATE TRIGGER tell_report AFTER INSERT OR UPDATE OF settled_at ON copse.report FOR EACH ROW EXECUTE FUNCTION tell_report()
  grant insert, select to copse_app


table revision  -- audience: space
  message_id bigint not null
  version integer not null
  author_id bigint not null
  source text not null
  space_id bigint not null
  at timestamp(3) with time zone not null
  FOREIGN KEY (author_id) REFERENCES person(id)
  FOREIGN KEY (message_id, space_id) REFERENCES message(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (message_id, version)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table rhythm_year  -- audience: space
  space_id bigint not null
  month smallint not null
  CHECK (((month >= 1) AND (month <= 12)))
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (space_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy hosts_add for insert to copse_app using () with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  policy hosts_change for update to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ()
  policy hosts_remove for delete to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ()
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table room  -- audience: space
  item_id bigint not null
  space_id bigint not null
  about text not null default ''::text
  slow integer not null default 0
  CHECK ((length(about) <= 300))
  CHECK (((slow >= 0) AND (slow <= 86400)))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (item_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table saved  -- audience: self
  person_id bigint not null
  item_id bigint not null
  number integer not null default 0
  note text not null default ''::text
  at timestamp(3) with time zone not null default clock_timestamp()
  CHECK ((length(note) <= 500))
  CHECK ((number >= 0))
  FOREIGN KEY (item_id) REFERENCES item(id) ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id, item_id, number)
  CREATE INDEX saved_item_id_idx ON saved USING btree (item_id)
  CREATE INDEX saved_person_id_at_item_id_number_idx ON saved USING btree (person_id, at DESC, item_id DESC, number DESC)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table search_doc  -- audience: locked
  subject bigint not null
  space_id bigint not null
  item_id bigint not null
  number integer not null
  kind text not null
  author_id bigint not null
  lang text not null
  at timestamp(3) with time zone not null
  removed boolean not null default false
  words tsvector not null
  FOREIGN KEY (author_id) REFERENCES person(id)
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (subject)
  CREATE INDEX search_doc_at_idx ON search_doc USING btree (at DESC)
  CREATE INDEX search_doc_author_id_at_idx ON search_doc USING btree (author_id, at DESC)
  CREATE INDEX search_doc_item_id_idx ON search_doc USING btree (item_id)
  CREATE INDEX search_doc_space_id_at_subject_idx ON search_doc USING btree (space_id, at DESC, subject DESC)
  CREATE INDEX search_doc_words ON search_doc USING gin (words) WITH (gin_pending_list_limit='256')
  policy owner for all to copse_owner using (true) with check (true)


table search_person  -- audience: locked
  person_id bigint not null
  called tsvector not null
  told tsvector not null
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id)
  CREATE INDEX search_person_called ON search_person USING gin (called)
  CREATE INDEX search_person_told ON search_person USING gin (told)
  policy owner for all to copse_owner using (true) with check (true)


table search_word  -- audience: locked
  space_id bigint not null
  word text not null
  plain text not null
  looked_at date not null default CURRENT_DATE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  CREATE INDEX search_word_plain ON search_word USING gin (plain gin_trgm_ops)
  CREATE INDEX search_word_space_id_word_idx ON search_word USING btree (space_id, word)
  policy owner for all to copse_owner using (true) with check (true)


table second_step  -- audience: locked
  person_id bigint not null
  secret bytea not null
  last_step bigint not null
  made_at timestamp(3) with time zone not null default now()
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id)
  policy owner for all to copse_owner using (true) with check (true)


table session  -- audience: locked
  id bigint not null identity
  hash bytea not null
  person_id bigint not null
  agent text not null default ''::text
  created_at timestamp(3) with time zone not null default now()
  used_at timestamp(3) with time zone not null default now()
  expires_at timestamp(3) with time zone not null
  confirmed_at timestamp(3) with time zone not null default now()
  device bytea
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (hash)
  CREATE INDEX session_person_id_idx ON session USING btree (person_id)
  policy owner for all to copse_owner using (true) with check (true)
  CREATE TRIGGER bus_ended AFTER DELETE ON copse.session FOR EACH ROW EXECUTE FUNCTION bus_ended()


table shared_hand  -- audience: space
  text_id bigint not null
  person_id bigint not null
  item_id bigint not null
  space_id bigint not null
  first integer not null
  number integer not null
  at timestamp(3) with time zone not null default now()
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (text_id) REFERENCES shared_text(id) ON DELETE CASCADE
  PRIMARY KEY (text_id, person_id)
  CREATE INDEX shared_hand_item_id_space_id_idx ON shared_hand USING btree (item_id, space_id)
  CREATE INDEX shared_hand_person_id_idx ON shared_hand USING btree (person_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy changers for insert to copse_app using () with check (((person_id = ( SELECT me() AS me)) AND (EXISTS ( SELECT
   FROM may_share(shared_hand.item_id, NULL::text, ARRAY[( SELECT me() AS me)]) may_share(may_share)))))
  policy changers_change for update to copse_app using ((person_id = ( SELECT me() AS me))) with check ()
  policy changers_remove for delete to copse_app using ((EXISTS ( SELECT
   FROM may_share(shared_hand.item_id, NULL::text, ARRAY[( SELECT me() AS me)]) may_share(may_share)))) with check ()
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table shared_text  -- audience: space
  id bigint not null identity
  item_id bigint not null
  space_id bigint not null
  tool text
  version integer not null
  base text not null
  number integer not null default 1
  saved integer not null default 1
  packed integer not null default 1
  bytes integer not null default 0
  began_at timestamp(3) with time zone not null default now()
  changed_at timestamp(3) with time zone not null default now()
  aside_at timestamp(3) with time zone
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (id)
  CREATE UNIQUE INDEX shared_text_item_id_idx ON shared_text USING btree (item_id) WHERE (aside_at IS NULL)
  CREATE INDEX shared_text_item_id_space_id_idx ON shared_text USING btree (item_id, space_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy changers for insert to copse_app using () with check ((EXISTS ( SELECT
   FROM may_share(shared_text.item_id, shared_text.tool, ARRAY[( SELECT me() AS me)]) may_share(may_share))))
  policy changers_change for update to copse_app using ((EXISTS ( SELECT
   FROM may_share(shared_text.item_id, shared_text.tool, ARRAY[( SELECT me() AS me)]) may_share(may_share)))) with check ()
  policy changers_remove for delete to copse_app using ((EXISTS ( SELECT
   FROM may_share(shared_text.item_id, shared_text.tool, ARRAY[( SELECT me() AS me)]) may_share(may_share)))) with check ()
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER bus_shared AFTER UPDATE OF version, aside_at ON copse.shared_text FOR EACH ROW WHEN (((old.version IS DISTINCT FROM new.version) OR (old.aside_at IS DISTINCT FROM new.aside_at))) EXECUTE FUNCTION bus_shared()
  CREATE TRIGGER bus_shared_gone AFTER DELETE ON copse.shared_text FOR EACH ROW EXECUTE FUNCTION bus_shared()
  grant delete, insert, select, update to copse_app


table shared_update  -- audience: space
  text_id bigint not null
  number integer not null
  item_id bigint not null
  space_id bigint not null
  data bytea not null
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (text_id) REFERENCES shared_text(id) ON DELETE CASCADE
  PRIMARY KEY (text_id, number)
  CREATE INDEX shared_update_item_id_space_id_idx ON shared_update USING btree (item_id, space_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy changers for insert to copse_app using () with check ((EXISTS ( SELECT
   FROM may_share(shared_update.item_id, NULL::text, ARRAY[( SELECT me() AS me)]) may_share(may_share))))
  policy changers_change for update to copse_app using (false) with check ()
  policy changers_remove for delete to copse_app using (false) with check ()
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant delete, insert, select, update to copse_app


table shelf_use  -- audience: space
  space_id bigint not null
  bytes bigint not null default 0
  most bigint
  CHECK ((most >= 0))
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (space_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant select to copse_app


table site  -- audience: own
  one boolean not null default true
  founded_at timestamp(3) with time zone
  demonstration boolean not null default false
  name text not null default ''::text
  purpose text not null default ''::text
  founders text not null default 'people'::text
  languages text[] not null default '{}'::text[]
  CHECK ((founders = ANY (ARRAY['anyone'::text, 'people'::text, 'hosts'::text, 'operators'::text])))
  CHECK ((length(name) <= 80))
  CHECK (one)
  CHECK ((length(purpose) <= 600))
  PRIMARY KEY (one)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app, copse_jobs using (true) with check ()
  grant select to copse_app
  grant select to copse_jobs


table space  -- audience: own
  id bigint not null identity
  kind text not null
  parent_id bigint
  slug citext not null
  name text not null
  purpose text not null default ''::text
  lang text not null
  hue smallint not null default 130
  picture text
  members_invite boolean not null default false
  people integer not null default 0
  badges jsonb not null default '{}'::jsonb
  created_by bigint not null
  created_at timestamp(3) with time zone not null default now()
  closed_at timestamp(3) with time zone
  visibility text not null default 'hidden'::text
  joining text not null default 'invitation'::text
  questions text[] not null default '{}'::text[]
  answers_shown boolean not null default false
  tools text[] not null default '{}'::text[]
  words tsvector default space_words(name, purpose)
  newcomers_free boolean not null default false
  CHECK (((kind = 'circle'::text) = (parent_id IS NOT NULL)))
  CHECK (((visibility <> 'open'::text) OR (joining = 'free'::text)))
  CHECK (((hue >= 0) AND (hue <= 359)))
  CHECK ((joining = ANY (ARRAY['invitation'::text, 'request'::text, 'free'::text])))
  CHECK ((kind = ANY (ARRAY['community'::text, 'circle'::text, 'conversation'::text])))
  CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  CHECK ((length(purpose) <= 300))
  CHECK ((cardinality(questions) <= 5))
  CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{1,59}$'::citext))
  CHECK ((visibility = ANY (ARRAY['hidden'::text, 'listed'::text, 'announced'::text, 'open'::text])))
  FOREIGN KEY (created_by) REFERENCES person(id)
  FOREIGN KEY (parent_id) REFERENCES space(id)
  PRIMARY KEY (id)
  UNIQUE (slug)
  CREATE INDEX space_created_by_created_at_idx ON space USING btree (created_by, created_at) WHERE (kind = 'conversation'::text)
  CREATE INDEX space_id_idx ON space USING btree (id) WHERE ((kind = 'conversation'::text) AND (people = 0))
  CREATE INDEX space_parent_id_idx ON space USING btree (parent_id) WHERE (parent_id IS NOT NULL)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy tend for update to copse_app using ((id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ((id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  CREATE TRIGGER bus_space AFTER UPDATE OF visibility, closed_at, tools ON copse.space FOR EACH ROW WHEN ((((old.visibility IS DISTINCT FROM new.visibility) OR (old.closed_at IS DISTINCT FROM new.closed_at)) OR (old.tools IS DISTINCT FROM new.tools))) EXECUTE FUNCTION bus_space()
  CREATE TRIGGER end_publications AFTER UPDATE OF closed_at ON copse.space FOR EACH ROW EXECUTE FUNCTION end_publications()
  CREATE TRIGGER not_while_new BEFORE INSERT ON copse.space FOR EACH ROW WHEN (((new.parent_id IS NOT NULL) AND (new.created_at > (now() - '00:10:00'::interval)))) EXECUTE FUNCTION not_while_new()
  grant select, update to copse_app


table spent  -- audience: locked
  hash bytea not null
  until timestamp(3) with time zone not null
  PRIMARY KEY (hash)
  policy owner for all to copse_owner using (true) with check (true)


table split  -- audience: space
  item_id bigint not null
  space_id bigint not null
  from_item bigint not null
  person_id bigint not null
  at timestamp(3) with time zone not null default now()
  count integer not null
  acceptance jsonb
  FOREIGN KEY (from_item) REFERENCES item(id) ON DELETE CASCADE
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (item_id)
  CREATE INDEX split_from_item_idx ON split USING btree (from_item)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant select to copse_app


table spoken  -- audience: own
  id bigint not null identity
  event_id bigint not null
  space_id bigint not null
  original wall_time not null
  person_id bigint not null
  by_id bigint not null
  text text not null
  at timestamp(3) with time zone not null default now()
  looked_at timestamp(3) with time zone
  corrected boolean not null default false
  CHECK (((length(text) >= 1) AND (length(text) <= 2000)))
  FOREIGN KEY (by_id) REFERENCES person(id)
  FOREIGN KEY (event_id, original, space_id) REFERENCES occurrence(event_id, original, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (event_id, space_id) REFERENCES event(item_id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (id)
  CREATE INDEX spoken_by_id_idx ON spoken USING btree (by_id)
  CREATE INDEX spoken_event_id_original_id_idx ON spoken USING btree (event_id, original, id)
  CREATE INDEX spoken_person_id_idx ON spoken USING btree (person_id)
  policy correct for update to copse_app using (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])))) with check ((person_id = ( SELECT me() AS me)))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using ((space_id = ANY (( SELECT reads() AS reads)::bigint[]))) with check ()
  policy remove for delete to copse_app using (((space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND ((person_id = ( SELECT me() AS me)) OR (by_id = ( SELECT me() AS me)) OR (space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))))) with check ()
  policy write for insert to copse_app using () with check (((by_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])) AND is_here(space_id, person_id) AND ((looked_at IS NULL) OR (person_id = by_id)) AND (NOT corrected)))
  CREATE TRIGGER tell_spoken AFTER INSERT OR DELETE OR UPDATE OF looked_at ON copse.spoken FOR EACH ROW EXECUTE FUNCTION tell_spoken()
  grant delete, insert, select to copse_app


table summary  -- audience: space
  item_id bigint not null
  space_id bigint not null
  version integer not null default 1
  person_id bigint not null
  lang text not null
  source text not null
  html text not null
  after integer not null
  at timestamp(3) with time zone not null default now()
  removed_at timestamp(3) with time zone
  removed_by bigint
  CHECK ((length(source) <= 60000))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  FOREIGN KEY (removed_by) REFERENCES person(id)
  PRIMARY KEY (item_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER index_summary AFTER INSERT OR DELETE OR UPDATE OF source, lang, removed_at ON copse.summary FOR EACH ROW EXECUTE FUNCTION index_summary()
  grant delete, insert, select, update to copse_app


table summary_revision  -- audience: space
  item_id bigint not null
  version integer not null
  person_id bigint not null
  source text not null
  after integer not null
  space_id bigint not null
  at timestamp(3) with time zone not null
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (item_id, version)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  grant insert, select to copse_app


table tag  -- audience: own
  space_id bigint not null
  name text not null
  description text not null default ''::text
  count integer not null default 0
  CHECK ((length(description) <= 300))
  CHECK (((length(name) >= 1) AND (length(name) <= 40)))
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (space_id, name)
  policy describe for update to copse_app using (((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])))) with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  grant select to copse_app


table tag_alias  -- audience: own
  space_id bigint not null
  name text not null
  tag text not null
  FOREIGN KEY (space_id, tag) REFERENCES tag(space_id, name) ON UPDATE CASCADE ON DELETE CASCADE
  PRIMARY KEY (space_id, name)
  CREATE INDEX tag_alias_space_id_tag_idx ON tag_alias USING btree (space_id, tag)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  grant select to copse_app


table tail  -- audience: space
  item_id bigint not null
  space_id bigint not null
  kind text not null
  last_number integer not null default 0
  modseq bigint not null default 0
  count integer not null default 0
  last_at timestamp(3) with time zone not null default now()
  last_by bigint
  faces bigint[] not null default '{}'::bigint[]
  removed boolean not null default false
  words integer not null default 0
  page_modseq bigint not null default 0
  said_modseq bigint not null default 0
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (last_by) REFERENCES person(id)
  PRIMARY KEY (item_id)
  CREATE INDEX tail_space_id_kind_count_item_id_idx ON tail USING btree (space_id, kind, count DESC, item_id DESC) WHERE (NOT removed)
  CREATE INDEX tail_space_id_kind_last_at_item_id_idx ON tail USING btree (space_id, kind, last_at DESC, item_id DESC) WHERE (NOT removed)
  CREATE INDEX tail_space_id_kind_last_at_item_id_idx1 ON tail USING btree (space_id, kind, last_at DESC, item_id DESC) WHERE ((NOT removed) AND (last_number = 1))
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER note_page BEFORE UPDATE OF modseq ON copse.tail FOR EACH ROW WHEN (((new.modseq > old.modseq) AND (new.said_modseq = old.said_modseq) AND (new.last_number = old.last_number))) EXECUTE FUNCTION note_page()
  grant delete, insert, select, update to copse_app


table takeout  -- audience: self
  id bigint not null identity
  person_id bigint not null
  asked_at timestamp(3) with time zone not null default now()
  total integer not null default 0
  done integer not null default 0
  blob text
  bytes bigint
  ready_at timestamp(3) with time zone
  failed_at timestamp(3) with time zone
  CHECK (((blob IS NULL) = (ready_at IS NULL)))
  CHECK (((ready_at IS NULL) OR (failed_at IS NULL)))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (person_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table thanks  -- audience: space
  item_id bigint not null
  space_id bigint not null
  to_id bigint
  words text not null
  CHECK (((length(words) >= 1) AND (length(words) <= 600)))
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (to_id) REFERENCES person(id)
  PRIMARY KEY (item_id)
  CREATE INDEX thanks_space_id_idx ON thanks USING btree (space_id)
  CREATE INDEX thanks_to_id_idx ON thanks USING btree (to_id) WHERE (to_id IS NOT NULL)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ((space_id = ANY (( SELECT writes() AS writes)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  policy remove for delete to copse_app using ((space_id = ANY (( SELECT writes() AS writes)::bigint[]))) with check ()
  CREATE TRIGGER drop_thanks AFTER DELETE ON copse.thanks FOR EACH ROW EXECUTE FUNCTION drop_thanks()
  CREATE TRIGGER keep_thanks AFTER INSERT OR UPDATE OF words ON copse.thanks FOR EACH ROW EXECUTE FUNCTION keep_thanks()
  grant delete, insert, select, update to copse_app


table thread_reading  -- audience: self
  person_id bigint not null
  item_id bigint not null
  thread integer not null
  number integer not null
  at timestamp(3) with time zone not null default now()
  FOREIGN KEY (item_id) REFERENCES item(id) ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id, item_id, thread)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table token  -- audience: locked
  id bigint not null identity
  hash bytea not null
  person_id bigint not null
  name text not null
  scopes text[] not null
  created_at timestamp(3) with time zone not null default now()
  used_at timestamp(3) with time zone
  expires_at timestamp(3) with time zone
  kind text not null default 'token'::text
  CHECK ((kind = ANY (ARRAY['token'::text, 'application'::text])))
  CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (hash)
  CREATE INDEX token_person_id_idx ON token USING btree (person_id)
  policy owner for all to copse_owner using (true) with check (true)
  CREATE TRIGGER bus_ended AFTER DELETE ON copse.token FOR EACH ROW EXECUTE FUNCTION bus_ended()


table topic  -- audience: own
  space_id bigint not null
  a text not null
  b text not null
  pages integer not null default 0
  links integer not null default 0
  gaps integer not null default 0
  total integer not null default ((pages + links) + gaps)
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (space_id, a, b)
  CREATE INDEX topic_most ON topic USING btree (space_id, total DESC, a, b) WHERE (a = b)
  CREATE INDEX topic_ties ON topic USING btree (space_id, total DESC, a, b) WHERE (a < b)
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  grant select to copse_app


table tries  -- audience: locked
  key bytea not null
  count integer not null
  until timestamp with time zone not null
  PRIMARY KEY (key)
  policy owner for all to copse_owner using (true) with check (true)


table upload  -- audience: own
  id bigint not null identity
  person_id bigint not null
  space_id bigint not null
  part text not null
  bytes bigint not null
  came bigint not null default 0
  folder_id bigint
  way text[] not null default '{}'::text[]
  name text not null
  taken text not null
  why text not null default ''::text
  keeps_place boolean not null default false
  said text not null default ''::text
  touched_at timestamp(3) with time zone not null default now()
  item_id bigint
  became text
  CHECK ((became = ANY (ARRAY['made'::text, 'version'::text, 'same'::text])))
  CHECK ((bytes >= 0))
  CHECK (((item_id IS NULL) = (became IS NULL)))
  CHECK (((length(name) >= 1) AND (length(name) <= 200)))
  CHECK ((length(said) <= 8000))
  CHECK ((taken = ANY (ARRAY['ask'::text, 'version'::text, 'beside'::text, 'refuse'::text])))
  CHECK ((cardinality(way) <= 30))
  CHECK ((length(why) <= 500))
  FOREIGN KEY (folder_id, space_id) REFERENCES entry(item_id, space_id) ON UPDATE CASCADE ON DELETE SET NULL (folder_id)
  FOREIGN KEY (item_id, space_id) REFERENCES item(id, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (part)
  CREATE INDEX upload_folder_id_space_id_idx ON upload USING btree (folder_id, space_id)
  CREATE INDEX upload_item_id_space_id_idx ON upload USING btree (item_id, space_id)
  CREATE INDEX upload_person_id_space_id_idx ON upload USING btree (person_id, space_id)
  CREATE INDEX upload_space_id_idx ON upload USING btree (space_id)
  CREATE INDEX upload_touched_at_idx ON upload USING btree (touched_at)
  policy own for all to copse_app using (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[])))) with check (((person_id = ( SELECT me() AS me)) AND (space_id = ANY (( SELECT writes() AS writes)::bigint[]))))
  policy owner for all to copse_owner using (true) with check (true)
  grant delete, insert, select, update to copse_app


table waiting_list  -- audience: locked
  event_id bigint not null
  space_id bigint not null
  original wall_time not null
  person_id bigint not null
  FOREIGN KEY (event_id, original, space_id) REFERENCES occurrence(event_id, original, space_id) ON UPDATE CASCADE ON DELETE CASCADE
  FOREIGN KEY (person_id) REFERENCES person(id)
  PRIMARY KEY (event_id, original, person_id)
  CREATE INDEX waiting_list_person_id_idx ON waiting_list USING btree (person_id)
  policy owner for all to copse_owner using (true) with check (true)


table weekly  -- audience: self
  person_id bigint not null
  space_id bigint not null
  stopped boolean not null default false
  made_at timestamp(3) with time zone
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (person_id, space_id)
  CREATE INDEX weekly_space_id_idx ON weekly USING btree (space_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table welcome_sound  -- audience: own
  person_id bigint not null
  blob text not null
  type text not null
  bytes integer not null
  at timestamp(3) with time zone not null default now()
  CHECK (((bytes >= 1) AND (bytes <= 5000000)))
  CHECK ((type = ANY (ARRAY['audio/webm'::text, 'audio/ogg'::text, 'audio/mp4'::text, 'audio/mpeg'::text, 'audio/wav'::text])))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  PRIMARY KEY (person_id)
  policy add for insert to copse_app using () with check ((person_id = ( SELECT me() AS me)))
  policy change for update to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (((person_id = ( SELECT me() AS me)) OR (EXISTS ( SELECT
   FROM profile_field f
  WHERE ((f.person_id = welcome_sound.person_id) AND (f.name = 'welcome'::text)))))) with check ()
  policy remove for delete to copse_app using ((person_id = ( SELECT me() AS me))) with check ()
  grant delete, insert, select, update to copse_app


table welcome_step  -- audience: self
  space_id bigint not null
  person_id bigint not null
  step text not null
  at timestamp(3) with time zone not null default now()
  CHECK ((step = ANY (ARRAY['self'::text, 'letters'::text, 'hello'::text, 'write'::text, 'one'::text, 'over'::text])))
  FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  PRIMARY KEY (space_id, person_id, step)
  CREATE INDEX welcome_step_person_id_idx ON welcome_step USING btree (person_id)
  policy owner for all to copse_owner using (true) with check (true)
  policy self for all to copse_app using ((person_id = ( SELECT me() AS me))) with check ((person_id = ( SELECT me() AS me)))
  grant delete, insert, select, update to copse_app


table welcoming  -- audience: own
  space_id bigint not null
  time_asked text not null default ''::text
  agreements text[] not null default '{}'::text[]
  hello_id bigint
  hello_question text not null default ''::text
  welcomer_id bigint
  CHECK ((cardinality(agreements) <= 12))
  CHECK ((length(hello_question) <= 200))
  CHECK ((length(time_asked) <= 120))
  FOREIGN KEY (hello_id) REFERENCES item(id) ON DELETE SET NULL
  FOREIGN KEY (space_id) REFERENCES space(id) ON DELETE CASCADE
  FOREIGN KEY (welcomer_id) REFERENCES person(id) ON DELETE SET NULL
  PRIMARY KEY (space_id)
  policy add for insert to copse_app using () with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  policy change for update to copse_app using ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[]))) with check ((space_id = ANY (( SELECT hosts() AS hosts)::bigint[])))
  policy owner for all to copse_owner using (true) with check (true)
  policy read for select to copse_app using (COALESCE((space_id = ANY (( SELECT reads() AS reads)::bigint[])), false)) with check ()
  grant insert, select, update to copse_app

function add_to_journey(which bigint, who bigint) returns void security definer  -- copse_app
function add_to_shelf(place bigint, n numeric) returns void security definer
function addresses_of(which bigint) returns SETOF text security definer  -- copse_jobs
function admit(which bigint, who bigint, standing text, badge text, joined timestamp with time zone, until timestamp with time zone, ended timestamp with time zone) returns void security definer  -- copse_app
function after_telling() returns trigger security definer
function all_agreed(v moving, going bigint[]) returns boolean security definer
function all_of(which bigint, who bigint) returns boolean security definer  -- copse_app
function all_words(said text) returns tsvector  -- copse_app, copse_jobs
function answer_journey(which bigint, who bigint) returns void security definer
function answer_move(which bigint, yes boolean) returns integer security definer  -- copse_app
function answer_page_move(which bigint, yes boolean, names jsonb, moment timestamp with time zone DEFAULT now()) returns boolean security definer  -- copse_app
function answer_request(which bigint, welcome boolean, word text, OUT person_id bigint, OUT email text, OUT lang text) returns record security definer  -- copse_app
function answers_moved() returns trigger security definer
function answers_to(which bigint, date_of text) returns TABLE(person_id bigint, reply text, at timestamp with time zone, waiting boolean) security definer
function application_owner(credential bytea) returns TABLE(handle text, email text) security definer  -- copse_app
function around_space(which bigint) returns TABLE(id bigint, n integer) security definer
function ask_outside(which bigint) returns boolean security definer  -- copse_app
function ask_to_move(which bigint, target bigint) returns bigint security definer  -- copse_app
function ask_to_move_page(which bigint, target bigint, along boolean) returns void security definer  -- copse_app
function audience(IN target regclass, IN audience text)
function away_from(which bigint) returns SETOF bigint security definer
function begin_conversation(whom bigint[], address text, lang text, at timestamp with time zone DEFAULT now(), OUT place bigint, OUT item bigint, OUT slug text, OUT made boolean) returns record security definer  -- copse_app
function begin_half(who bigint, hash bytea, going text) returns void security definer  -- copse_app
function begin_trip(hash bytea, purpose text, session_id bigint, going text) returns void security definer  -- copse_app
function begins_in(which bigint) returns boolean security definer
function begun_below(which bigint) returns jsonb  -- copse_app
function belongs(which bigint, who bigint) returns boolean security definer
function blobs_in_use(hashes text[]) returns SETOF text security definer  -- copse_jobs
function blocks(who bigint, whom bigint) returns boolean security definer
function bring(which bigint, people bigint[]) returns integer security definer
function bus_belonging() returns trigger security definer
function bus_card() returns trigger security definer
function bus_ended() returns trigger security definer
function bus_moved() returns trigger security definer
function bus_shared() returns trigger security definer
function bus_space() returns trigger security definer
function calendar_failed(which bigint, why text) returns void security definer  -- copse_jobs
function calendar_read(which bigint, dates jsonb, told text, tag text, since text) returns void security definer  -- copse_jobs
function called(which bigint) returns text security definer  -- copse_app
function can_be_asked(place bigint, who bigint) returns boolean security definer
function care_places(spaces bigint[]) returns TABLE(id bigint, slug text, name text) security definer  -- copse_app
function carry(leaving bigint, target bigint, which bigint[], back boolean DEFAULT false) returns integer security definer
function carry_on(which bigint, since text, target bigint) returns void security definer  -- copse_app
function carry_pages(going bigint[], place bigint, target bigint, by bigint, names jsonb, moment timestamp with time zone) returns void security definer
function carry_parts(which bigint, target bigint) returns void security definer  -- copse_app
function carry_replies(which bigint, target bigint, picks jsonb) returns void security definer  -- copse_app
function change_address(which bigint, OUT person_id bigint, OUT email text, OUT before text) returns SETOF record security definer  -- copse_app
function change_site(name text, purpose text, founders text, languages text[]) returns void security definer  -- copse_app
function changes_since(which bigint, date_of text, since bigint) returns jsonb security definer
function circles_under(which bigint) returns SETOF bigint security definer
function clock_in(zone text, moment timestamp with time zone DEFAULT now()) returns timestamp without time zone security definer
function clocks_in(which bigint) returns TABLE(person_id bigint, handle text, name text, picture text, zone text, wakes integer, sleeps integer) security definer  -- copse_app
function clocks_kept(which bigint) returns integer security definer  -- copse_app
function comes_near(which bigint, who bigint) returns boolean security definer
function confirm_session(which bigint) returns void security definer  -- copse_app
function confirmation(credential bytea) returns text security definer  -- copse_app
function copy_entry(which bigint, place bigint, folder bigint, new_name text, new_key text, new_ordering text, moment timestamp with time zone) returns bigint security definer  -- copse_app
function copying() returns boolean
function count_people() returns trigger security definer  -- copse_app
function count_shelf() returns trigger security definer
function count_tags() returns trigger security definer
function count_topics() returns trigger security definer
function count_wishes() returns trigger security definer
function count_words() returns trigger security definer
function date_facts(which bigint, date_of text) returns jsonb security definer
function decline_invitation(which bigint) returns void security definer  -- copse_app
function docs_shown(ids bigint[]) returns void security definer
function door_card(slug text) returns jsonb security definer  -- copse_app
function door_welcoming(slug text) returns jsonb security definer  -- copse_app
function draft_files(dr draft) returns jsonb  -- copse_app
function drop_previews() returns trigger security definer
function drop_second_step() returns boolean security definer  -- copse_app
function drop_thanks() returns trigger security definer
function due_calendars(most integer) returns TABLE(id bigint, address text, etag text, modified text, zone text) security definer  -- copse_jobs
function due_outside(most integer) returns TABLE(id bigint, address text) security definer  -- copse_jobs
function embedded_in(which bigint) returns TABLE("itemId" bigint, "fileId" bigint, kind text, title text, lang text, by text, at timestamp with time zone, bytes bigint)  -- copse_app
function end_answers() returns trigger security definer
function end_asking() returns trigger security definer
function end_buddies() returns trigger security definer
function end_finding() returns trigger security definer
function end_half(hash bytea) returns TABLE(person_id bigint, going text) security definer  -- copse_app
function end_hooks() returns trigger security definer
function end_import(which bigint, why text) returns void security definer  -- copse_jobs
function end_journeys() returns trigger security definer
function end_passkey(which bigint) returns text security definer  -- copse_app
function end_publication(which bigint) returns boolean security definer  -- copse_app
function end_publications() returns trigger security definer
function end_session(which bigint) returns integer security definer  -- copse_app
function end_sessions(which bigint, keep bigint DEFAULT NULL::bigint) returns integer security definer  -- copse_app
function end_sessions_of(who bigint) returns void security definer  -- copse_app
function end_suspension(which bigint) returns boolean security definer  -- copse_app
function end_suspensions() returns integer security definer  -- copse_app
function end_token(which bigint) returns integer security definer  -- copse_app
function end_tokens_of(who bigint) returns void security definer  -- copse_app
function end_trip(hash bytea) returns TABLE(purpose text, person_id bigint, session_id bigint, going text) security definer  -- copse_app
function enter(credential bytea, slug text DEFAULT NULL::text, wide boolean DEFAULT false, OUT me jsonb, OUT space jsonb) returns record security definer  -- copse_app
function enter_as(who bigint, slug text DEFAULT NULL::text, wide boolean DEFAULT false) returns jsonb security definer  -- copse_app
function entries_below(which bigint) returns TABLE(item_id bigint, depth integer)  -- copse_app, copse_jobs
function event_went() returns trigger security definer
function feed_of(which bigint, OUT person_id bigint, OUT space_id bigint, OUT slug text, OUT made_at timestamp with time zone, OUT form text) returns record security definer  -- copse_app
function few_pins() returns trigger security definer
function files_in(said text) returns bigint[]  -- copse_app, copse_jobs
function files_named(which text) returns TABLE(hash text, bytes bigint, kind text, id bigint, item_id bigint, space text, at timestamp with time zone) security definer  -- copse_jobs
function first_operator() returns bigint security definer  -- copse_app
function first_proof(who bigint) returns boolean security definer  -- copse_app
function forget_devices(who bigint) returns void security definer  -- copse_app
function forget_imports() returns void security definer  -- copse_jobs
function forget_in(which bigint, item bigint, OUT space bigint, OUT modseq bigint) returns record security definer  -- copse_jobs
function forget_login(which bigint) returns void security definer
function forget_me(leave_words boolean) returns void security definer  -- copse_app
function forget_person(which bigint) returns void security definer  -- copse_jobs
function forgetting_of(which bigint, OUT leave_words boolean, OUT picture text, OUT name text) returns record security definer  -- copse_jobs
function forgive(key bytea) returns void security definer  -- copse_app
function found_site(demonstration boolean) returns void security definer  -- copse_app
function found_space(slug text, name text, purpose text, lang text, hue integer, created_at timestamp with time zone, tools text[], parent bigint DEFAULT NULL::bigint) returns bigint security definer  -- copse_app
function give_link_preview(which bigint) returns TABLE(item_id bigint, space_id bigint, modseq bigint) security definer  -- copse_jobs
function gives_hosting(which bigint, who bigint) returns boolean security definer  -- copse_app
function glossary_of(slug text, known text, most integer) returns jsonb  -- copse_app
function go_gently() returns trigger security definer
function gone_name(lang text) returns text
function guard_entry() returns trigger security definer
function guard_page() returns trigger
function guard_title() returns trigger
function half_of(hash bytea) returns TABLE(person_id bigint, name text) security definer  -- copse_app
function hashes_in_use(which text, hashes text[]) returns SETOF text security definer  -- copse_jobs
function hidden_entry() returns trigger security definer
function hide_birthday() returns trigger security definer
function hide_entry() returns trigger security definer
function hides(name text) returns boolean
function hold_anew() returns trigger security definer
function hold_pages(which bigint, target bigint, along boolean) returns bigint[] security definer
function hold_told() returns trigger security definer
function host_of(slug text) returns bigint security definer  -- copse_app
function hosted_alone() returns TABLE(id bigint, slug text, name text, people integer) security definer  -- copse_app
function hosted_by_me() returns TABLE(slug text, name text) security definer  -- copse_app
function hosts() returns bigint[]  -- copse_app, copse_jobs
function incoming_door(secret bytea) returns TABLE(id bigint, person_id bigint, space_id bigint, slug text, item_id bigint, title text, lang text, name text, open boolean) security definer  -- copse_app
function index_card() returns trigger security definer
function index_content(which bigint) returns void security definer
function index_copies(ids bigint[], made bigint[], place bigint) returns void security definer
function index_date_question() returns trigger security definer
function index_entry() returns trigger security definer
function index_event() returns trigger security definer
function index_everything() security definer
function index_file() returns trigger security definer
function index_gap() returns trigger security definer
function index_item(which bigint) returns void security definer
function index_journey() returns trigger security definer
function index_link() returns trigger security definer
function index_made() returns trigger security definer
function index_name(which bigint) returns void security definer
function index_now() returns trigger security definer
function index_page() returns trigger security definer
function index_person(who bigint) returns void security definer
function index_said() returns trigger security definer
function index_steps() returns trigger security definer
function index_summary() returns trigger security definer
function index_told() returns trigger security definer
function introduction_at(slug text) returns TABLE(blob text, type text, bytes integer, captions text) security definer  -- copse_app
function introduction_by(which bigint) returns TABLE(blob text, type text, bytes integer, captions text) security definer  -- copse_app
function invitation_card(which bigint) returns jsonb security definer  -- copse_app
function invitation_welcoming(which bigint) returns jsonb security definer  -- copse_app
function invite_person(which bigint, who bigint, standing text, until timestamp with time zone, note text) returns bigint security definer  -- copse_app
function is_care(reason text) returns boolean  -- copse_app, copse_jobs
function is_first_proof(link bigint) returns boolean security definer  -- copse_app
function is_here(which bigint, who bigint) returns boolean security definer  -- copse_app
function is_newcomer(which bigint, who bigint) returns boolean security definer
function is_of_parent(parent bigint, who bigint) returns boolean security definer
function is_one_of(which bigint, who bigint) returns boolean security definer
function is_operator() returns boolean security definer  -- copse_app
function is_said(reason text) returns boolean  -- copse_app
function is_settled_in(community bigint, who bigint) returns boolean security definer
function is_strange(who bigint, device bytea) returns boolean security definer  -- copse_app
function is_written(place bigint, called text) returns boolean security definer
function item_vector(i item, opening text, opening_lang text) returns tsvector security definer
function items_gone() returns trigger security definer
function items_to_forget(which bigint) returns SETOF bigint security definer  -- copse_jobs
function join_by(which bigint) returns text security definer  -- copse_app
function join_journey(which bigint, answering boolean) returns void security definer  -- copse_app
function join_new(which bigint, handle text, name text, lang text, email text, password text, time_zone text, OUT person_id bigint, OUT slug text) returns record security definer  -- copse_app
function journey_brought(which bigint) returns TABLE(message_id bigint) security definer  -- copse_app
function journey_counts(which bigint) returns TABLE(step_id bigint, n integer) security definer  -- copse_app
function journey_takes(which bigint) returns boolean security definer  -- copse_app
function journey_whereabouts(which bigint) returns TABLE(person_id bigint, step_id bigint, done integer, shows boolean) security definer  -- copse_app
function keep_clock() returns trigger security definer
function keep_item_revision() returns trigger security definer
function keep_link_preview(which bigint, what jsonb) returns void security definer  -- copse_jobs
function keep_passkey(credential text, public_key bytea, counter bigint, transports text[], name text) returns bigint security definer  -- copse_app
function keep_preview(which bigint, num integer, made jsonb, pictures jsonb) returns void security definer  -- copse_jobs
function keep_recovery_codes(codes text[]) returns void security definer  -- copse_app
function keep_second_step(secret bytea, step bigint, codes text[]) returns void security definer  -- copse_app
function keep_suspended() returns trigger security definer
function keep_thanks() returns trigger security definer
function keep_within_parent() returns trigger security definer
function keep_words(which bigint, part text, lang text, source text) returns void security definer
function key_letter(which bigint) returns jsonb security definer  -- copse_jobs
function key_link_card(which bigint, kind text) returns TABLE(person_id bigint, session_id bigint, email text, name text) security definer  -- copse_app
function knock(slug text, answers jsonb, told_shown boolean DEFAULT true, at timestamp with time zone DEFAULT now()) returns bigint security definer  -- copse_app
function known_addresses(which bigint, emails text[]) returns TABLE(email text, state text) security definer  -- copse_app
function known_space(slug text) returns bigint security definer
function known_spaces(parent bigint) returns TABLE(id bigint, slug text, name text, purpose text, lang text, hue smallint, picture text, people integer, visibility text, joining text, standing text, closed boolean, requested boolean) security definer  -- copse_app
function knows_journey(which bigint) returns boolean security definer  -- copse_app
function last_health() returns TABLE(at timestamp with time zone, findings jsonb) security definer  -- copse_app
function late_dates() returns TABLE(id bigint, space_id bigint, starts text, ends text, zone text, rule text, added text[], left_out text[]) security definer  -- copse_jobs
function late_previews() returns integer security definer  -- copse_jobs
function lately_said(community bigint, who bigint) returns SETOF message security definer
function leading_to(which bigint, most integer) returns jsonb  -- copse_app
function learn_words(place bigint, said text) returns void security definer
function leave(which bigint) returns void security definer  -- copse_app
function leave_actions() returns trigger security definer
function leave_conversation() returns trigger security definer
function leave_journey(which bigint) returns void security definer  -- copse_app
function leave_pin() returns trigger security definer
function leave_suspended(which bigint) returns void security definer  -- copse_app
function leaves_words(which bigint) returns boolean security definer
function left_journey() returns trigger security definer
function letter_card(which bigint) returns TABLE(kind text, name text, space text, slug text) security definer  -- copse_app
function letter_wanted(which bigint, OUT wanted boolean, OUT later timestamp with time zone) returns record security definer  -- copse_jobs
function level_for(i item, who bigint) returns text security definer
function level_of(own text, tags text[], followed text[], muted text[], quiet text[], of_space text) returns text  -- copse_app, copse_jobs
function lift(n host_note, by_host bigint) returns void security definer
function limit_shelf(place bigint, bytes bigint) returns void security definer  -- copse_app
function link_identity(who bigint, issuer text, subject text, email text) returns bigint security definer  -- copse_app
function link_leads() returns trigger security definer
function link_preview_wanted(which bigint) returns TABLE(address text, known boolean) security definer  -- copse_jobs
function listeners(which bigint, about bigint) returns SETOF bigint security definer
function listeners_card(which bigint, about bigint) returns jsonb security definer  -- copse_app
function listening_in(which bigint, about bigint) returns bigint security definer  -- copse_app
function live_credentials(sessions bigint[], tokens bigint[]) returns TABLE(via text, id bigint) security definer  -- copse_app
function live_item(which bigint, who bigint[]) returns TABLE(space_id bigint, slug text, kind text, title text, lang text, author_id bigint, closed boolean, tools text[], modseq bigint, page_modseq bigint, last_number integer, count integer, may jsonb) security definer  -- copse_app
function live_person(who bigint) returns jsonb security definer  -- copse_app
function live_places(who bigint, which bigint[]) returns SETOF bigint security definer  -- copse_app
function live_read_by(which bigint, who bigint[], most integer) returns TABLE(person bigint, read_by jsonb) security definer  -- copse_app
function live_tails(which bigint[]) returns TABLE(item_id bigint, space_id bigint, modseq bigint) security definer  -- copse_app
function login_for(email text, OUT person_id bigint, OUT password text, OUT lang text) returns record security definer  -- copse_app
function look_at_link(which bigint) returns void security definer
function look_at_version() returns trigger security definer
function look_over() returns void security definer  -- copse_jobs
function made_of(which bigint, most integer) returns TABLE(id bigint, kind text, title text, lang text, slug text, tools text[], number integer, by text, made boolean)  -- copse_app
function mail_facts(which bigint) returns jsonb security definer  -- copse_jobs
function mail_one_time(kind text, email text, minutes integer, host text) returns void security definer  -- copse_app
function mail_queue() returns TABLE(address text, kind text, state text, created_at timestamp with time zone, error text) security definer  -- copse_app
function make_first_run() returns bigint security definer  -- copse_app
function make_key_link(kind text, session_id bigint, email text, minutes integer) returns bigint security definer  -- copse_app
function make_one_time(kind text, email text, minutes integer, OUT id bigint, OUT person_id bigint, OUT lang text) returns record security definer  -- copse_app
function make_token(name text, hash bytea, scopes text[], expires_at timestamp with time zone, kind text DEFAULT 'token'::text) returns bigint security definer  -- copse_app
function marked(lang text, said text, q tsquery, whole boolean DEFAULT false) returns text  -- copse_app
function may_be_noted(which bigint, who bigint) returns boolean security definer  -- copse_app
function may_change_page(which bigint, who bigint) returns boolean security definer  -- copse_app
function may_come_by(i invitation, who bigint) returns boolean security definer
function may_found() returns boolean security definer  -- copse_app
function may_move(which bigint) returns boolean security definer
function may_quote(which bigint, item bigint) returns TABLE(message_id bigint, version integer, source text, people jsonb) security definer  -- copse_jobs
function may_return(which bigint) returns boolean security definer  -- copse_app
function may_share(which bigint, tool text, who bigint[]) returns SETOF bigint security definer  -- copse_app
function may_write_at(who bigint) returns timestamp with time zone security definer
function me() returns bigint  -- copse_app, copse_jobs
function meets(who bigint) returns boolean security definer  -- copse_app
function met_in(who bigint, most integer) returns TABLE(slug text, name text) security definer  -- copse_app
function moment_in(zone text, here timestamp without time zone) returns timestamp with time zone security definer
function more_dates(which bigint, dates jsonb, until timestamp with time zone) returns void security definer  -- copse_jobs
function more_room() returns trigger security definer
function move_item(which bigint, target bigint, moment timestamp with time zone DEFAULT now()) returns void security definer  -- copse_app
function move_page(which bigint, target bigint, along boolean, names jsonb, moment timestamp with time zone DEFAULT now()) returns void security definer  -- copse_app
function moving_card(which bigint) returns jsonb security definer  -- copse_app
function my_files() returns TABLE(id bigint, message_id bigint, blob text, name text, type text, bytes bigint, alt text, created_at timestamp with time zone) security definer  -- copse_app
function my_invitations() returns TABLE(id bigint, slug text, space text, by text, note text, standing text, at timestamp with time zone) security definer  -- copse_app
function my_item_versions() returns TABLE(item_id bigint, version integer, title text, lang text, tags text[], at timestamp with time zone) security definer  -- copse_app
function my_items() returns TABLE(id bigint, space text, kind text, title text, lang text, tags text[], created_at timestamp with time zone, removed boolean) security definer  -- copse_app
function my_journeys() returns bigint[] security definer  -- copse_app
function my_key_events() returns TABLE(verb text, what text, agent text, at timestamp with time zone) security definer  -- copse_app
function my_keys() returns jsonb security definer  -- copse_app
function my_login(OUT email text, OUT has_password boolean, OUT password text) returns record security definer  -- copse_app
function my_memberships() returns TABLE(space text, name text, standing text, badge text, until timestamp with time zone, joined_at timestamp with time zone, ended_at timestamp with time zone) security definer  -- copse_app
function my_newcomer_card(which bigint) returns jsonb security definer  -- copse_app
function my_notes(slug text DEFAULT NULL::text) returns TABLE(id bigint, slug text, space text) security definer  -- copse_app
function my_sessions() returns TABLE(id bigint, agent text, created_at timestamp with time zone, used_at timestamp with time zone) security definer  -- copse_app
function my_spaces() returns TABLE(id bigint, kind text, slug text, name text, purpose text, hue smallint, picture text, people integer, badges jsonb, closed boolean, tools text[], standing text, parent text, joined_at timestamp with time zone) security definer  -- copse_app
function my_summaries() returns TABLE(item_id bigint, version integer, source text, at timestamp with time zone) security definer  -- copse_app
function my_today(at timestamp with time zone DEFAULT now()) returns date security definer  -- copse_app
function my_tokens() returns TABLE(id bigint, name text, scopes text[], created_at timestamp with time zone, expires_at timestamp with time zone) security definer  -- copse_app
function my_versions() returns TABLE(message_id bigint, version integer, source text, at timestamp with time zone) security definer  -- copse_app
function my_word_places() returns TABLE(id bigint, slug text, name text, words bigint) security definer  -- copse_app
function my_words(place bigint, after_item bigint, after_number integer, most integer) returns TABLE(id bigint, item_id bigint, number integer, kind text, title text, lang text, source text, html text, attachments jsonb, origin text, voice text, created_at timestamp with time zone, edited_at timestamp with time zone, removed_at timestamp with time zone) security definer  -- copse_app
function name_leads() returns trigger security definer
function name_passkey(which bigint, name text) returns integer security definer  -- copse_app
function name_query(typed text) returns tsquery  -- copse_app
function name_words(name text) returns text
function naming_files() returns SETOF text security definer  -- copse_jobs
function near_words(typed text[], named text) returns TABLE(word text, near text) security definer  -- copse_app
function newcomer_card(which bigint, who bigint) returns jsonb security definer
function next_outgoing(which bigint) returns TABLE(delivery bigint, address text, secret bytea, words boolean, space_slug text, space_name text, facts jsonb) security definer  -- copse_jobs
function not_while_new() returns trigger security definer
function note_emergency(who bigint, verb text) returns void security definer  -- copse_app
function note_hosts(which bigint) returns text[] security definer  -- copse_app
function note_key_event(who bigint, verb text, what text, agent text, session_id bigint, OUT id bigint, OUT email text, OUT lang text) returns record security definer  -- copse_app
function note_open(which bigint) returns boolean security definer  -- copse_app
function note_page() returns trigger
function note_seen(items bigint[], numbers integer[], generations integer[]) returns TABLE(item bigint, number integer) security definer  -- copse_app
function number_event(which bigint, space bigint, what text) returns void security definer
function number_of_event() returns trigger security definer
function number_of_item() returns trigger security definer
function number_of_part() returns trigger security definer
function number_of_person() returns trigger security definer
function one_time_card(which bigint, kind text, OUT usable boolean, OUT person_id bigint, OUT name text, OUT email text) returns record security definer  -- copse_app
function open_session(who bigint, hash bytea, agent text, device bytea DEFAULT NULL::bytea) returns bigint security definer  -- copse_app
function operator_letter_facts(which bigint) returns jsonb security definer  -- copse_jobs
function other_ways(who bigint, OUT passkeys text[], OUT providers integer) returns record security definer  -- copse_app
function others_hosting(which bigint, about bigint) returns SETOF bigint security definer
function others_in(which bigint, who bigint) returns text[] security definer
function outgoing_addresses(which bigint) returns TABLE(id bigint, address text) security definer  -- copse_app
function outgoing_facts(which bigint, place bigint) returns jsonb security definer
function outgoing_kind(verb text) returns text
function outgoing_tried(which bigint, answer integer, why text, took integer) returns void security definer  -- copse_jobs
function outside_addresses(which bigint) returns TABLE(id bigint, address text) security definer  -- copse_app
function outside_file(which bigint) returns TABLE(item_id bigint, name text, lang text, type text, bytes bigint, blob text, until timestamp with time zone, password text, person text, community text) security definer  -- copse_app
function outside_has_password(which bigint) returns boolean security definer  -- copse_app
function outside_taken(which bigint) returns void security definer  -- copse_app
function own_files(going bigint[], place bigint, target bigint) returns void security definer
function owner_is_here(which bigint) returns boolean security definer  -- copse_app
function page_refusals(which bigint) returns text[] security definer  -- copse_app
function page_versions(which bigint) returns TABLE(id bigint, title text, lang text, "originalId" bigint, "originalNumber" integer, latest integer)  -- copse_app
function page_writers(which bigint, along boolean) returns TABLE(id bigint, name text, count integer, here boolean) security definer  -- copse_app
function pages_by_title(here bigint, carrying text, of_kind text, last_title text, last_id bigint, most integer) returns TABLE(item_id bigint) security definer  -- copse_app
function pages_going(which bigint, along boolean) returns bigint[] security definer  -- copse_app
function passkey_for(credential text) returns TABLE(id bigint, person_id bigint, public_key bytea, counter bigint, transports text[]) security definer  -- copse_app
function passkeys_of(who bigint) returns TABLE(credential_id text, transports text[]) security definer  -- copse_app
function people_beside(which bigint) returns TABLE(id bigint, handle text, name text, picture text) security definer  -- copse_app
function people_called(place bigint, item bigint, names citext[]) returns TABLE(word text, title text, person_id bigint, handle text) security definer  -- copse_app
function people_met(typed text, most integer) returns TABLE(id bigint, handle text, name text, picture text) security definer  -- copse_app
function people_who_know(place bigint, title text, body text, most integer, without bigint[]) returns TABLE(person_id bigint, topics text[])  -- copse_app
function person_by_email(email text) returns bigint security definer  -- copse_app
function person_by_identity(issuer text, subject text) returns bigint security definer  -- copse_app
function placeholder(source text, handle text, name text, lang text) returns bigint security definer  -- copse_app
function places_changed() returns trigger security definer
function places_to_move(which bigint, tool text DEFAULT 'discussions'::text) returns TABLE(id bigint, slug text, name text, people integer, fewer integer, more integer, within boolean) security definer  -- copse_app
function plain_text(source text) returns text  -- copse_app, copse_jobs
function plan_letters() returns void security definer  -- copse_app
function portraits_in_use(hashes text[]) returns SETOF text security definer  -- copse_jobs
function preview_wanted(which bigint, num integer) returns TABLE(blob text, name text, space_id bigint) security definer  -- copse_jobs
function prove_address(who bigint) returns void security definer  -- copse_app
function published_file(which bigint, file bigint) returns TABLE(blob text, name text, type text, bytes bigint) security definer  -- copse_app
function published_page(which bigint) returns TABLE(id bigint, title text, lang text, html text, licence text, terms text, listed boolean, number integer, at timestamp with time zone, community text, others jsonb, files jsonb) security definer  -- copse_app
function queue_letters(who bigint, host text, OUT mails bigint[], OUT later timestamp with time zone) returns record security definer  -- copse_jobs
function queue_mail(kind text, address text, person_id bigint, subject_id bigint, lang text, host text) returns bigint security definer  -- copse_app
function queue_weekly(host text) returns SETOF bigint security definer  -- copse_jobs
function queue_well(host text) returns SETOF bigint security definer  -- copse_jobs
function quiet_activity() returns trigger security definer
function quiet_begin(q quiet_hours, moment timestamp with time zone) returns timestamp with time zone security definer  -- copse_app
function quiet_end(q quiet_hours, moment timestamp with time zone) returns timestamp with time zone security definer  -- copse_app
function quiet_until(which bigint) returns timestamp with time zone security definer
function raise_alarm(kind text, problem text, host text) returns SETOF bigint security definer  -- copse_jobs
function read_by(which bigint, most integer) returns jsonb security definer  -- copse_app
function read_told() returns trigger security definer
function readers_of(which bigint, OUT people integer, OUT badges jsonb) returns record security definer
function reads() returns bigint[]  -- copse_app, copse_jobs
function recount(which bigint) returns void security definer
function recount_topics(place bigint, changed text[]) returns void security definer
function refuse_blocked(who bigint, others bigint[]) returns void security definer
function refuse_when_blocked() returns trigger security definer
function refuse_when_closed() returns trigger security definer
function register(handle text, name text, lang text, email text, password text, time_zone text, operator boolean DEFAULT false) returns bigint security definer  -- copse_app
function remind_actions(at timestamp with time zone DEFAULT now()) returns integer security definer  -- copse_jobs
function remind_dates() returns integer security definer  -- copse_jobs
function remind_gaps() returns integer security definer  -- copse_jobs
function remind_questions() returns integer security definer  -- copse_jobs
function remind_reviews() returns integer security definer  -- copse_jobs
function removal_leads() returns trigger security definer
function remove_entry(which bigint, moment timestamp with time zone) returns void security definer  -- copse_app
function rename_tag(place bigint, was text, becomes text) returns integer security definer  -- copse_app
function report_gently() returns trigger security definer
function requote(which bigint, of_version integer, becomes text, shown text) returns void security definer  -- copse_jobs
function restore_entry(which bigint, folder bigint, new_name text, new_key text, new_ordering text, moment timestamp with time zone) returns void security definer  -- copse_app
function return_item(which bigint) returns void security definer  -- copse_app
function search_authors(named text) returns bigint[] security definer
function search_docs(wish jsonb, most integer, few integer DEFAULT NULL::integer) returns TABLE(subject bigint, item_id bigint, number integer, at timestamp with time zone, rank double precision) security definer  -- copse_app
function search_page(wish jsonb, size integer) returns TABLE(item_id bigint, numbers integer[], n integer, rank double precision, at timestamp with time zone, next jsonb) security definer  -- copse_app
function search_people(terms jsonb, named text, most integer) returns TABLE(person_id bigint) security definer  -- copse_app
function search_places(named text) returns bigint[] security definer
function search_query(terms jsonb) returns tsquery  -- copse_app
function search_spaces(terms jsonb, within text, most integer) returns TABLE(id bigint, slug text, name text, purpose text, lang text, hue smallint, picture text, people integer, visibility text, joining text, standing text, closed boolean, requested boolean) security definer  -- copse_app
function second_step_of(who bigint, OUT secret bytea, OUT last_step bigint, OUT codes_left integer) returns record security definer  -- copse_app
function send_away(which bigint, who bigint, away timestamp with time zone) returns boolean security definer  -- copse_app
function send_outgoing(which bigint, at timestamp with time zone DEFAULT now()) returns void security definer  -- copse_app, copse_jobs
function session_card(which bigint) returns TABLE(name text, agent text, created_at timestamp with time zone, time_zone text) security definer  -- copse_app
function session_owner(credential bytea) returns bigint security definer  -- copse_app
function set_password(who bigint, password text) returns void security definer  -- copse_app
function set_up_of(place text) returns jsonb security definer  -- copse_app
function settle_ask() returns trigger security definer
function settle_journey(which bigint) returns void security definer
function settle_moving(which bigint) returns void security definer
function settle_places(which bigint) returns void security definer
function settle_wanted() returns trigger security definer
function settled(who bigint, what text) returns void security definer
function shared_credited(which bigint, upto integer) returns SETOF bigint security definer  -- copse_app
function shared_handed(source bigint, target bigint, at_number integer) returns void security definer  -- copse_app
function shared_may(which bigint, who bigint[]) returns SETOF bigint security definer  -- copse_app
function shared_pack(which bigint, upto integer, rows integer, whole bytea) returns boolean security definer  -- copse_app
function shared_since(which bigint, after integer) returns TABLE(number integer, data bytea) security definer  -- copse_app
function shared_states(which bigint[]) returns TABLE(id bigint, number integer, version integer) security definer  -- copse_app
function shared_write(which bigint, who bigint[], what text[], most integer, credit boolean DEFAULT true) returns TABLE(nth integer, number integer) security definer  -- copse_app
function shelf_uses() returns TABLE(id bigint, slug text, bytes bigint, most bigint) security definer  -- copse_app
function shown_by(place bigint, who bigint[]) returns TABLE(person_id bigint, told jsonb) security definer  -- copse_app
function shown_fields(place bigint, names text[] DEFAULT NULL::text[]) returns TABLE(person_id bigint, name text, value jsonb) security definer  -- copse_app
function similar_items(kind text, typed text, most integer) returns TABLE(item_id bigint) security definer  -- copse_app
function site_facts() returns jsonb security definer  -- copse_jobs
function space_card(which bigint) returns jsonb security definer  -- copse_app
function space_words(name text, purpose text) returns tsvector  -- copse_app, copse_jobs
function spend(hash bytea, minutes integer) returns boolean security definer  -- copse_app
function split_is_fresh(which bigint) returns boolean security definer  -- copse_app
function split_off(leaving bigint, target bigint, numbers integer[], moment timestamp with time zone DEFAULT now()) returns integer security definer  -- copse_app
function stems(words text) returns text[]  -- copse_app
function steps_done(which bigint) returns TABLE(step_id bigint, person_id bigint) security definer
function stop_asking(which bigint) returns void security definer  -- copse_app
function stop_letters(which bigint) returns void security definer  -- copse_app
function story_of(which bigint, place bigint) returns jsonb  -- copse_app
function suggest_items(typed text, named text, tools jsonb, most integer) returns TABLE(item_id bigint) security definer  -- copse_app
function suspended(which bigint, who bigint) returns boolean security definer
function sweep() returns void security definer  -- copse_jobs
function sweep_keys() returns void security definer  -- copse_jobs
function sweep_link_previews() returns void security definer  -- copse_jobs
function sweep_shared() returns void security definer  -- copse_jobs
function sweep_shelf(before timestamp with time zone DEFAULT (now() - '30 days'::interval), most integer DEFAULT 500) returns integer security definer  -- copse_jobs
function sweep_takeouts() returns void security definer  -- copse_jobs
function sweep_uploads(before timestamp with time zone DEFAULT (now() - '7 days'::interval)) returns SETOF text security definer  -- copse_jobs
function take_along(which bigint, who bigint, answering boolean, by bigint) returns void security definer
function take_in(which bigint, who bigint, standing text, until timestamp with time zone) returns void security definer
function take_off_journey(which bigint, who bigint) returns boolean security definer  -- copse_app
function takeouts_in_use(hashes text[]) returns SETOF text security definer  -- copse_jobs
function takes_files(place bigint, who bigint) returns boolean security definer  -- copse_app
function takes_pages(which bigint[], who bigint) returns boolean security definer
function tell(which bigint, reasons jsonb) returns integer security definer  -- copse_jobs
function tell_action() returns trigger security definer
function tell_ask() returns trigger security definer
function tell_changes(which bigint) returns integer security definer  -- copse_jobs
function tell_found(which bigint, what text) returns void security definer  -- copse_app
function tell_invitation() returns trigger security definer
function tell_moving() returns trigger security definer
function tell_one(who bigint, place bigint, item bigint, subject bigint, reason text, about text, by bigint, at timestamp with time zone) returns void security definer
function tell_outside() returns trigger security definer
function tell_part(which bigint, date text, called text, who bigint) returns void security definer  -- copse_app
function tell_reply() returns trigger security definer
function tell_report() returns trigger security definer
function tell_request() returns trigger security definer
function tell_spoken() returns trigger security definer
function tell_steps(at timestamp with time zone DEFAULT now()) returns integer security definer  -- copse_jobs
function tell_suggestion() returns trigger security definer
function tell_wanted() returns trigger security definer
function tended_in(which bigint, about bigint) returns bigint security definer
function tended_spaces(which bigint) returns SETOF bigint security definer  -- copse_app
function tends_event(which bigint) returns boolean security definer  -- copse_app
function tends_journey(which bigint) returns boolean security definer  -- copse_app
function tends_meeting(which bigint) returns boolean security definer  -- copse_app
function tends_question(which bigint) returns boolean security definer  -- copse_app
function tidy_hooks() returns void security definer  -- copse_jobs
function tidy_tags() returns trigger security definer
function tidy_words(most integer DEFAULT 20000) returns integer security definer  -- copse_app
function title_words(title text, tags text[]) returns tsvector  -- copse_app, copse_jobs
function titles_like(place bigint, typed text, only_kind text, most integer) returns TABLE(item_id bigint) security definer  -- copse_app
function to_bus(topic text, ids jsonb) returns void
function told_by(choices jsonb, reason text) returns text  -- copse_app
function touch_session(which bigint) returns void security definer  -- copse_app
function touch_token(which bigint) returns void security definer  -- copse_app
function try(key bytea, most integer, seconds integer) returns integer security definer  -- copse_app
function try_import(which bigint) returns integer security definer  -- copse_jobs
function typed_query(terms jsonb, config regconfig) returns tsquery  -- copse_app
function unlink_identity(which bigint) returns integer security definer  -- copse_app
function unshare_reflection(step bigint, who bigint) returns boolean security definer  -- copse_app
function unsplit(which bigint) returns integer security definer  -- copse_app
function untell() returns trigger security definer
function untell_moved() returns trigger security definer
function untell_thanks() returns trigger security definer
function use_key_link(which bigint, kind text) returns TABLE(person_id bigint, session_id bigint, email text) security definer  -- copse_app
function use_one_time(which bigint, kind text, OUT person_id bigint, OUT used boolean) returns record security definer  -- copse_app
function use_passkey(which bigint, counter bigint) returns boolean security definer  -- copse_app
function use_recovery_code(who bigint, hash bytea) returns integer security definer  -- copse_app
function use_step(who bigint, step bigint) returns boolean security definer  -- copse_app
function want_previews(which bigint, addresses text[], more boolean) returns void security definer  -- copse_app
function was_held(which bigint, date text) returns boolean security definer  -- copse_app
function was_sent_away(which bigint, who bigint) returns boolean security definer
function watch_outside() returns trigger security definer
function welcomer_of(which bigint) returns bigint security definer  -- copse_app
function welcoming_card(which bigint) returns jsonb security definer
function whereabouts(asked bigint, which bigint, once integer DEFAULT NULL::integer, OUT slug text, OUT kind text, OUT item_id bigint, OUT title text, OUT number integer) returns record security definer  -- copse_app
function who_reads(which bigint) returns SETOF bigint security definer
function widens(which bigint, target bigint) returns boolean security definer
function withdraw_request(which bigint) returns void security definer  -- copse_app
function words_config(lang text) returns regconfig  -- copse_app, copse_jobs
function words_in(source text) returns integer  -- copse_app, copse_jobs
function write_note(which bigint, who bigint, kind text, agreement text, words text, until timestamp with time zone, message bigint, at timestamp with time zone DEFAULT now()) returns bigint security definer  -- copse_app
function writers_of(which bigint[]) returns TABLE(person_id bigint, n integer, last timestamp with time zone) security definer
function writes() returns bigint[]  -- copse_app, copse_jobs
function writes_pages(place bigint, who bigint) returns boolean security definer
function wrote_to(who bigint) returns boolean security definer  -- copse_app
