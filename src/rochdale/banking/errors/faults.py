"""What is wrong with a line of a bank's files, in a sentence for the person who has to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from rochdale.kernel.errors import Fault

_SENTENCES: Final[Mapping[str, str]] = {
    "account_without_owner": _("account %(account_id)s has no owner"),
    "amount_too_large": _("%(column)s says “%(found)s”, which is too large to be an amount"),
    "balance_differs": _(
        "account %(account)s closes %(day)s with %(own_minor)s in our books, and %(printed_minor)s was printed "
        "(in hundredths)"
    ),
    "before_account_opening": _(
        "this is dated %(day)s, before account %(account_id)s was opened on %(opened_on)s"
    ),
    "blank_line": _("the line is blank"),
    "client_without_account": _("client %(client_id)s has no account, so there is no day of joining"),
    "cut_line": _("the line was cut: it has %(found)s fields of %(expected)s"),
    "duplicate_id": _("the id %(id)s stands on line %(first_line)s already, with other facts"),
    "duplicate_row": _("the line repeats line %(first_line)s"),
    "file_too_large": _("the file has %(bytes)s bytes, and more than %(bytes_max)s are not read"),
    "holder_repeated": _("client %(client_id)s holds account %(account_id)s twice"),
    "impossible_birth_number": _("%(column)s says “%(found)s”, which is no birth number"),
    "impossible_date": _("%(column)s says “%(found)s”, which is no date"),
    "line_too_long": _("the line has %(bytes)s bytes, and none can have more than %(bytes_max)s"),
    "loan_amount_differs": _("the payments do not add up to the amount of the loan"),
    "malformed_bank": _("%(column)s says “%(found)s”, and a bank has two capital letters"),
    "malformed_bank_account": _("%(column)s says “%(found)s”, which is no account number"),
    "missing_file": _("the file is missing"),
    "missing_name": _("%(column)s is empty"),
    "negative_amount": _("%(column)s says “%(found)s”, and an amount is not negative"),
    "not_a_number": _("%(column)s says “%(found)s”, which is no whole number"),
    "not_an_amount": _("%(column)s says “%(found)s”, which is no amount"),
    "not_imported_then": _("transaction %(id)s was not among those that were imported"),
    "not_utf8": _("byte %(byte)s of the line is not text (UTF-8)"),
    "nothing_to_import": _("there is no account in it"),
    "nul_byte": _("the line has a byte of zero in it"),
    "operation_contradicts_type": _("the operation “%(operation)s” cannot be of the type “%(type)s”"),
    "other_facts": _("it says something else than what was imported"),
    "several_owners": _("account %(account_id)s has several owners"),
    "too_many_decimals": _("%(column)s says “%(found)s”, with more than %(decimals_max)s decimals"),
    "too_many_fields": _("the line has %(found)s fields, and there are %(expected)s columns"),
    "unexplained_balance": _(
        "the balances printed for account %(account_id)s on %(day)s follow from no order of its rows (lines %(lines)s)"
    ),
    "unknown_account": _("%(column)s says %(id)s, and there is no such account"),
    "unknown_card_kind": _("%(column)s says “%(found)s”, which is no kind of card"),
    "unknown_client": _("%(column)s says %(id)s, and there is no such client"),
    "unknown_disposition": _("%(column)s says %(id)s, and there is no such disposition"),
    "unknown_district": _("%(column)s says %(id)s, and there is no such district"),
    "unknown_frequency": _("%(column)s says “%(found)s”, which is no frequency of statements"),
    "unknown_movement": _("transaction %(id)s names neither an operation nor a purpose to tell by"),
    "unknown_operation": _("%(column)s says “%(found)s”, which is no operation"),
    "unknown_purpose": _("%(column)s says “%(found)s”, which is no purpose"),
    "unknown_role": _("%(column)s says “%(found)s”, which is no role"),
    "unknown_status": _("%(column)s says “%(found)s”, which is no status of a loan"),
    "unknown_type": _("%(column)s says “%(found)s”, which is no type of transaction"),
    "unreadable_file": _("the file cannot be read: %(reason)s"),
    "wrong_header": _("the columns are “%(found)s” where “%(expected)s” was expected"),
}


def fault_sentence(fault: Fault) -> str:
    """Where it is and what is wrong: “trans.asc, line 5: …”."""
    said = gettext(_SENTENCES[fault.code]) % {name: _said(fact) for name, fact in fault.facts.items()}
    if fault.line is None:
        return gettext("%(file)s: %(said)s") % {"file": fault.source, "said": said}
    place = {"file": fault.source, "line": fault.line, "said": said}
    return gettext("%(file)s, line %(line)s: %(said)s") % place


def _said(fact: object) -> object:
    return ", ".join(map(str, fact)) if isinstance(fact, list) else fact
