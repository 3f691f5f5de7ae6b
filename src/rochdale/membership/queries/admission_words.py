"""The words for what the by-laws and the forms of admission name by a code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.membership.queries.applying import ANYONE, OUTSIDE

BOND_WORDS: Final[Mapping[str, Promise]] = {
    "lives": _("I live in the territory"),
    "works": _("I work there"),
    "studies": _("I study there"),
    "owns": _("I own property there"),
    "family": _("a member of my family does"),
    "organization": _("our organization is there"),
    OUTSIDE: _("none of these"),
    ANYONE: _("everybody may join"),
}
IDENTITY_WORDS: Final[Mapping[str, Promise]] = {
    "passport": _("passport"),
    "driving_licence": _("driver’s licence"),
    "other_card": _("another official card with a photo"),
    "registration": _("number in the register of enterprises"),
}
REFUSAL_WORDS: Final[Mapping[str, Promise]] = {
    "outside_bond": _("outside the common bond"),
    "identity_unproven": _("identity not shown"),
    "bylaws_not_accepted": _("by-laws not accepted"),
    "debts_unpaid": _("debts to the cooperative not paid"),
    "expelled_before": _("excluded before"),
    "minor_alone": _("a minor without a guardian"),
    "information_false": _("false information"),
}
