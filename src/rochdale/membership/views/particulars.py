"""A person's particulars as they are shown and corrected."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from rochdale.membership import queries
from rochdale.membership.errors import EmailMalformed
from rochdale.web.values import Fact


def particulars_shown(known: queries.Particulars) -> list[Fact]:
    """A person's particulars, line by line; what is not known is left out."""
    place = " ".join(word for word in (known.town, known.postal_code) if word)
    told: list[tuple[str, Any]] = [
        (_("Date of birth"), known.birth_date),
        (_("E-mail address"), known.email),
        (_("Telephone"), known.telephone),
        (_("Address"), ", ".join(word for word in (known.street, place) if word)),
        (_("Language"), LANGUAGE_NAMES.get(known.language, known.language)),
    ]
    facts = [Fact(label, value) for label, value in told if value]
    if known.cooperative_slug:
        facts.append(Fact(_("Kept here"), known.cooperative_slug, f"/{known.cooperative_slug}/"))
    return facts


LANGUAGE_NAMES = {"fr": "Français", "en": "English", "cs": "Čeština"}


def require_email(text: str) -> None:
    """Refuse what is no e-mail address, as the form of the page does; none at all is fine. Raises EmailMalformed."""
    if not text:
        return
    try:
        validate_email(text)
    except ValidationError as fault:
        raise EmailMalformed(email=text) from fault
