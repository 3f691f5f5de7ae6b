"""Whose particulars may go, what holds them, and taking them away, as programs ask for it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from rochdale.cooperatives.errors import NotAllowed, OwnMatter, ProposalKeyReused
from rochdale.cooperatives.queries import Permission, second_person_ground
from rochdale.cooperatives.views import freshly_signed_in, key_of, requires, visit_of
from rochdale.membership import actions, errors, queries
from rochdale.membership.queries import FilePart
from rochdale.membership.views.looking import note_look
from rochdale.membership.views.persons import person_file
from rochdale.web.api import Answer, Cursors, EffectTold, Nothing, PageAsked, Routes, effect_told

ROUTES = Routes("retention")
_RUN = Cursors("retention")


class RetentionListed(Answer):
    """A person whose time has run. `kept_until` is the first day on which the particulars may go."""

    person_id: UUID
    name: str
    number: int
    left_on: date
    kept_until: date


class RetentionTold(Answer):
    """Some of them, who left first first; `years` is how long the by-laws keep particulars, None for no by-law."""

    years: int | None
    items: list[RetentionListed]
    next_cursor: str | None


class ObstacleTold(Answer):
    """One thing that holds a person's particulars here."""

    code: str
    words: str


class BlankingTold(Answer):
    """What holds the particulars: nothing, if they may go; then what there is before and after, and who decides."""

    obstacles: list[ObstacleTold]
    effects: list[EffectTold]
    takes_two: bool


class Blanked(Answer):
    """The particulars are gone for good, or a proposal waits for a second person."""

    waits: bool
    proposal_id: UUID | None


@ROUTES.question("retention", RetentionTold)
@requires(Permission.MANAGE_REGISTER)
def retention(request: HttpRequest, asked: Query[PageAsked]) -> RetentionTold:
    """The former members whose time has run, who left first first, page by page."""
    visit = visit_of(request)
    place = _RUN.read(visit.cooperative.id, asked.after)
    after = (date.fromisoformat(place[0]), UUID(place[1])) if place else None
    found = queries.time_has_run(on=visit.today, after=after, limit=asked.limit)
    following = found.next_after and [found.next_after[0].isoformat(), str(found.next_after[1])]
    return RetentionTold(
        years=queries.retention_years(on=visit.today),
        items=[
            RetentionListed(
                person_id=each.person_id,
                name=each.name,
                number=each.number,
                left_on=each.left_on,
                kept_until=each.kept_until,
            )
            for each in found.lines
        ],
        next_cursor=_RUN.written(visit.cooperative.id, following or None),
    )


@ROUTES.question("persons/{uuid:person_id}/blanking", BlankingTold)
@freshly_signed_in
@requires(Permission.MANAGE_REGISTER)
def blanking(request: HttpRequest, person_id: UUID) -> BlankingTold:
    """What holds a person's particulars here today, or what taking them away will change."""
    visit = visit_of(request)
    person_file(person_id)
    note_look(visit, FilePart.PERSON, person_id)
    found = queries.obstacles_to_blanking(person_id=person_id, on=visit.today)
    effects = [] if found else actions.effects_of_blanking(person_id=person_id)
    return BlankingTold(
        obstacles=[ObstacleTold(code=each.code, words=str(each.words)) for each in found],
        effects=[effect_told(each) for each in effects],
        takes_two=second_person_ground(act=actions.BLANK_PERSON, on=visit.today) is not None,
    )


@ROUTES.verb(
    "persons/{uuid:person_id}/blanking",
    Blanked,
    refuses=(NotAllowed, OwnMatter, ProposalKeyReused, errors.PersonNotFound, errors.PersonNotBlankable),
)
@freshly_signed_in
@requires(Permission.MANAGE_REGISTER)
def blank_person(request: HttpRequest, person_id: UUID, asked: Nothing) -> Blanked:
    """Take a person's particulars away for good, or propose it where the by-laws ask for a second person."""
    person_file(person_id)
    by = visit_of(request).acting(Permission.MANAGE_REGISTER, for_person_id=person_id)
    proposal_id = actions.ask_to_blank(by=by, person_id=person_id, key=key_of(request))
    return Blanked(waits=proposal_id is not None, proposal_id=proposal_id)
