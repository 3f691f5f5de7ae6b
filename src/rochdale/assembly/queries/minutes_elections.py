"""What minutes tell of elections: how each was decided, what was handed in, and who has which seat."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rochdale.assembly.models import (
    ElectedHow,
    ElectionResult,
    ParagraphKind,
    RollLine,
    VoteMethod,
    VoteStepKind,
)
from rochdale.assembly.queries.by_name import named_ballots
from rochdale.assembly.queries.contests import (
    PaperSeen,
    ResultSeen,
    TallySeen,
    paper_of,
    results_of,
    tally_of,
)
from rochdale.assembly.queries.floor import votes_of
from rochdale.assembly.queries.mandates import bodies
from rochdale.assembly.queries.meetings import in_language
from rochdale.membership import queries as membership
from rochdale.web import formatting


@dataclass(frozen=True, slots=True)
class ElectionHeld:
    """An election as it was decided; `seats` are the numbers of seats with the members elected, None where open.

    Persons stand by their member numbers: minutes have placeholders for names. Who represents a member stands by that
    member's, and among `represented`. In an election by name `paper` are those who stood, and `named` each ballot: the
    member's number, the votes, and the places on the paper.
    """

    body: Mapping[str, str]
    electoral_group: str
    how: ElectedHow | None
    seats: tuple[tuple[int, int | None], ...]
    tally: TallySeen | None
    seed: str
    represented: frozenset[int] = frozenset()
    is_by_name: bool = False
    paper: tuple[int, ...] = ()
    named: tuple[tuple[int, int, str], ...] = ()


def elections_held(meeting_id: UUID, item_ids: Collection[UUID]) -> tuple[ElectionHeld, ...]:
    """The elections that were decided at items of a meeting; last those that are still put to the vote."""
    found = ElectionResult.objects.filter(meeting_id=meeting_id, item_id__in=item_ids)
    decided = dict.fromkeys(found.order_by("at", "id").values_list("body_id", flat=True))
    names = {each.id: each.names for each in bodies()}
    results = [(names[body_id], each) for body_id in decided for each in results_of(meeting_id, body_id)]
    papers = {each.vote_id: paper_of(each.vote_id) for _name, each in results if each.vote_id is not None}
    numbers = _numbers(meeting_id, [each for _name, each in results], papers.values())
    votes = votes_of(meeting_id=meeting_id)
    by_name = {vote.id for vote in votes if vote.method is VoteMethod.OPEN}
    held = [
        _held(name, each, numbers, (papers, by_name)) for name, each in results if each.item_id in item_ids
    ]
    still = [
        ElectionHeld(vote.titles, "", None, (), None, "")
        for vote in votes
        if vote.is_election and vote.item_id in item_ids and vote.stands is VoteStepKind.PUT
    ]
    return (*held, *still)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """By which member's number persons stand, and which of them represent that member."""

    numbers: Mapping[UUID, int]
    representatives: Mapping[UUID, int]

    def of(self, person_id: UUID) -> int:
        """The number; 0, which asks who keeps the minutes, for whom the roll does not know."""
        return self.numbers.get(person_id) or self.representatives.get(person_id, 0)


def _numbers(meeting_id: UUID, results: Iterable[ResultSeen], papers: Iterable[PaperSeen]) -> _Numbers:
    ids = {seat.person_id for each in results for seat in each.elected if seat.person_id is not None}
    ids |= {each.person_id for paper in papers for each in paper.candidates}
    found = membership.persons(person_ids=list(ids))
    known = {person_id: each.member_number for person_id, each in found.items() if each.member_number}
    for_members = RollLine.objects.filter(meeting_id=meeting_id, voter_id__in=ids - known.keys())
    found_on_roll = for_members.exclude(voter_id=None).values_list("voter_id", "number")
    return _Numbers(known, {voter_id: number for voter_id, number in found_on_roll if voter_id is not None})


def _held(
    name: Mapping[str, str],
    result: ResultSeen,
    numbers: _Numbers,
    votes: tuple[Mapping[UUID, PaperSeen], Collection[UUID]],
) -> ElectionHeld:
    papers, by_name = votes
    seats = tuple(
        (seat.place, numbers.of(seat.person_id) if seat.person_id is not None else None)
        for seat in result.seats
    )
    if result.vote_id is None:
        return ElectionHeld(name, result.electoral_group, result.how, seats, None, result.seed)
    own = papers[result.vote_id]
    return ElectionHeld(
        name,
        result.electoral_group,
        result.how,
        seats,
        tally_of(result.vote_id),
        result.seed,
        frozenset(numbers.representatives.values()),
        result.vote_id in by_name,
        tuple(numbers.of(each.person_id) for each in own.candidates),
        tuple((each.number, each.votes, each.ballot) for each in named_ballots(result.vote_id)),
    )


def election_lines(held: ElectionHeld, gap: str) -> Iterator[tuple[ParagraphKind, str]]:
    """An election in paragraphs, in the language of the moment; `gap` is what somebody has to complete."""
    if held.how is None:
        yield ParagraphKind.RESULT, _("The vote is not closed yet: %(gap)s") % {"gap": gap}
        return
    told = {"body": in_language(held.body, get_language() or ""), "group": held.electoral_group}
    named = _("Election: %(body)s, %(group)s.") if held.electoral_group else _("Election: %(body)s.")
    yield ParagraphKind.TEXT, " ".join([named % told, *_how(held)])
    if held.is_by_name:
        yield ParagraphKind.TEXT, " ".join(_by_name(held, gap))
    for place, number in held.seats:
        yield ParagraphKind.RESULT, _seat(place, number, held, gap)


def _by_name(held: ElectionHeld, gap: str) -> Iterator[str]:
    """Who stood, by the place on the paper, and who voted how."""
    stood = [
        _("%(place)s: %(who)s") % {"place": place, "who": _who(number, held, gap)}
        for place, number in enumerate(held.paper, start=1)
    ]
    yield _("On the paper: %(candidates)s.") % {"candidates": ", ".join(stood)}
    for number, votes, ballot in held.named:
        yield said_by(number, votes, ballot or _("blank"))


def said_by(number: int, votes: int, ballot: str) -> str:
    """What the delegate of a member voted, and with how many votes."""
    told = {"who": f"{{member {number}}}", "ballot": ballot, **_figures(votes=votes)}
    said = ngettext("%(who)s, %(votes)s vote: %(ballot)s.", "%(who)s, %(votes)s votes: %(ballot)s.", votes)
    return said % told


def _who(number: int, held: ElectionHeld, gap: str) -> str:
    if not number:
        return gap
    member = f"{{member {number}}}"
    if number in held.represented:
        return _("the representative of %(member)s") % {"member": member}
    return member


def _how(held: ElectionHeld) -> Iterator[str]:
    match held.how:
        case ElectedHow.ACCLAMATION:
            yield _("There are no more candidates than seats: they are elected by acclamation.")
        case ElectedHow.VOTE:
            yield _("An open vote was held, by name.") if held.is_by_name else _("A secret vote was held.")
        case _:
            yield _("A verifiable secret ballot was held.")
    if held.tally is not None:
        counted = (
            _("Valid votes: %(valid)s. Blank: %(blank)s.")
            if held.is_by_name
            else _("Valid ballots: %(valid)s. Blank: %(blank)s. Spoilt: %(spoilt)s.")
        )
        yield counted % _figures(valid=held.tally.valid, blank=held.tally.blank, spoilt=held.tally.spoilt)
    if held.seed:
        yield _("Lots were drawn from the seed “%(seed)s”.") % {"seed": held.seed}


def _seat(place: int, number: int | None, held: ElectionHeld, gap: str) -> str:
    if number is None:
        return _("Seat %(place)s: stays open.") % {"place": place}
    return _("Seat %(place)s: %(who)s is elected.") % {"place": place, "who": _who(number, held, gap)}


def _figures(**counts: int) -> dict[str, str]:
    locale = formatting.locale_of(get_language() or "en")
    return {name: formatting.number_text(count, locale) for name, count in counts.items()}
