"""What the dated register is called on pages: facts, rights, reasons and causes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.membership.queries import MemberClass, Right, WhyNot
from rochdale.membership.views.particulars import LANGUAGE_NAMES

FACT_WORDS: Mapping[str, Promise] = {
    "given_names": gettext_lazy("Given names"),
    "family_name": gettext_lazy("Family name"),
    "birth_date": gettext_lazy("Date of birth"),
    "sex": gettext_lazy("Sex"),
    "language": gettext_lazy("Language"),
    "email": gettext_lazy("E-mail address"),
    "telephone": gettext_lazy("Telephone"),
    "street": gettext_lazy("Street and number"),
    "town": gettext_lazy("Town"),
    "postal_code": gettext_lazy("Postal code"),
    "member_class": gettext_lazy("Kind of membership"),
    "bond_ground": gettext_lazy("Common bond"),
    "out_of_bond_since": gettext_lazy("Outside the common bond since"),
    "first_person": gettext_lazy("First written down"),
    "first_member": gettext_lazy("Became a member"),
    "representative": gettext_lazy("Representative"),
    "representative_ended": gettext_lazy("No longer representative"),
    "guardian": gettext_lazy("Guardian"),
    "guardian_ended": gettext_lazy("No longer guardian"),
    "suspension": gettext_lazy("Rights suspended"),
    "suspension_lifted": gettext_lazy("Rights given back"),
    "left": gettext_lazy("Left"),
}
BOND_WORDS: Mapping[str, Promise] = {
    "lives": gettext_lazy("lives on the territory"),
    "works": gettext_lazy("works on the territory"),
    "studies": gettext_lazy("studies on the territory"),
    "owns": gettext_lazy("owns property on the territory"),
    "family": gettext_lazy("of the family of a member"),
    "organization": gettext_lazy("an organization of the territory"),
}
WHY_NOT_WORDS: Mapping[WhyNot, Promise] = {
    WhyNot.SUSPENDED: gettext_lazy("suspended"),
    WhyNot.AUXILIARY: gettext_lazy("auxiliary member"),
    WhyNot.MINOR: gettext_lazy("not of age yet"),
    WhyNot.NO_REPRESENTATIVE: gettext_lazy("nobody represents the organization"),
    WhyNot.HAS_ENDED: gettext_lazy("died, or ceased to exist"),
}
OFFICE_WORDS: Mapping[str, Promise] = {
    "teller": gettext_lazy("a teller"),
    "loan_officer": gettext_lazy("a loan officer"),
    "manager": gettext_lazy("the manager"),
    "treasurer": gettext_lazy("the treasurer"),
    "secretary": gettext_lazy("the secretary"),
    "chair": gettext_lazy("the chair"),
    "director": gettext_lazy("a director"),
    "member": gettext_lazy("the member"),
}


def value_shown(what: str, value: Any) -> Any:
    """A value of a version as a page shows it; an empty one in words."""
    if value in (None, ""):
        return _("nothing")
    if what.startswith("suspension"):
        return rights_shown(value)
    if what == "language":
        return LANGUAGE_NAMES.get(value, value)
    if what == "member_class":
        return MemberClass(value).label
    return BOND_WORDS.get(value, value) if what == "bond_ground" else value


def office_shown(authority: str) -> str:
    """The office under which something was written: "secretary since 2020-01-05" is the secretary."""
    return str(OFFICE_WORDS.get(authority.split(" ", 1)[0], _("the program, by standing order")))


def rights_shown(rights: Iterable[Right]) -> str:
    """Some rights in words, parted by commas."""
    held = set(rights)
    return ", ".join(str(right.label) for right in Right if right in held)


def whys_shown(whys: Iterable[WhyNot]) -> str:
    """The reasons for being without a right."""
    return ", ".join(str(WHY_NOT_WORDS[why]) for why in whys)


def until_shown(day: date | None, written: str) -> str:
    """Until a day that is written already, or until further notice."""
    return _("up to %(day)s") % {"day": written} if day else _("until further notice")
