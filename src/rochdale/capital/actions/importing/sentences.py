"""What is wrong with a line of an older register, in a sentence for the person who has to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from rochdale.kernel.errors import Fault
from rochdale.web.formatting import number_text
from rochdale.web.templatetags.rochdale_format import reader_locale

_COLUMNS: Final[Mapping[str, str]] = {
    "number": _("member number"),
    "kind": _("kind of person"),
    "given_names": _("given names"),
    "family_name": _("family name"),
    "birth_date": _("birth date"),
    "language": _("language"),
    "email": _("e-mail address"),
    "telephone": _("telephone"),
    "street": _("street"),
    "town": _("town"),
    "postal_code": _("postal code"),
    "member_class": _("class of members"),
    "joined_on": _("day of joining"),
    "left_on": _("day of leaving"),
    "cause": _("cause of leaving"),
    "electronic_letters": _("letters by e-mail"),
    "source_key": _("source key"),
}
_ORDERS: Final[Mapping[str, str]] = {
    "iso": _("year-month-day (1980-02-29)"),
    "d/m/y": _("day/month/year (29/02/1980)"),
    "m/d/y": _("month/day/year (02/29/1980)"),
}
_WORDS: Final[Mapping[str, str]] = {
    "kind": _("person, organization"),
    "language": _("French, English"),
    "member_class": _("full, auxiliary"),
    "cause": _("withdrawal, exclusion, death, end of the organization"),
    "electronic_letters": _("yes, no"),
}
_SENTENCES: Final[Mapping[str, str]] = {
    "birth_after_joining": _("born on %(birth_date)s, after joining on %(joined_on)s"),
    "cause_while_member": _("a cause of leaving stands there, and no day of leaving"),
    "date_to_come": _("%(column)s: “%(found)s” is still to come; the business date is %(today)s"),
    "date_too_early": _("%(column)s: “%(found)s” is too long ago; days are read from %(earliest)s on"),
    "empty_file": _("the file is empty"),
    "file_too_large": _(
        "the file has %(bytes)s bytes, and more than %(bytes_max)s are not read; cut it in pieces"
    ),
    "formula": _("%(column)s: “%(found)s” begins like a formula of a spreadsheet"),
    "hidden_sign": _("%(column)s: there is a sign in “%(found)s” that does not print"),
    "holder_not_admitted": _("%(column)s: this class of shares is not open to this kind of member"),
    "holding_too_large": _("%(column)s: %(found)s are more than the %(most)s that one member may hold"),
    "impossible_date": _("%(column)s: “%(found)s” is no day of the calendar"),
    "imported_otherwise": _(
        "an earlier import brought this person in under the number %(numbers)s, and the line says %(number)s"
    ),
    "left_before_joining": _("left on %(left_on)s, before joining on %(joined_on)s"),
    "line_break": _("%(column)s: the field goes on over several lines (“%(found)s”); write it on one"),
    "line_too_long": _("the line has %(bytes)s bytes, and none can have more than %(bytes_max)s"),
    "malformed_email": _("%(column)s: “%(found)s” is no e-mail address"),
    "memberships_overlap": _(
        "this membership begins before the one of line %(first_line)s has ended (source key “%(key)s”)"
    ),
    "missing": _("%(column)s: it is missing"),
    "missing_column": _("there is no column “%(column)s”, and nothing can be imported without it"),
    "missing_file": _("the file is missing"),
    "no_key": _("there is neither a member number nor a source key"),
    "no_key_column": _("there is neither a column “member number” nor a column “source key”"),
    "no_letter": _("%(column)s: there is nothing to read in “%(found)s”"),
    "no_lines": _("there is nobody in the file"),
    "not_a_number": _("%(column)s: “%(found)s” is no whole number from 1 on"),
    "not_utf8": _(
        "byte %(byte)s of the line is not UTF-8; for a file from an older spreadsheet say --encoding windows-1252"
    ),
    "not_windows_1252": _("byte %(byte)s of the line is not text (Windows-1252)"),
    "number_taken": _("the number %(number)s is or was a member’s here, and is never given again"),
    "number_too_large": _("%(column)s: “%(found)s” is larger than %(most)s"),
    "number_twice": _("the number %(number)s stands on line %(first_line)s already"),
    "open_quote": _("a quote begins on this line and does not end"),
    "other_person": _("the source key “%(key)s” is another person’s on line %(first_line)s"),
    "repeated_column": _("column %(place)s, “%(found)s”, says “%(column)s” a second time"),
    "same_as_member": _("perhaps the same as member %(number)s: same name, same birth date"),
    "same_as_person": _("perhaps somebody who is known here and no member: same name, same birth date"),
    "same_in_file": _("perhaps the same as on line %(first_line)s: same name, same birth date"),
    "since_alone": _("there is a column “%(found)s”, and none with the shares"),
    "since_before_joining": _("%(column)s: %(since_on)s is before joining on %(joined_on)s"),
    "since_without_shares": _("%(column)s: a day stands there, and no shares"),
    "stray_quote": _("a quote stands in the wrong place: “%(found)s”"),
    "too_long": _("%(column)s: %(length)s signs are more than the %(length_max)s that fit"),
    "too_many_lines": _("the file has more than %(lines_max)s lines; cut it in pieces"),
    "unknown_column": _("column %(place)s, “%(found)s”, is none that is known"),
    "unknown_share_class": _("there is no class of shares “%(share_class)s”; there are: %(classes)s"),
    "unknown_word": _("%(column)s: “%(found)s” is none of the words for it: %(words)s"),
    "unread_date": _("%(column)s: “%(found)s” is not written %(order)s; another order is told by --dates"),
    "unreadable_file": _("the file cannot be read: %(reason)s"),
    "utf16": _("the file is UTF-16; save it as “CSV UTF-8”"),
    "wrong_width": _("the line has %(found)s fields, and the header %(expected)s"),
}
_AS_WRITTEN: Final = frozenset({"number", "numbers", "line", "first_line", "place", "found"})


def fault_sentence(fault: Fault) -> str:
    """Where it is and what is wrong: “members.csv, line 5: birth date: …”."""
    facts = {name: _said(name, fact) for name, fact in fault.facts.items()}
    if fault.code == "unknown_word":
        facts["words"] = gettext(_WORDS[str(fault.facts["column"])])
    said = gettext(_SENTENCES[fault.code]) % facts
    if fault.line is None:
        return gettext("%(file)s: %(said)s") % {"file": fault.source, "said": said}
    place = {"file": fault.source, "line": fault.line, "said": said}
    return gettext("%(file)s, line %(line)s: %(said)s") % place


def column_words(column: str) -> str:
    """A column as the reader calls it; one of shares with its class."""
    kind, _colon, share_class = column.partition(":")
    if kind == "shares":
        return gettext("shares “%(share_class)s”") % {"share_class": share_class}
    if kind == "since":
        return gettext("shares “%(share_class)s” since") % {"share_class": share_class}
    return gettext(_COLUMNS[column])


def _said(name: str, fact: object) -> object:
    if name == "column":
        return column_words(str(fact))
    if name == "order":
        return gettext(_ORDERS[str(fact)])
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, int) and name not in _AS_WRITTEN:
        return number_text(fact, reader_locale())
    return fact
