"""Adopting packs of by-laws and amending them: each adoption is a version that follows the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import DatabaseError, transaction

from rochdale.audit import actions as audit
from rochdale.cooperatives import errors, models, queries
from rochdale.cooperatives.actions.authority import authorise, lock
from rochdale.cooperatives.models import BylawKind, BylawSource
from rochdale.cooperatives.queries import OWN_CURRENCY, Permission, Statement, Value
from rochdale.cooperatives.queries.packs import statement_faults
from rochdale.cooperatives.queries.parameters import PARAMETERS, encode
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Fault
from rochdale.money.amount import Money
from rochdale.tenancy.actions import inside, new_id


@dataclass(frozen=True, slots=True)
class BylawChange:
    """What an amendment states about one parameter, on which rule and from which source (INV-22).

    `rule` is the numbered rule of the field that the parameter follows: that of the value in force where none
    is given. `source` says where the value was read: the resolution where none is given.
    """

    name: str
    value: Value
    rule: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Adoption:
    """What will become a version: on which ground, since when, and what it states."""

    effective_from: date
    adopted_on: date
    source: BylawSource
    statements: Sequence[Statement]
    pack: str = ""
    resolution: str = ""
    resolution_id: UUID | None = None


def adopt_pack(*, by: Acting, pack: str, effective_from: date | None = None) -> int:
    """Adopt a shipped pack of by-laws from `effective_from` on (`by.on` unless told); the new version.

    A jurisdiction's rules may have been in force before they were registered: `effective_from` may lie in the
    past, but not before the last version. Raises NotAllowed (permission amend_bylaws), CooperativeNotFound,
    PackNotFound, PackOfOtherCurrency, BylawBackdated.
    """
    found = queries.pack(pack)
    with inside(by.cooperative_id):
        authorise(by, Permission.AMEND_BYLAWS)
        currency = lock(by).currency
        if others := found.currencies() - {currency}:
            raise errors.PackOfOtherCurrency(pack=pack, pack_currency=min(others), currency=currency)
        adoption = _Adoption(
            effective_from=effective_from or by.on,
            adopted_on=by.on,
            source=BylawSource.PACK,
            statements=[_in_currency(each, currency) for each in found.statements],
            pack=pack,
        )
        return _adopt(by, "cooperatives.adopt_pack", adoption)


def amend_bylaw(
    *,
    by: Acting,
    changes: Sequence[BylawChange],
    effective_from: date,
    resolution: str,
    adopted_on: date | None = None,
    source: BylawSource = BylawSource.BYLAW,
    resolution_id: UUID | None = None,
) -> int:
    """State what changes in the by-laws from `effective_from` on; the new version.

    `resolution` says which decision adopted it; `source` tells the federation's standard from an own by-law.
    `resolution_id` names the resolution whose effect it is: until a cooperative decides here, an office with the
    permission amend_bylaws, or the program, takes over what was decided on paper; from its first resolution on
    only an adopted one changes a by-law (INV-92, rule Q-31). Raises NotAllowed, CooperativeNotFound,
    BylawNotYetAdopted, BylawBackdated, BylawWithoutResolution, and BylawsFaulty with every fault at once.
    """
    assert source is not BylawSource.PACK, "a pack is adopted by adopt_pack"
    with inside(by.cooperative_id):
        authorise(by, Permission.AMEND_BYLAWS)
        currency = lock(by).currency
        if (adopted := adopted_on or by.on) > by.on:
            raise errors.BylawNotYetAdopted(adopted_on=adopted, on=by.on)
        if effective_from < by.on:
            raise errors.BylawBackdated(effective_from=effective_from, not_before=by.on)
        statements = _stated(changes, effective_from, currency, resolution)
        adoption = _Adoption(
            effective_from,
            adopted,
            source,
            statements,
            resolution=resolution.strip(),
            resolution_id=resolution_id,
        )
        return _adopt(by, "cooperatives.amend_bylaw", adoption)


def amendment_faults(
    *, cooperative_id: UUID, changes: Sequence[BylawChange], on: date, resolution: str
) -> list[Fault]:
    """Everything that is wrong with an amendment of that day, before it is put to anybody. Changes nothing."""
    currency = queries.cooperative(cooperative_id).currency.code
    in_force = queries.bylaws(on, cooperative_id)
    statements = [_statement(change, in_force, resolution) for change in changes]
    return _amendment_faults(statements, currency, resolution)


def _in_currency(statement: Statement, currency: str) -> Statement:
    return replace(statement, unit=currency) if statement.unit == OWN_CURRENCY else statement


def _stated(changes: Sequence[BylawChange], on: date, currency: str, resolution: str) -> list[Statement]:
    in_force = queries.bylaws(on)
    statements = [_statement(change, in_force, resolution) for change in changes]
    if faults := _amendment_faults(statements, currency, resolution):
        raise errors.BylawsFaulty(source="amendment", faults=faults)
    return statements


def _statement(change: BylawChange, in_force: dict[str, queries.BylawAnswer], resolution: str) -> Statement:
    parameter = PARAMETERS.get(change.name)
    kind = parameter.kind if parameter else BylawKind.TEXT
    unit = parameter.unit if parameter else ""
    known = in_force.get(change.name)
    return Statement(
        name=change.name,
        kind=kind if _is_of(kind, change.value) else _kind_of(change.value),
        value=encode(change.value),
        unit=change.value.currency.code if isinstance(change.value, Money) else unit,
        rule=change.rule or (known.rule if known else ""),
        source=change.source or resolution.strip(),
    )


def _is_of(kind: BylawKind, value: Value) -> bool:
    """Whether the value is of a Python type that this kind is made of; days and integers share one."""
    given = _kind_of(value)
    return given is kind or (given is BylawKind.INTEGER and kind is BylawKind.DAYS)


def _kind_of(value: Value) -> BylawKind:
    kinds = {
        bool: BylawKind.BOOLEAN,
        int: BylawKind.INTEGER,
        str: BylawKind.TEXT,
        tuple: BylawKind.LIST,
        Money: BylawKind.MONEY,
    }
    return kinds.get(type(value), BylawKind.FRACTION)


def _amendment_faults(statements: Sequence[Statement], currency: str, resolution: str) -> list[Fault]:
    faults: list[Fault] = []
    if not resolution.strip():
        faults.append(Fault("amendment", None, "resolution_missing"))
    if not statements:
        faults.append(Fault("amendment", None, "changes_missing"))
    names = [statement.name for statement in statements]
    faults += [Fault("amendment", None, "name_twice", {"name": name}) for name in _twice(names)]
    for place, statement in enumerate(statements, start=1):
        faults += statement_faults("amendment", place, statement)
        if statement.kind is BylawKind.MONEY and statement.unit != currency:
            facts = {"name": statement.name, "currency": statement.unit, "wanted": currency}
            faults.append(Fault("amendment", place, "currency_differs", facts))
    return faults


def _twice(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _adopt(by: Acting, verb: str, adoption: _Adoption) -> int:
    """Write the version after the last one (INV-20), with as many values as it says (INV-21)."""
    last = models.BylawVersion.objects.order_by("-version").first()
    if last is not None and adoption.effective_from < last.effective_from:
        raise errors.BylawBackdated(effective_from=adoption.effective_from, not_before=last.effective_from)
    version = last.version + 1 if last else 1
    facts = {"effective_from": adoption.effective_from.isoformat(), "values": len(adoption.statements)}
    facts |= (
        {"pack": adoption.pack} if adoption.pack else {"names": [each.name for each in adoption.statements]}
    )
    act_id = audit.record(by=by, deed=audit.Deed(verb, "bylaws", None, version, facts))
    _insert(
        models.BylawVersion(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            version=version,
            effective_from=adoption.effective_from,
            adopted_on=adoption.adopted_on,
            source=adoption.source,
            pack=adoption.pack,
            resolution=adoption.resolution,
            resolution_id=adoption.resolution_id,
            values_stated=len(adoption.statements),
            act_id=act_id,
        )
    )
    models.BylawValue.objects.bulk_create([_value(by, version, each) for each in adoption.statements])
    return version


def _insert(row: models.BylawVersion) -> None:
    """Let the database say whether this cooperative decides here already: the room that knows is above (INV-92)."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except DatabaseError as error:
        if "INV-92" in str(error):
            raise errors.BylawWithoutResolution from error
        raise


def _value(by: Acting, version: int, statement: Statement) -> models.BylawValue:
    return models.BylawValue(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        version=version,
        name=statement.name,
        kind=statement.kind,
        value=list(statement.value) if isinstance(statement.value, tuple) else statement.value,
        unit=statement.unit,
        rule=statement.rule,
        source=statement.source,
    )
