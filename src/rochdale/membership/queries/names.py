"""How names are compared: without accents, case or punctuation, word by word."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from rochdale.membership.models import BLANKED_NAME

_LETTERS_OF_THEIR_OWN = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th"}
)
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Lower case, no accents, words parted by one space: "Côté-Lévesque, Anaïs" is "cote levesque anais"."""
    lowered = text.casefold().translate(_LETTERS_OF_THEIR_OWN)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(sign))
    return _BETWEEN_WORDS.sub(" ", bare.casefold()).strip()


def sorting_name(*, given_names: str, family_name: str) -> str:
    """The folded name by which the register is ordered: family name first."""
    return folded(f"{family_name} {given_names}")


def shown_name(family_name: str) -> str:
    """A family name as it is read: of who was blanked, a neutral word in the reader's language."""
    return _("former member") if family_name == BLANKED_NAME else family_name


def spoken_name(given_names: str, family_name: str) -> str:
    """A name as it is spoken: given names first."""
    return f"{given_names} {shown_name(family_name)}".strip()
