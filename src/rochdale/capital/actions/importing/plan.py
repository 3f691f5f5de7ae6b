"""The persons of a file with their memberships and shares, and what they come to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rochdale.capital.actions.importing.values import ShareSum, Summary
from rochdale.capital.old_register.records import OldLine
from rochdale.capital.queries import ShareClassFacts, ShareKind
from rochdale.membership.actions import DepartureCause, MemberClass, OldMembership, OldPerson, PersonKind
from rochdale.membership.queries import Particulars

PRESENT: Final = None  # a membership that has no end


@dataclass(frozen=True, slots=True)
class Holding:
    """So many shares of a class since a day."""

    code: str
    quantity: int
    since_on: date


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One person of the file: who, with which memberships, holding what. `line` is the first that names them."""

    line: int
    person: OldPerson
    holdings: tuple[Holding, ...]

    @property
    def is_present(self) -> bool:
        """Whether one of the memberships lasts."""
        return self.left_on is PRESENT

    @property
    def left_on(self) -> date | None:
        """The first day after the last membership, None while it lasts."""
        return self.person.memberships[-1].left_on


@dataclass(frozen=True, slots=True)
class Plan:
    """Everybody who comes in, in the order of the file; `known` are left as they are."""

    newcomers: tuple[Newcomer, ...]
    lines: int
    known: int
    numbered_here: int


def plan_of(lines: Sequence[OldLine], *, known: Collection[str], last_number: int, language: str) -> Plan:
    """Bring the lines of each person together; a line without a number gets the next one after all others."""
    own = [line for line in lines if line.key not in known]
    highest = max((line.number for line in own if line.number is not None), default=0)
    numbers = _numbers(own, max(highest, last_number))
    grouped: dict[str, list[OldLine]] = {}
    for line in own:
        grouped.setdefault(line.key, []).append(line)
    newcomers = tuple(_newcomer(each, numbers, language) for each in grouped.values())
    blank = sum(line.number is None for line in own)
    return Plan(newcomers, len(lines), len({line.key for line in lines} & set(known)), blank)


def _numbers(lines: Sequence[OldLine], last: int) -> dict[int, int]:
    """The number of each line, by its place in the file."""
    numbers: dict[int, int] = {}
    for line in lines:
        if line.number is None:
            last += 1
        numbers[line.line] = line.number if line.number is not None else last
    return numbers


def _newcomer(lines: Sequence[OldLine], numbers: Mapping[int, int], language: str) -> Newcomer:
    ordered = sorted(lines, key=lambda line: (line.since_first, line.line))
    memberships = tuple(
        OldMembership(
            number=numbers[line.line],
            joined_on=line.since_first,
            member_class=MemberClass(line.member_class),
            left_on=line.left_on,
            cause=DepartureCause(line.cause) if line.cause else None,
        )
        for line in ordered
    )
    newest = ordered[-1]
    person = OldPerson(_particulars(newest, language), memberships, takes_email=newest.takes_email)
    holdings = tuple(
        Holding(each.code, each.quantity, each.since_on or line.since_first)
        for line in ordered
        for each in line.shares
    )
    return Newcomer(lines[0].line, person, holdings)


def _particulars(line: OldLine, language: str) -> Particulars:
    """What the newest line says: an older address is history."""
    return Particulars(
        family_name=line.family_name,
        given_names=line.given_names,
        kind=PersonKind(line.kind),
        birth_date=line.birth_date,
        language=line.language or language,
        email=line.email,
        telephone=line.telephone,
        street=line.street,
        town=line.town,
        postal_code=line.postal_code,
        source_key=line.key,
    )


def summary_of(plan: Plan, classes: Mapping[str, ShareClassFacts]) -> Summary:
    """The counts of a plan."""
    memberships = [own for each in plan.newcomers for own in each.person.memberships]
    present = [own for own in memberships if own.left_on is PRESENT]
    natural = sum(each.person.particulars.kind is PersonKind.NATURAL for each in plan.newcomers)
    days = [own.joined_on for own in memberships]
    numbers = [own.number for own in memberships]
    return Summary(
        lines=plan.lines,
        known=plan.known,
        persons=natural,
        organizations=len(plan.newcomers) - natural,
        present=len(present),
        auxiliary=sum(own.member_class is MemberClass.AUXILIARY for own in present),
        former=sum(not each.is_present for each in plan.newcomers),
        returned=sum(len(each.person.memberships) > 1 for each in plan.newcomers),
        without_share=sum(_lacks_share(each, classes) for each in plan.newcomers),
        electronic_letters=sum(each.person.takes_email for each in plan.newcomers),
        numbered_here=plan.numbered_here,
        lowest_number=min(numbers, default=None),
        highest_number=max(numbers, default=None),
        earliest_on=min(days, default=None),
        latest_on=max(days, default=None),
        shares=tuple(_share_sums(plan, classes)),
    )


def _lacks_share(newcomer: Newcomer, classes: Mapping[str, ShareClassFacts]) -> bool:
    """A present member without a qualifying share: allowed here, and something to look after (rule Q-12)."""
    return newcomer.is_present and not any(
        classes[each.code].kind is ShareKind.QUALIFYING for each in newcomer.holdings
    )


def _share_sums(plan: Plan, classes: Mapping[str, ShareClassFacts]) -> Iterator[ShareSum]:
    for code, own in classes.items():
        held = [
            (each.quantity, newcomer.is_present, place)
            for place, newcomer in enumerate(plan.newcomers)
            for each in newcomer.holdings
            if each.code == code
        ]
        if held:
            quantity = sum(count for count, _, _ in held)
            yield ShareSum(
                code=code,
                name=own.name,
                quantity=quantity,
                holders=len({place for _, _, place in held}),
                of_former=sum(count for count, is_present, _ in held if not is_present),
                worth=own.worth(quantity),
            )
