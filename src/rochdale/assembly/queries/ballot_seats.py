"""Which seats a verifiable ballot fills: who stands is proposed as its answers, and known again by the candidacy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import translation

from rochdale.assembly.errors import ElectionItemMissing
from rochdale.assembly.models import ElectionResult
from rochdale.assembly.queries.ballot_candidates import candidates_on
from rochdale.assembly.queries.ballot_results import BallotResult
from rochdale.assembly.queries.balloting import SEVERAL_MARKS, Asked, AskedKind
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.assembly.queries.contests import open_seats, published_id, standing
from rochdale.assembly.queries.meetings import MeetingSeen
from rochdale.assembly.queries.nominations import (
    CallSeen,
    NominationSeen,
    calls_of,
    election_item,
    nominations_of,
    told_apart,
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a question of a ballot fills: the body, its group, and who is elected, by nomination, in order."""

    code: str
    electoral_group: str
    elected: tuple[int, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Linked:
    """The candidacies that answers are: by question and answer, from 0. `is_whole` says that none is left out.

    Where some answers of a question are candidates, all of them must be, and everybody who stands.
    """

    nominations: Mapping[tuple[int, int], UUID]
    is_whole: bool


def filled_by(seen: BallotSeen, result: BallotResult) -> list[Filled]:
    """The seats that the questions of a counted ballot fill and that it has not given yet."""
    given = ElectionResult.objects.filter(election_id=published_id(result.uuid))
    done = set(given.values_list("body_id", "electoral_group"))
    bodies = {call.body.code: call.body.id for call in calls_of(seen.meeting_id)}
    on = candidates_on(seen.id)
    found = []
    for question, answered in enumerate(result.answered):
        numbers = {each.answer: each.number for each in on if each.question == question}
        first = next((each for each in on if each.question == question), None)
        if first is not None and (bodies[first.code], first.electoral_group) not in done:
            elected = tuple(numbers[place] for place in answered.elected)
            found.append(Filled(first.code, first.electoral_group, elected, answered.asked.rule))
    return found


def proposed_questions(meeting: MeetingSeen, *, item_id: UUID) -> list[Asked]:
    """The questions from which a ballot on an election begins: the candidates of each group, and the by-law's rule."""
    return [_asked(meeting, each) for each in _groups(meeting, item_id)]


def linked_answers(meeting: MeetingSeen, *, item_id: UUID, questions: Sequence[Asked]) -> Linked:
    """Which candidacies the answers of a ballot on an item are, as they were proposed."""
    free = list(_groups(meeting, item_id))
    nominations: dict[tuple[int, int], UUID] = {}
    is_whole = True
    for place, asked in enumerate(questions):
        if not asked.seats:
            continue
        said = [_said(answer, asked) for answer in asked.answers]
        ids = [(group, _ids(group, asked)) for group in free]
        own = next(((group, known) for group, known in ids if set(known) == set(said)), None)
        if own is not None:
            # Who stands for two bodies is an answer of two questions, each on the seats of its own.
            free.remove(own[0])
            nominations |= {(place, answer): own[1][words] for answer, words in enumerate(said)}
        elif any(set(known) & set(said) for _group, known in ids):
            is_whole = False
    return Linked(nominations, is_whole)


@dataclass(frozen=True, slots=True)
class _Group:
    """The open seats of a group, and who stands for them, in the order of the paper."""

    call: CallSeen
    name: str
    seats: int
    candidates: tuple[NominationSeen, ...]

    def answers(self, languages: Sequence[str]) -> list[dict[str, str]]:
        """How each candidate is named: of two with one name, with the number of the nomination."""
        named: dict[str, list[str]] = {}
        for language in languages:
            with translation.override(language):
                named[language] = told_apart([(each.name, each.number) for each in self.candidates])
        return [
            {language: names[place] for language, names in named.items()}
            for place in range(len(self.candidates))
        ]


def _said(answer: Mapping[str, str], asked: Asked) -> tuple[str, ...]:
    return tuple(answer.get(language, "") for language in sorted(asked.texts))


def _ids(group: _Group, asked: Asked) -> dict[tuple[str, ...], UUID]:
    """The candidacies of a group by what their answers say."""
    named = group.answers(sorted(asked.texts))
    pairs = zip(named, group.candidates, strict=True)
    return {_said(answer, asked): candidate.id for answer, candidate in pairs}


def _groups(meeting: MeetingSeen, item_id: UUID) -> Iterator[_Group]:
    for call in calls_of(meeting.id):
        try:
            item = election_item(meeting, call.body.code)
        except ElectionItemMissing:
            continue
        if item.id != item_id:
            continue
        known = nominations_of(meeting.id, call.body.id)
        for name in call.groups:
            seats = len(open_seats(meeting.id, call, name))
            stand = tuple(standing(meeting.id, call, known, name))
            if seats and stand:
                yield _Group(call, name, seats, stand)


def _asked(meeting: MeetingSeen, group: _Group) -> Asked:
    languages = tuple(meeting.titles)
    rule, is_several = _rule(group)
    kind = AskedKind.CHOICE if rule == "plurality" or is_several else _KINDS.get(rule, AskedKind.RANKING)
    body = group.call.body
    return Asked(
        kind=kind,
        texts={
            language: f"{body.name(language)}, {group.name}" if group.name else body.name(language)
            for language in languages
        },
        answers=tuple(group.answers(languages)),
        most=group.seats if is_several else 1,
        blank=kind is AskedKind.CHOICE,
        rule=rule,
        seats=group.seats,
    )


_KINDS = {"absolute_majority": AskedKind.CHOICE}


def _rule(group: _Group) -> tuple[str, bool]:
    """The rule for so many seats, and whether several answers are chosen."""
    rule = group.call.rule
    if rule == "plurality" and group.seats > 1:
        return "block_vote", True
    return rule, rule in SEVERAL_MARKS
