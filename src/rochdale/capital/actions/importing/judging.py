"""What the lines of a file must satisfy beside our own register: numbers, persons, classes of shares, limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, TypeVar

from rochdale.capital.actions.importing.plan import Plan
from rochdale.capital.old_register.faults import Faults
from rochdale.capital.old_register.reading import Reading
from rochdale.capital.old_register.records import OldLine
from rochdale.capital.queries import ShareClassFacts
from rochdale.kernel.errors import Fault
from rochdale.membership import queries as membership
from rochdale.membership.queries import KnownPerson, PersonKind, Sought

ASKED_TOGETHER: Final = 5_000
Item = TypeVar("Item")


def chunks(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The items some thousand at a time."""
    left = iter(items)
    while part := list(islice(left, ASKED_TOGETHER)):
        yield part


def known_persons(lines: Sequence[OldLine]) -> dict[str, KnownPerson]:
    """Who of the file was imported before, by key."""
    found: dict[str, KnownPerson] = {}
    for part in chunks(list({line.key: None for line in lines})):
        found |= membership.known_by_source(source_keys=part)
    return found


def judge_numbers(lines: Sequence[OldLine], known: Mapping[str, KnownPerson], faults: Faults) -> None:
    """Faults: number_taken, and imported_otherwise where a person of before has another number here."""
    fresh = [line for line in lines if line.number is not None and line.key not in known]
    for line in lines:
        before = known.get(line.key)
        if before is not None and line.number is not None and line.number not in before.numbers:
            numbers = ", ".join(map(str, sorted(before.numbers)))
            faults.blame(line.line, "imported_otherwise", number=line.number, numbers=numbers)
    for part in chunks(fresh):
        taken = membership.taken_numbers(numbers=[line.number or 0 for line in part])
        for line in part:
            if line.number in taken:
                faults.blame(line.line, "number_taken", number=line.number)


def judge_classes(reading: Reading, classes: Mapping[str, ShareClassFacts], faults: Faults) -> None:
    """Fault: unknown_share_class, of a heading."""
    for code in reading.share_codes:
        if code not in classes:
            faults.blame(
                reading.heading_line,
                "unknown_share_class",
                share_class=code,
                classes=", ".join(classes) or "-",
            )


def judge_holdings(plan: Plan, classes: Mapping[str, ShareClassFacts], faults: Faults) -> None:
    """Faults: holding_too_large, holder_not_admitted. Who left holds on to what the class would refuse today."""
    for newcomer in plan.newcomers:
        held: dict[str, int] = {}
        for each in newcomer.holdings:
            held[each.code] = held.get(each.code, 0) + each.quantity
        own = {newcomer.person.particulars.kind.value, newcomer.person.memberships[-1].member_class.value}
        for code, quantity in held.items():
            most = classes[code].holding_max
            if most is not None and quantity > most:
                faults.blame(
                    newcomer.line, "holding_too_large", column=f"shares:{code}", found=quantity, most=most
                )
            if newcomer.is_present and not own & classes[code].open_to:
                faults.blame(newcomer.line, "holder_not_admitted", column=f"shares:{code}")


def namesakes_of(plan: Plan, source: str) -> tuple[Fault, ...]:
    """Who may be here already, or stands twice in the file under different keys: to be looked at, not decided."""
    found: list[Fault] = []
    first_lines: dict[Sought, int] = {}
    for part in chunks(plan.newcomers):
        sought: list[Sought] = []
        lines: list[int] = []
        for newcomer in part:
            own = newcomer.person.particulars
            if own.birth_date is None and own.kind is not PersonKind.ORGANIZATION:
                continue  # a name alone says nothing of a human being
            name = membership.sorting_name(given_names=own.given_names, family_name=own.family_name)
            sought.append(Sought(name, None if own.kind is PersonKind.ORGANIZATION else own.birth_date))
            lines.append(newcomer.line)
            first = first_lines.setdefault(sought[-1], newcomer.line)
            if first != newcomer.line:
                found.append(Fault(source, newcomer.line, "same_in_file", {"first_line": first}))
        for known in membership.namesakes(sought=sought):
            code = "same_as_member" if known.number is not None else "same_as_person"
            found.append(Fault(source, lines[known.place], code, {"number": known.number}))
    return tuple(sorted(found, key=lambda fault: fault.line or 0))
