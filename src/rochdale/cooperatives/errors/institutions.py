"""How founding a cooperative and moving its business date refuse; nothing has changed when one is raised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.cooperatives.errors.base import CooperativesRefusal


class CooperativeNotFound(CooperativesRefusal):
    """No institution has this name in addresses, or this id."""

    code: ClassVar[str] = "cooperative_not_found"

    def __init__(self, *, cooperative: str) -> None:
        super().__init__()
        self.cooperative = cooperative

    def message(self) -> str:
        return _("There is no cooperative by the name %(cooperative)s.") % self.words()


class SlugMalformed(CooperativesRefusal):
    """A name for addresses has small letters, digits and single hyphens, 60 signs at most."""

    code: ClassVar[str] = "slug_malformed"

    def __init__(self, *, slug: str) -> None:
        super().__init__()
        self.slug = slug

    def message(self) -> str:
        return (
            _(
                "“%(slug)s” cannot stand in an address. Use up to 60 small letters without accents, "
                "digits and single hyphens. The cooperative was not founded."
            )
            % self.words()
        )


class SlugReserved(CooperativesRefusal):
    """Rochdale's own pages have this name in addresses."""

    code: ClassVar[str] = "slug_reserved"

    def __init__(self, *, slug: str) -> None:
        super().__init__()
        self.slug = slug

    def message(self) -> str:
        return (
            _(
                "Rochdale itself uses the address name %(slug)s. Choose another. The cooperative was not founded."
            )
            % self.words()
        )


class SlugTaken(CooperativesRefusal):
    """Another institution has this name in addresses."""

    code: ClassVar[str] = "slug_taken"

    def __init__(self, *, slug: str) -> None:
        super().__init__()
        self.slug = slug

    def message(self) -> str:
        return (
            _("Another cooperative already uses the address name %(slug)s. The cooperative was not founded.")
            % self.words()
        )


class CooperativeExists(CooperativesRefusal):
    """A cooperative is founded once; this one was."""

    code: ClassVar[str] = "cooperative_exists"

    def __init__(self, *, cooperative_id: UUID) -> None:
        super().__init__()
        self.cooperative_id = cooperative_id

    def message(self) -> str:
        return _("This cooperative was already founded. Nothing changed.")


class NameMissing(CooperativesRefusal):
    """An institution has a name."""

    code: ClassVar[str] = "cooperative_name_missing"

    def message(self) -> str:
        return _("A cooperative needs a name. The cooperative was not founded.")


class LanguagesUnknown(CooperativesRefusal):
    """An institution speaks at least one language, each once, by its code ("fr", "fr-CA")."""

    code: ClassVar[str] = "languages_unknown"

    def __init__(self, *, languages: Sequence[str]) -> None:
        super().__init__()
        self.languages = tuple(languages)

    def message(self) -> str:
        return _(
            "A cooperative names at least one language by its code, such as fr or en, and each only "
            "once. The cooperative was not founded."
        )


class TimeZoneUnknown(CooperativesRefusal):
    """The time zone is not in the IANA database."""

    code: ClassVar[str] = "time_zone_unknown"

    def __init__(self, *, time_zone: str) -> None:
        super().__init__()
        self.time_zone = time_zone

    def message(self) -> str:
        return (
            _(
                "There is no time zone “%(time_zone)s”. Use a name such as America/Toronto. The "
                "cooperative was not founded."
            )
            % self.words()
        )


class HolidaysUnknown(CooperativesRefusal):
    """No calendar of holidays is known for this country or subdivision."""

    code: ClassVar[str] = "holidays_unknown"

    def __init__(self, *, holidays: str) -> None:
        super().__init__()
        self.holidays = holidays

    def message(self) -> str:
        return (
            _(
                "No calendar of holidays is known by the code “%(holidays)s”. Use a country, or a "
                "country and its part, such as CA-QC. Nothing changed."
            )
            % self.words()
        )


class FoundedLater(CooperativesRefusal):
    """The business date of a new institution is before its founding."""

    code: ClassVar[str] = "founded_later"

    def __init__(self, *, founded_on: date, business_date: date) -> None:
        super().__init__()
        self.founded_on = founded_on
        self.business_date = business_date

    def message(self) -> str:
        return (
            _(
                "The business date %(business_date)s is before the founding on %(founded_on)s. The "
                "cooperative was not founded."
            )
            % self.words()
        )


class BusinessDateNotLater(CooperativesRefusal):
    """The business date moves forward only (INV-26)."""

    code: ClassVar[str] = "business_date_not_later"

    def __init__(self, *, business_date: date, to: date) -> None:
        super().__init__()
        self.business_date = business_date
        self.to = to

    def message(self) -> str:
        return (
            _(
                "The business date is %(business_date)s and moves forward only: it cannot become %(to)s. "
                "Nothing changed."
            )
            % self.words()
        )


class NotABusinessDay(CooperativesRefusal):
    """The calendar of the cooperative is closed that day."""

    code: ClassVar[str] = "not_a_business_day"

    def __init__(self, *, day: date, next_business_day: date) -> None:
        super().__init__()
        self.day = day
        self.next_business_day = next_business_day

    def message(self) -> str:
        return (
            _(
                "The cooperative is closed on %(day)s. The next business day is %(next_business_day)s. "
                "Nothing changed."
            )
            % self.words()
        )
