"""The authority of an act as a page says it: the record keeps a code, a reader wants words."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from rochdale.cooperatives.queries import OfficeKind

_STANDING_ORDER: Final = "system:"
_BY_PROGRAM: Final = "token "
_CHAIR: Final = "chair of meeting "


def doer_words(name: str) -> str:
    """Who did something: a person by name, or where nobody did, the program."""
    return name or _("Rochdale itself, by standing order")


def authority_words(authority: str) -> str:
    """The office, the membership or the standing order under which something was done, in the reader's language.

    An office is kept as "teller since 2020-01-05", a member as "member 4182", the effect of a decision as
    "resolution 12", who was named for one meeting as "chair of meeting 3". What the program does by itself is kept
    as "system: ...", which is nobody's authority and so has no words. "token ...:" comes before all that a program
    did for somebody. Other codes are people who act in a matter of their own.
    """
    if authority.startswith(_BY_PROGRAM):
        _token, _colon, own = authority.partition(": ")
        return _("%(authority)s, by a program") % {"authority": authority_words(own)}
    if authority.startswith(_STANDING_ORDER):
        return ""
    kind, _space, number = authority.partition(" ")
    if kind in OfficeKind.values and not authority.startswith(_CHAIR):
        return str(OfficeKind(kind).label)
    words = {"member": _("member %(number)s"), "resolution": _("resolution %(number)s")}
    if authority.startswith(_CHAIR):
        words[kind], number = _("chair of meeting %(number)s"), authority.removeprefix(_CHAIR)
    return words.get(kind, _("the person concerned")) % {"number": number}
