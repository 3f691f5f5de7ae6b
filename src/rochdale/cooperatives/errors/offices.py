"""How offices and permissions refuse; nothing has changed when one is raised."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.cooperatives.errors.base import CooperativesRefusal


class NotAllowed(CooperativesRefusal):
    """None of the offices that the person holds that day carries the permission."""

    code: ClassVar[str] = "not_allowed"
    status: ClassVar[int] = 403

    def __init__(self, *, person_id: UUID, permission: str, on: date) -> None:
        super().__init__()
        self.person_id = person_id
        self.permission = permission
        self.on = on

    def message(self) -> str:
        return (
            _(
                "None of the offices that you hold on %(on)s allows this. Nothing changed. Ask someone "
                "whose office does."
            )
            % self.words()
        )


class OfficeForOneself(CooperativesRefusal):
    """Nobody gives an office to himself or herself."""

    code: ClassVar[str] = "office_for_oneself"

    def __init__(self, *, person_id: UUID, office: str) -> None:
        super().__init__()
        self.person_id = person_id
        self.office = office

    def message(self) -> str:
        return _("Nobody appoints himself or herself. Nothing changed. Ask a colleague to do it.")


class OfficeBackdated(CooperativesRefusal):
    """An office would begin or end before the day of the act: the past would change."""

    code: ClassVar[str] = "office_backdated"

    def __init__(self, *, day: date, not_before: date) -> None:
        super().__init__()
        self.day = day
        self.not_before = not_before

    def message(self) -> str:
        return (
            _(
                "An office cannot begin or end on %(day)s: the earliest day is %(not_before)s, so that "
                "what was done in the past keeps its authority. Nothing changed."
            )
            % self.words()
        )


class TermEmpty(CooperativesRefusal):
    """A term would end on the day it begins, or earlier."""

    code: ClassVar[str] = "term_empty"

    def __init__(self, *, since_on: date, until_on: date) -> None:
        super().__init__()
        self.since_on = since_on
        self.until_on = until_on

    def message(self) -> str:
        return (
            _("A term that begins on %(since_on)s cannot end on %(until_on)s. Nothing changed.")
            % self.words()
        )


class OfficeAlreadyHeld(CooperativesRefusal):
    """The person holds this very office on some of these days (INV-24)."""

    code: ClassVar[str] = "office_already_held"

    def __init__(self, *, person_id: UUID, office: str) -> None:
        super().__init__()
        self.person_id = person_id
        self.office = office

    def message(self) -> str:
        return _("This person already holds that office on some of these days. Nothing changed.")


class OfficesIncompatible(CooperativesRefusal):
    """Who watches does not act: an auditor or inspector holds no other kind of office that day (INV-25)."""

    code: ClassVar[str] = "offices_incompatible"

    def __init__(self, *, person_id: UUID, office: str) -> None:
        super().__init__()
        self.person_id = person_id
        self.office = office

    def message(self) -> str:
        return _(
            "An auditor or an inspector holds no other office on the same days: who watches does not "
            "act. Nothing changed."
        )


class OfficeNotFound(CooperativesRefusal):
    """No such appointment in this cooperative."""

    code: ClassVar[str] = "office_not_found"

    def __init__(self, *, office_id: UUID) -> None:
        super().__init__()
        self.office_id = office_id

    def message(self) -> str:
        return _("There is no such appointment in this cooperative. Nothing changed.")


class OfficeAlreadyEnded(CooperativesRefusal):
    """The office already ends on that day or earlier (INV-23)."""

    code: ClassVar[str] = "office_already_ended"

    def __init__(self, *, office_id: UUID, until_on: date) -> None:
        super().__init__()
        self.office_id = office_id
        self.until_on = until_on

    def message(self) -> str:
        return (
            _(
                "This office already ends on %(until_on)s. An end can only be brought forward. Nothing "
                "changed."
            )
            % self.words()
        )
