"""What the lines of a file must satisfy by themselves and together, before anybody asks our own register."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rochdale.capital.old_register.faults import Faults
from rochdale.capital.old_register.records import OldLine


def judge_line(line: OldLine, *, has_number: bool, has_key: bool, faults: Faults) -> None:
    """Judge one line by itself.

    Faults: no_key, birth_after_joining, left_before_joining, cause_while_member, since_before_joining.
    """
    if not has_number and not has_key:
        faults.blame(line.line, "no_key")
    if line.cause and line.left_on is None:
        faults.blame(line.line, "cause_while_member", column="cause", found=line.cause)
    joined_on = line.joined_on
    if joined_on is None:
        return
    if line.birth_date is not None and line.birth_date > joined_on:
        faults.blame(line.line, "birth_after_joining", birth_date=line.birth_date, joined_on=joined_on)
    if line.left_on is not None and line.left_on < joined_on:
        faults.blame(line.line, "left_before_joining", left_on=line.left_on, joined_on=joined_on)
    for each in line.shares:
        if each.since_on is not None and each.since_on < joined_on:
            faults.blame(
                line.line,
                "since_before_joining",
                column=f"since:{each.code}",
                since_on=each.since_on,
                joined_on=joined_on,
            )


def judge(lines: Sequence[OldLine], faults: Faults) -> None:
    """Judge the lines together. Faults: number_twice, other_person, memberships_overlap."""
    numbers: dict[int, int] = {}
    persons: dict[str, list[OldLine]] = {}
    for line in lines:
        if line.number is not None:
            first = numbers.setdefault(line.number, line.line)
            if first != line.line:
                faults.blame(line.line, "number_twice", number=line.number, first_line=first)
        if line.source_key:
            persons.setdefault(line.source_key, []).append(line)
    for key, own in persons.items():
        if len(own) > 1:
            _judge_person(key, own, faults)


def _judge_person(key: str, own: Sequence[OldLine], faults: Faults) -> None:
    """Several lines of one key are memberships of one person, one after the other."""
    first = own[0]
    for line in own[1:]:
        if _identity(line) != _identity(first):
            faults.blame(line.line, "other_person", key=key, first_line=first.line)
            return
    dated = sorted(
        (line for line in own if line.joined_on is not None), key=lambda line: (line.since_first, line.line)
    )
    for before, after in pairwise(dated):
        if (
            before.left_on is None
            or after.since_first < before.left_on
            or after.since_first == before.since_first
        ):
            faults.blame(after.line, "memberships_overlap", key=key, first_line=before.line)


def _identity(line: OldLine) -> tuple[object, ...]:
    return line.kind, line.family_name.casefold(), line.given_names.casefold(), line.birth_date
