"""What minutes tell of elections: how each was decided, what was handed in, and who has which seat."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rochdale.assembly.models import ElectedHow, ElectionResult, ParagraphKind, VoteStepKind
from rochdale.assembly.queries.contests import ResultSeen, TallySeen, results_of, tally_of
from rochdale.assembly.queries.floor import votes_of
from rochdale.assembly.queries.mandates import bodies
from rochdale.assembly.queries.meetings import in_language
from rochdale.membership import queries as membership
from rochdale.web import formatting


@dataclass(frozen=True, slots=True)
class ElectionHeld:
    """An election as it was decided; `seats` are the numbers of seats with the members elected, None where open.

    Persons stand by their member numbers: minutes have placeholders for names.
    """

    body: Mapping[str, str]
    electoral_group: str
    how: ElectedHow | None
    seats: tuple[tuple[int, int | None], ...]
    tally: TallySeen | None
    seed: str


def elections_held(meeting_id: UUID, item_ids: Collection[UUID]) -> tuple[ElectionHeld, ...]:
    """The elections that were decided at items of a meeting; last those that are still put to the vote."""
    found = ElectionResult.objects.filter(meeting_id=meeting_id, item_id__in=item_ids)
    decided = dict.fromkeys(found.order_by("at", "id").values_list("body_id", flat=True))
    names = {each.id: each.names for each in bodies()}
    results = [(names[body_id], each) for body_id in decided for each in results_of(meeting_id, body_id)]
    numbers = _numbers([each for _name, each in results])
    held = [_held(name, each, numbers) for name, each in results if each.item_id in item_ids]
    still = [
        ElectionHeld(vote.titles, "", None, (), None, "")
        for vote in votes_of(meeting_id=meeting_id)
        if vote.is_election and vote.item_id in item_ids and vote.stands is VoteStepKind.PUT
    ]
    return (*held, *still)


def _numbers(results: list[ResultSeen]) -> dict[UUID, int | None]:
    ids = [seat.person_id for each in results for seat in each.elected if seat.person_id is not None]
    found = membership.persons(person_ids=ids)
    return {person_id: each.member_number for person_id, each in found.items()}


def _held(name: Mapping[str, str], result: ResultSeen, numbers: Mapping[UUID, int | None]) -> ElectionHeld:
    # Of who stands for an organization there is no number: 0 asks who keeps the minutes.
    seats = tuple(
        (seat.place, numbers[seat.person_id] or 0 if seat.person_id is not None else None)
        for seat in result.seats
    )
    tally = tally_of(result.vote_id) if result.vote_id is not None else None
    return ElectionHeld(name, result.electoral_group, result.how, seats, tally, result.seed)


def election_lines(held: ElectionHeld, gap: str) -> Iterator[tuple[ParagraphKind, str]]:
    """An election in paragraphs, in the language of the moment; `gap` is what somebody has to complete."""
    if held.how is None:
        yield ParagraphKind.RESULT, _("The vote is not closed yet: %(gap)s") % {"gap": gap}
        return
    told = {"body": in_language(held.body, get_language() or ""), "group": held.electoral_group}
    named = _("Election: %(body)s, %(group)s.") if held.electoral_group else _("Election: %(body)s.")
    yield ParagraphKind.TEXT, " ".join([named % told, *_how(held)])
    for place, number in held.seats:
        yield ParagraphKind.RESULT, _seat(place, number, gap)


def _how(held: ElectionHeld) -> Iterator[str]:
    match held.how:
        case ElectedHow.ACCLAMATION:
            yield _("There are no more candidates than seats: they are elected by acclamation.")
        case ElectedHow.VOTE:
            yield _("A secret vote was held.")
        case _:
            yield _("A verifiable secret ballot was held.")
    if held.tally is not None:
        counted = _("Valid ballots: %(valid)s. Blank: %(blank)s. Spoilt: %(spoilt)s.")
        yield counted % _figures(valid=held.tally.valid, blank=held.tally.blank, spoilt=held.tally.spoilt)
    if held.seed:
        yield _("Lots were drawn from the seed “%(seed)s”.") % {"seed": held.seed}


def _seat(place: int, number: int | None, gap: str) -> str:
    if number is None:
        return _("Seat %(place)s: stays open.") % {"place": place}
    who = f"{{member {number}}}" if number else gap
    return _("Seat %(place)s: %(who)s is elected.") % {"place": place, "who": who}


def _figures(**counts: int) -> dict[str, str]:
    locale = formatting.locale_of(get_language() or "en")
    return {name: formatting.number_text(count, locale) for name, count in counts.items()}
