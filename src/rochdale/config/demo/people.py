"""The people of a demo: who they are, since when they are members, what they live on and what they owe.

Pure: everything comes from a scene, dates, and dice that are passed in.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from rochdale.config.demo.scenes import Part, Scene
from rochdale.membership.actions import Newcomer, Particulars, PersonKind

NEWCOMERS_PERCENT = 8
ORGANIZATIONS_PERCENT = 3
SLEEPING_PERCENT = 14


class Walk(Enum):
    """What someone lives on."""

    STAFF = "staff"
    WORKER = "worker"
    STUDENT = "student"
    RETIRED = "retired"
    ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class Habits:
    """What comes and goes every month, in minor units; zero where it does not. Days are days of the month."""

    income_minor: int  # every two weeks for those who work, every month for others
    source: str  # the employer or the pension, as the statement names it
    pay_phase: int  # which of two weeks brings the pay
    rent_minor: int
    hydro_minor: int
    telephone_minor: int
    telephone: str
    insurance_minor: int
    insurer: str
    heating: str
    benefit_minor: int
    bill_day: int
    visits_percent: int  # chance of buying something on a day


# Somebody who keeps an account and lives from another, elsewhere.
SLEEPING = Habits(
    income_minor=0,
    source="",
    pay_phase=0,
    rent_minor=0,
    hydro_minor=0,
    telephone_minor=0,
    telephone="",
    insurance_minor=0,
    insurer="",
    heating="",
    benefit_minor=0,
    bill_day=1,
    visits_percent=0,
)


@dataclass(frozen=True, slots=True)
class Resident:
    """A person of the demo; `place` is the position in the cast, `part` the role played, if any."""

    place: int
    walk: Walk
    newcomer: Newcomer
    habits: Habits
    products: tuple[str, ...]
    part: Part | None = None
    overdraft_minor: int = 0

    @property
    def joined_on(self) -> date:
        """The day of the membership."""
        return self.newcomer.joined_on


def residents(
    scene: Scene, dice: random.Random, *, members: int, first: date, through: date
) -> list[Resident]:
    """`members` members, in the order in which they joined; those of the cast among them.

    Some join after `first`. The same dice give the same people.
    """
    cast = [part for part in scene.cast if part.joined_on is not None]
    organizations = scene.organizations[: max(1, members * ORGANIZATIONS_PERCENT // 100)]
    others = max(0, members - len(cast) - len(organizations))
    joining = [_joined(scene, dice, first, through) for _ in range(others)]
    known = _Known(scene, dice, first, set())
    drafts = [known.cast(part) for part in cast]
    drafts += [known.organization(name) for name in organizations]
    drafts += [known.other(joined_on) for joined_on in joining]
    drafts.sort(key=lambda draft: draft.joined_on)
    numbers = _numbers(scene, dice, drafts, first)
    return [_settled(scene, dice, place, draft, numbers[place]) for place, draft in enumerate(drafts)]


@dataclass(frozen=True, slots=True)
class _Draft:
    walk: Walk
    particulars: Particulars
    joined_on: date
    part: Part | None = None


def _joined(scene: Scene, dice: random.Random, first: date, through: date) -> date:
    if dice.randrange(100) < NEWCOMERS_PERCENT:
        return first + timedelta(days=dice.randrange(max(1, (through - first).days - 20)))
    earliest = max(scene.founded_on, date(first.year - 58, 1, 5))
    span = (first - earliest).days
    # The middle of two throws: most joined a generation ago, few last week or long ago.
    return earliest + timedelta(days=(dice.randrange(span) + dice.randrange(span)) // 2)


@dataclass(frozen=True, slots=True)
class _Known:
    """Makes people; no name is given twice."""

    scene: Scene
    dice: random.Random
    first: date
    names: set[str]

    def cast(self, part: Part) -> _Draft:
        assert part.joined_on is not None
        employed = part.office is not None and part.office.value in {"teller", "loan_officer", "manager"}
        age = self.first.year - part.born_on.year
        walk = Walk.STAFF if employed else Walk.RETIRED if age > 64 else Walk.WORKER
        self.names.add(f"{part.given_names} {part.family_name}")
        return _Draft(walk, particulars_of(self.scene, self.dice, part), part.joined_on, part)

    def organization(self, name: str) -> _Draft:
        names = self.scene.names
        town, postal = self.dice.choice(names.towns)
        particulars = Particulars(
            family_name=name,
            kind=PersonKind.ORGANIZATION,
            language=self.scene.languages[0],
            telephone=_telephone(names.area_code, self.dice),
            street=_street(self.scene, self.dice),
            town=town,
            postal_code=_postal_code(postal, self.dice),
        )
        joined_on = self.first - timedelta(days=self.dice.randrange(400, 14_000))
        return _Draft(Walk.ORGANIZATION, particulars, max(joined_on, self.scene.founded_on))

    def other(self, joined_on: date) -> _Draft:
        born_on = self._born(joined_on)
        age = self.first.year - born_on.year
        woman = self.dice.randrange(2) == 0
        given, family = self._name(elder=born_on.year < 1968, woman=woman)
        walk = Walk.RETIRED if age >= 66 else Walk.STUDENT if age <= 22 else Walk.WORKER
        particulars = _natural(self.scene, self.dice, given, family, born_on, "f" if woman else "m")
        return _Draft(walk, particulars, joined_on)

    def _born(self, joined_on: date) -> date:
        oldest, youngest = date(self.first.year - 95, 1, 1), date(self.first.year - 17, 1, 1)
        born_on = joined_on - timedelta(
            days=365 * self.dice.choice((7, 12, 16, 18, 19, 21, 24, 28, 33, 41, 56))
        )
        return min(max(born_on - timedelta(days=self.dice.randrange(365)), oldest), youngest)

    def _name(self, *, elder: bool, woman: bool) -> tuple[str, str]:
        women, men = self.scene.names.elder if elder else self.scene.names.younger
        while True:
            given = self.dice.choice(women if woman else men)
            family = self.dice.choice(self.scene.names.family)
            if f"{given} {family}" not in self.names:
                self.names.add(f"{given} {family}")
                return given, family


def particulars_of(scene: Scene, dice: random.Random, part: Part) -> Particulars:
    """What is known of someone who plays a part."""
    return _natural(scene, dice, part.given_names, part.family_name, part.born_on, part.sex, part.email)


def _natural(
    scene: Scene, dice: random.Random, given: str, family: str, born_on: date, sex: str, email: str = ""
) -> Particulars:
    town, postal = dice.choice(scene.names.towns)
    writes = dice.randrange(100) < 60
    other_language = dice.randrange(100) < 6
    return Particulars(
        family_name=family,
        given_names=given,
        birth_date=born_on,
        sex=sex,
        language=scene.languages[1 if other_language and not email else 0],
        email=email or (f"{_plain(given)}.{_plain(family)}@courrier.example" if writes else ""),
        telephone=_telephone(scene.names.area_code, dice),
        street=_street(scene, dice),
        town=town,
        postal_code=_postal_code(postal, dice),
    )


def _telephone(area_code: str, dice: random.Random) -> str:
    return f"{area_code}-555-{dice.randrange(100, 200):04}"  # numbers that are kept free for stories


def _street(scene: Scene, dice: random.Random) -> str:
    return scene.names.written.format(number=dice.randrange(1, 420), street=dice.choice(scene.names.streets))


def _postal_code(half: str, dice: random.Random) -> str:
    return f"{half}{dice.randrange(10)}"


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return folded.lower().replace(" ", "-")


def _numbers(scene: Scene, dice: random.Random, drafts: Sequence[_Draft], first: date) -> list[int | None]:
    """Numbers of the old register, rising with gaps where others have left; those who join later get the next."""
    lowest, highest = scene.numbers
    old = [draft for draft in drafts if draft.joined_on < first]
    fixed = [place for place, draft in enumerate(old) if draft.part and draft.part.number]
    given: list[int] = []
    below = lowest
    for place in [*fixed, len(old)]:
        part = old[place].part if place < len(old) else None
        above = part.number if part and part.number else highest
        given += sorted(dice.sample(range(below, above), place - len(given)))
        given += [above] if part else []
        below = above + 1
    return [*given, *[None] * (len(drafts) - len(old))]


def _settled(scene: Scene, dice: random.Random, place: int, draft: _Draft, number: int | None) -> Resident:
    habits = _habits(scene, dice, draft)
    products = _products(dice, draft)
    walks = {Walk.WORKER: 9, Walk.STUDENT: 4, Walk.ORGANIZATION: 25}
    agreed = dice.randrange(100) < walks.get(draft.walk, 0)
    overdraft = dice.choice((50_000, 50_000, 100_000)) * (10 if draft.walk is Walk.ORGANIZATION else 1)
    return Resident(
        place=place,
        walk=draft.walk,
        newcomer=Newcomer(draft.particulars, draft.joined_on, number=number),
        habits=habits,
        products=products,
        part=draft.part,
        overdraft_minor=overdraft if agreed else 0,
    )


def _products(dice: random.Random, draft: _Draft) -> tuple[str, ...]:
    """Odile, and others of the cast without an office, hold everything but a loan: their pages are looked at."""
    if draft.part is not None and draft.part.office is None:
        return ("everyday", "savings", "term")
    chances = {
        Walk.STAFF: (90, 15, 40),
        Walk.WORKER: (72, 8, 32),
        Walk.STUDENT: (45, 0, 4),
        Walk.RETIRED: (85, 42, 5),
        Walk.ORGANIZATION: (35, 8, 30),
    }[draft.walk]
    wanted = [dice.randrange(100) < chance for chance in chances]
    offered = ("savings", "term", "loan")
    return ("everyday", *(product for product, has in zip(offered, wanted, strict=True) if has))


def _habits(scene: Scene, dice: random.Random, draft: _Draft) -> Habits:
    texts = scene.texts
    income, source = _income(scene, dice, draft)
    if draft.part is None and draft.walk is not Walk.ORGANIZATION and dice.randrange(100) < SLEEPING_PERCENT:
        return SLEEPING
    monthly = income * 13 // 6 if draft.walk in {Walk.WORKER, Walk.STAFF} else income
    owner = dice.randrange(100) < (70 if draft.walk is Walk.RETIRED else 55)
    person = draft.walk is not Walk.ORGANIZATION
    student = draft.walk is Walk.STUDENT
    return Habits(
        income_minor=income,
        source=source,
        pay_phase=dice.randrange(2),
        rent_minor=0 if owner or not person else _round(monthly * dice.randrange(22, 31) // 100, 500),
        hydro_minor=dice.randrange(5_200, 11_800) if not student and dice.randrange(100) < 55 else 0,
        telephone_minor=dice.choice((0, 0, 0, 4_599, 5_749, 8_623, 10_347)),
        telephone=dice.choice(texts.telephones),
        insurance_minor=dice.randrange(5_900, 14_900) if person and dice.randrange(100) < 45 else 0,
        insurer=dice.choice(texts.insurers),
        heating=dice.choice(texts.heating) if owner and person and dice.randrange(100) < 30 else "",
        benefit_minor=dice.choice((29_400, 58_800, 61_150, 88_200)) if _has_children(draft, dice) else 0,
        bill_day=dice.randrange(3, 22),
        visits_percent=0
        if not person
        else 14
        if draft.part
        else dice.choice((1, 3, 5, 7, 9, 13)) + (3 if student else 0),
    )


def _has_children(draft: _Draft, dice: random.Random) -> bool:
    born = draft.particulars.birth_date
    return draft.walk is Walk.WORKER and born is not None and born.year > 1976 and dice.randrange(100) < 45


def _income(scene: Scene, dice: random.Random, draft: _Draft) -> tuple[int, str]:
    match draft.walk:
        case Walk.STAFF:
            return dice.randrange(148_000, 215_000), scene.texts.own_pay
        case Walk.WORKER:
            employer = dice.choice(scene.texts.employers)
            return dice.randrange(118_000, 246_000), scene.texts.pay.format(employer=employer)
        case Walk.RETIRED:
            return dice.randrange(64_000, 210_000), dice.choice(scene.texts.work_pensions)
        case Walk.STUDENT:
            return dice.randrange(38_000, 92_000), scene.texts.student_aid
        case Walk.ORGANIZATION:
            return dice.randrange(350_000, 1_500_000), ""


def _round(minor: int, step: int) -> int:
    return minor // step * step
