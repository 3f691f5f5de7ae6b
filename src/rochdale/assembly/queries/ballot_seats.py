"""Which seats a verifiable ballot fills: those of the group whose candidates, by name, are its answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from rochdale.assembly.errors import ElectionItemMissing
from rochdale.assembly.queries.ballot_results import BallotAnswered, BallotResult
from rochdale.assembly.queries.balloting import SEVERAL_MARKS, Asked, AskedKind
from rochdale.assembly.queries.contests import open_seats, standing
from rochdale.assembly.queries.meetings import MeetingSeen
from rochdale.assembly.queries.nominations import CallSeen, calls_of, election_item, nominations_of


@dataclass(frozen=True, slots=True)
class Filled:
    """What a question of a ballot fills: the body, its group, and who is elected, by nomination, in order."""

    code: str
    electoral_group: str
    elected: tuple[int, ...]
    rule: str


def filled_by(meeting: MeetingSeen, *, item_id: UUID, result: BallotResult) -> list[Filled]:
    """The seats that the questions of a counted ballot fill and that nobody has yet."""
    groups = list(_groups(meeting, item_id))
    return [
        found
        for answered in result.answered
        if answered.asked.seats
        for found in [_filled(answered, groups)]
        if found is not None
    ]


def proposed_questions(meeting: MeetingSeen, *, item_id: UUID) -> list[Asked]:
    """The questions from which a ballot on an election begins: the candidates of each group, and the by-law's rule."""
    return [_asked(meeting, each) for each in _groups(meeting, item_id)]


@dataclass(frozen=True, slots=True)
class _Group:
    """The open seats of a group, and who stands for them: the number of the nomination by name."""

    call: CallSeen
    name: str
    seats: int
    candidates: Mapping[str, int]


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
            stand = standing(meeting.id, call, known, name)
            candidates = {each.name: each.number for each in stand}
            # Of two with one name an answer says nothing.
            if seats and candidates and len(candidates) == len(stand):
                yield _Group(call, name, seats, candidates)


def _filled(answered: BallotAnswered, groups: list[_Group]) -> Filled | None:
    names = [_name(answer) for answer in answered.asked.answers]
    own = next((each for each in groups if set(names) <= each.candidates.keys()), None)
    if own is None:
        return None
    elected = tuple(own.candidates[names[place]] for place in answered.elected)
    return Filled(own.call.body.code, own.name, elected, answered.asked.rule)


def _name(answer: Mapping[str, str]) -> str:
    """A candidate's name, which is the same in every language; empty where it is not."""
    said = {words for words in answer.values() if words}
    return said.pop() if len(said) == 1 else ""


def _asked(meeting: MeetingSeen, group: _Group) -> Asked:
    languages = meeting.titles.keys()
    rule, is_several = _rule(group)
    kind = AskedKind.CHOICE if rule == "plurality" or is_several else _KINDS.get(rule, AskedKind.RANKING)
    body = group.call.body
    return Asked(
        kind=kind,
        texts={
            language: f"{body.name(language)}, {group.name}" if group.name else body.name(language)
            for language in languages
        },
        answers=tuple(dict.fromkeys(languages, name) for name in group.candidates),
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
