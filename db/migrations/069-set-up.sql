-- What a newcomer is asked and told belongs to how a community is arranged: about how much time it takes, what its people ask of
-- each other, what is asked where one says hello. Not the place where one does (it was said), nor who welcomes (a person), nor the
-- recording; nothing at all where its hosts said nothing.
create or replace function set_up_of(place text) returns jsonb
language sql stable security definer set search_path = copse, public, pg_temp as $$
  select jsonb_build_object('tools', s.tools, 'visibility', s.visibility, 'joining', s.joining, 'questions', s.questions,
    'answersShown', s.answers_shown, 'membersInvite', s.members_invite, 'newcomersFree', s.newcomers_free, 'yearBegins', y.month,
    'welcome', case when w.space_id is not null then
      jsonb_build_object('timeAsked', w.time_asked, 'agreements', w.agreements, 'helloQuestion', w.hello_question) end)
  from space s left join rhythm_year y on y.space_id = s.id left join welcoming w on w.space_id = s.id
  where s.slug = place::citext and s.slug::text in (select h.slug from hosted_by_me() h)
$$;
