"""Giving offices and ending them, each by an act of its own."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from rochdale.audit import actions as audit
from rochdale.cooperatives import errors, models, queries
from rochdale.cooperatives.actions.authority import authorise, lock
from rochdale.cooperatives.queries import OfficeHeld, OfficeKind, Permission
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id


def appoint(
    *,
    by: Acting,
    person_id: UUID,
    office: OfficeKind,
    since_on: date | None = None,
    until_on: date | None = None,
) -> OfficeHeld:
    """Give a person an office from `since_on` (`by.on` unless told) up to, but not on, `until_on`.

    A renewal is a new appointment (rule Q-46). Raises NotAllowed (permission manage_offices),
    CooperativeNotFound, OfficeForOneself, OfficeBackdated, TermEmpty, OfficeAlreadyHeld (INV-24),
    OfficesIncompatible (INV-25).
    """
    first_day = since_on or by.on
    with inside(by.cooperative_id):
        authorise(by, Permission.MANAGE_OFFICES)
        lock(by)
        _refuse_appointment(by, person_id, office, first_day, until_on)
        facts = {"office": office.value, "since_on": first_day.isoformat()}
        facts |= {"until_on": until_on.isoformat()} if until_on else {}
        act_id = _record(by, "cooperatives.appoint", person_id, facts)
        row = models.Office(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            person_id=person_id,
            office=office,
            since_on=first_day,
            term_until_on=until_on,
            act_id=act_id,
        )
        _insert(row)
        return queries.office(row.id)


def _refuse_appointment(
    by: Acting, person_id: UUID, office: OfficeKind, since_on: date, until_on: date | None
) -> None:
    if person_id == by.person_id:
        raise errors.OfficeForOneself(person_id=person_id, office=office.value)
    if since_on < by.on:
        raise errors.OfficeBackdated(day=since_on, not_before=by.on)
    if until_on is not None and until_on <= since_on:
        raise errors.TermEmpty(since_on=since_on, until_on=until_on)


def _insert(row: models.Office) -> None:
    """Let the database judge the days: its constraints hold for whoever else writes at the same time."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "cooperatives_office_once" in str(error):
            raise errors.OfficeAlreadyHeld(person_id=row.person_id, office=row.office) from error
        if "cooperatives_office_apart" in str(error):
            raise errors.OfficesIncompatible(person_id=row.person_id, office=row.office) from error
        raise


def end_office(*, by: Acting, office_id: UUID, on: date | None = None) -> OfficeHeld:
    """End an office: `on` (`by.on` unless told) is the first day on which it is no longer held.

    An end that was announced can only be brought forward, and never before the day of the act. Raises
    NotAllowed (permission manage_offices), CooperativeNotFound, OfficeNotFound, OfficeBackdated,
    OfficeAlreadyEnded (INV-23).
    """
    ends_on = on or by.on
    with inside(by.cooperative_id):
        authorise(by, Permission.MANAGE_OFFICES)
        lock(by)
        held = queries.office(office_id)
        not_before = max(by.on, held.since_on)
        if held.until_on is not None and held.until_on <= ends_on:
            raise errors.OfficeAlreadyEnded(office_id=office_id, until_on=held.until_on)
        if ends_on < not_before:
            raise errors.OfficeBackdated(day=ends_on, not_before=not_before)
        facts = {"office": held.office.value, "office_id": str(office_id), "ended_on": ends_on.isoformat()}
        act_id = _record(by, "cooperatives.end_office", held.person_id, facts)
        models.Office.objects.filter(id=office_id).update(ended_on=ends_on, ended_act_id=act_id)
        return queries.office(office_id)


def _record(by: Acting, verb: str, person_id: UUID, facts: dict[str, str]) -> UUID:
    version = queries.bylaw_version(by.on)
    return audit.record(by=by, deed=audit.Deed(verb, "person", person_id, version, facts))
