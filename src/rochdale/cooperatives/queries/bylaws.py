"""Which by-laws are in force on a day, and which version said so. Asked inside a cooperative."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from rochdale.cooperatives.errors import BylawNotInForce
from rochdale.cooperatives.models import BylawKind, BylawSource, BylawVersion
from rochdale.cooperatives.queries.parameters import Value, decode
from rochdale.money.amount import Money
from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class BylawAnswer:
    """What the by-laws say about one parameter on one day.

    `version` is the version in force that day, which an act records; `stated_in` the one that last stated
    this value, in effect from `effective_from`; `rule` the rule of the field, `source` where it was read.
    The value of the kind that the caller knows it to be: `money`, `number` (integers and days), `fraction`,
    `allowed` (booleans), `text`, `words` (lists).
    """

    name: str
    kind: BylawKind
    value: Value
    unit: str
    rule: str
    source: str
    version: int
    stated_in: int
    effective_from: date
    decided_by: BylawSource

    @property
    def money(self) -> Money:
        """The amount."""
        assert isinstance(self.value, Money)
        return self.value

    @property
    def number(self) -> int:
        """The whole number, of `unit`."""
        assert self.kind in {BylawKind.INTEGER, BylawKind.DAYS}
        assert isinstance(self.value, int)
        return self.value

    @property
    def fraction(self) -> Fraction:
        """The exact part, of `unit`."""
        assert isinstance(self.value, Fraction)
        return self.value

    @property
    def allowed(self) -> bool:
        """Whether it is so."""
        assert isinstance(self.value, bool)
        return self.value

    @property
    def text(self) -> str:
        """The word chosen."""
        assert isinstance(self.value, str)
        return self.value

    @property
    def words(self) -> tuple[str, ...]:
        """The words listed."""
        assert isinstance(self.value, tuple)
        return self.value


@dataclass(frozen=True, slots=True)
class BylawAdoption:
    """One version of the by-laws: when it was adopted and takes effect, on what ground, and by which act.

    `resolution_id` names the resolution whose effect it is, where it was decided here.
    """

    version: int
    effective_from: date
    adopted_on: date
    source: BylawSource
    pack: str
    resolution: str
    values_stated: int
    act_id: UUID
    resolution_id: UUID | None


def bylaw(name: str, on: date, cooperative_id: UUID | None = None) -> BylawAnswer:
    """What the by-laws say about `name` on a day, in one query. Raises BylawNotInForce.

    Asked inside a cooperative, or of the one that is given.
    """
    found = bylaw_or_none(name, on, cooperative_id)
    if found is None:
        raise BylawNotInForce(name=name, on=on)
    return found


def bylaw_or_none(name: str, on: date, cooperative_id: UUID | None = None) -> BylawAnswer | None:
    """As `bylaw`; None where the by-laws say nothing, and there is something to do nevertheless."""
    with inside(cooperative_id) if cooperative_id else nullcontext():
        found = rows("cooperatives", "bylaws_in_force.sql", {"day": on, "parameter": name})
    return _answer(found[0]) if found else None


def bylaws(on: date, cooperative_id: UUID | None = None) -> dict[str, BylawAnswer]:
    """Everything in force on a day, by name, in one query; nothing before the first adoption."""
    with inside(cooperative_id) if cooperative_id else nullcontext():
        found = rows("cooperatives", "bylaws_in_force.sql", {"day": on, "parameter": None})
    answers = [_answer(row) for row in found]
    return {answer.name: answer for answer in answers}


def bylaw_version(on: date) -> int | None:
    """The version in force on a day, which acts of that day record; None before the first adoption."""
    versions = BylawVersion.objects.filter(effective_from__lte=on).order_by("-version")
    return versions.values_list("version", flat=True).first()


def bylaw_adoptions() -> list[BylawAdoption]:
    """Every version of the by-laws, the latest first."""
    return [
        BylawAdoption(
            version=row.version,
            effective_from=row.effective_from,
            adopted_on=row.adopted_on,
            source=BylawSource(row.source),
            pack=row.pack,
            resolution=row.resolution,
            values_stated=row.values_stated,
            act_id=row.act_id,
            resolution_id=row.resolution_id,
        )
        for row in BylawVersion.objects.order_by("-version")
    ]


def _answer(row: tuple[Any, ...]) -> BylawAnswer:
    name, kind, value, unit, rule, source, version, stated_in, effective_from, decided_by = row
    bylaw_kind = BylawKind(kind)
    return BylawAnswer(
        name=name,
        kind=bylaw_kind,
        value=decode(bylaw_kind, json.loads(value), unit),
        unit=unit,
        rule=rule,
        source=source,
        version=version,
        stated_in=stated_in,
        effective_from=effective_from,
        decided_by=BylawSource(decided_by),
    )
