"""The specimens of the design pages: an invented caisse, told through the same values that real pages use."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.web.charts import balance_curve, split_bar
from rochdale.web.fields import AmountField
from rochdale.web.templatetags.rochdale_format import money_whole
from rochdale.web.values import (
    Deed,
    Effect,
    Fact,
    Link,
    Page,
    Refused,
    StatementRow,
    Step,
    Waiting,
    WhatNow,
)

CAD = Currency.of("CAD")
CAISSE = "Caisse du Vieux-Moulin"
TODAY = date(2026, 11, 23)
_MONTREAL = ZoneInfo("America/Toronto")
_HERE = "#"


def head(*, as_officer: bool) -> dict[str, Any]:
    """What the head of the specimen pages says."""
    told: dict[str, Any] = {"name": CAISSE, "person": "Odile Gagnon", "person_href": _HERE, "home": "/design"}
    if as_officer:
        told |= {"person": "Rosaire Côté", "office": _("Teller"), "business_date": TODAY}
        told |= {"search": "/design/counter", "keyboard": True}
    return told


def navigation(*, as_officer: bool) -> tuple[Link, ...]:
    """Where the specimen pages lead."""
    if as_officer:
        return (
            Link("/design/counter", _("What waits")),
            Link("#register", _("Members")),
            Link("#books", _("Books")),
            Link("#day", _("The day")),
        )
    return (
        Link("/design/member", _("My book")),
        Link("/design/statement", _("Statement")),
        Link("/design/meeting", _("Meetings")),
        Link("#ours", _("Our caisse")),
    )


class SampleForm(forms.Form):
    """A transfer, for the looks."""

    to = forms.ChoiceField(
        label=gettext_lazy("To which account?"),
        choices=[("1", "4182-01-7"), ("2", "4182-02-5"), ("3", "2207-01-3")],
    )
    amount = AmountField(
        currency=CAD,
        label=gettext_lazy("How much?"),
        help_text=gettext_lazy("2,418.07 dollars are available."),
    )
    note = forms.CharField(
        label=gettext_lazy("A word for the other side"),
        required=False,
        help_text=gettext_lazy("Both of you will see it on the statement."),
    )
    when = forms.ChoiceField(
        label=gettext_lazy("When?"),
        widget=forms.RadioSelect,
        choices=[("now", gettext_lazy("Now")), ("month", gettext_lazy("On the first of each month"))],
        initial="now",
    )


class SampleBallot(forms.Form):
    """A question, for the looks."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Shall the caisse open on Saturday mornings?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("Yes")),
            ("no", gettext_lazy("No")),
            ("abstain", gettext_lazy("I abstain")),
        ],
        initial="yes",
    )


class SampleReason(forms.Form):
    """The reason of a reversal, for the looks."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("One sentence. It stays on the record, beside your name."),
    )


def design() -> dict[str, Any]:
    """Everything the page of the design system shows."""
    wrong = SampleForm({"wrong-to": "1", "wrong-amount": "12,50.3", "wrong-when": "now"}, prefix="wrong")
    return {
        **member(),
        **statement(),
        **counter(),
        **confirm(),
        **meeting(),
        "tokens": TOKENS,
        "form": SampleForm(),
        "wrong": wrong,
        "ballot": SampleBallot(),
        "refused": _refused(),
        "steps": _steps(),
        "sizes": [_cad("84310.55"), _cad("-61.20"), Money(1250000, Currency.of("JPY"))],
        "currencies": [
            Money.parse(text, Currency.of(code))
            for text, code in (("2418.07", "CAD"), ("-2418.07", "USD"), ("12000", "JPY"), ("5.125", "TND"))
        ],
        "rate": Decimal("0.0215"),
        "day": TODAY,
        "first": date(2026, 11, 1),
        "at": _at(23, 14, 5),
        "trial_balance": _trial_balance(),
        "trial_total": _cad("96624700.00"),
    }


def member() -> dict[str, Any]:
    """A member's home: what is mine, what do I decide, how is my cooperative."""
    return {
        "mine": [
            Fact(
                _("Everyday account"),
                _cad("2418.07"),
                "/design/statement",
                _("Last: Épicerie Laflamme, Saturday"),
            ),
            Fact(_("Savings"), _cad("11900.00"), _HERE, _("2.15 % a year; $21.06 earned so far this month")),
            Fact(_("Term deposit, to 1 June 2027"), _cad("5000.00"), _HERE),
            Fact(_("Mortgage"), _cad("-84310.55"), _HERE, _("Next payment of $612.40 on 1 December")),
            Fact(_("My shares: 1 qualifying, 50 permanent"), _cad("505.00"), _HERE),
        ],
        "mine_sum": Fact(_("In all"), _cad("-64487.48")),
        "ours": [
            Fact(_("Members"), 6214),
            Fact(_("Lent in the village"), money_whole(_cad("96412300.00")), _HERE),
            Fact(_("Surplus"), money_whole(_cad("1284117.00")), _HERE, _("after interest and taxes")),
        ],
        "surplus": split_bar(
            [
                (_("General reserve"), _cad("667741.00")),
                (_("Dividends to members"), _cad("423759.00")),
                (_("Community fund"), _cad("115570.00")),
                (_("Stabilization"), _cad("77047.00")),
            ]
        ),
        "dividend": _cad("68.42"),
    }


def statement() -> dict[str, Any]:
    """A member's statement of one month."""
    rows, balance = [], _cad("1846.27")
    for day, what, amount, note in _movements():
        balance += amount
        rows.append(StatementRow(date(2026, 11, day), what, amount, balance, _HERE, note))
    return {
        "account_facts": [
            Fact(_("Balance"), balance),
            Fact(_("Held"), _cad("120.00"), _HERE),
            Fact(_("Available"), balance - _cad("120.00")),
        ],
        "opening": StatementRow(date(2026, 11, 1), _("Balance brought forward"), None, _cad("1846.27")),
        "rows": rows,
        "closing": StatementRow(date(2026, 11, 30), _("Balance"), None, balance),
        "curve": _curve(),
        "period": (date(2026, 11, 1), date(2026, 11, 30)),
    }


def _movements() -> list[tuple[int, str, Money, str]]:
    return [
        (2, _("Pay, Coopérative forestière"), _cad("1204.00"), ""),
        (3, _("Mortgage payment"), _cad("-612.40"), ""),
        (9, _("Transfer to Rosaire Côté, Caisse des Érables"), _cad("-80.00"), _("for the firewood")),
        (12, _("Deposit at the counter"), _cad("121.40"), ""),
        (21, "Épicerie Laflamme", _cad("-61.20"), ""),
    ]


def counter() -> dict[str, Any]:
    """An officer's home: what waits, oldest first; and the register."""
    return {
        "queue": [
            Fact(
                _("Withdrawal of $12,000.00 by Armand Lévesque"),
                _("today, 16:00"),
                "/design/confirm",
                _("Over the by-law limit: a second person decides."),
            ),
            Fact(
                _("Application of Maëlle Nguyen"),
                _("Thursday"),
                _HERE,
                _("Complete. The board admits at its next meeting."),
            ),
            Fact(
                _("Identity paper of Jean-Guy Roy"),
                _("4 December"),
                _HERE,
                _("Expires; ask for the new one."),
            ),
        ],
        "waiting": Waiting(
            what=_("Withdrawal in cash from account 1073-01-2 of Armand Lévesque"),
            asked_by="Rosaire Côté",
            asked_at=_at(23, 14, 5),
            rule=_("By-law 7.3: a withdrawal over $10,000 takes two officers."),
            amount=_cad("12000.00"),
            why=_("He buys a tractor at an auction."),
            until=_at(23, 17, 0),
            href="/design/confirm",
        ),
        "members": [
            Fact("Bélanger, Thérèse", "1 104", _HERE, _("since 1987; two accounts")),
            Fact("Gagnon, Odile", "4 182", _HERE, _("since 1998; five accounts")),
            Fact("Lévesque, Armand", "1 073", _HERE, _("since 1979; one account")),
        ],
        "page": Page("#previous", "#next", _("Members 51 to 53 of 6,214")),
        "deeds": _deeds(),
    }


def _deeds() -> list[Deed]:
    return [
        Deed(
            "Rosaire Côté",
            _("Took a deposit of $121.40 in cash"),
            _at(12, 10, 42),
            _("teller, mandate to 31 December 2027"),
            for_whom="Odile Gagnon",
            href=_HERE,
        ),
        Deed(
            "Lise Tremblay",
            _("Froze the account against debits"),
            _at(15, 9, 3),
            _("manager, by-law 7, version 3"),
            _("The card was reported stolen."),
        ),
        Deed("Odile Gagnon", _("Asked for a new card"), _at(15, 9, 20), _("holder of the account")),
    ]


def confirm() -> dict[str, Any]:
    """The reversal of an entry, before it is done."""
    return {
        "title": _("Reverse entry 20,481"),
        "words": _("The entry stays in the books for ever; a second one undoes it, and both show why."),
        "effects": [
            Effect(_("Everyday account of Odile Gagnon"), _cad("2418.07"), _cad("2296.67")),
            Effect(_("Cash drawer 2"), _cad("8300.00"), _cad("8178.60")),
            Effect(_("Entries of the day"), 212, 213),
        ],
        "second_person": _("By-law 7.4: another officer must agree before it takes effect."),
        "form": SampleReason(),
        "act": _("Ask for the reversal"),
        "back": Link("/design", _("Leave it as it is")),
    }


def meeting() -> dict[str, Any]:
    """What a meeting is at, for each of those who are in it."""
    where = _("Item 4 of 9, at 19:42")
    return {
        "now_member": WhatNow(
            where,
            _("Vote: the use of the surplus"),
            _("The ballot is secret. You may change your vote until the chair closes it."),
            acts=[Link(_HERE, _("Vote")), Link(_HERE, _("Read the motion"))],
            decides=True,
            after=_("Next: election of three directors."),
        ),
        "now_chair": WhatNow(
            where,
            _("The vote is open"),
            _("Say aloud: “The vote on the surplus is open; it closes when I say so.” The quorum is there."),
            facts=[Fact(_("Open until"), _at(31, 22, 48)), Fact(_("Have voted"), 74), Fact(_("Quorum"), 41)],
            acts=[Link(_HERE, _("Close the vote")), Link(_HERE, _("Give three more minutes"))],
            decides=True,
            after=_("After closing: read the result, then item 5."),
        ),
        "now_secretary": WhatNow(
            where,
            _("Keep the minutes of item 4"),
            _("Moved by Thérèse Bélanger, seconded by Jean-Guy Roy. Nothing is missing."),
            acts=[Link(_HERE, _("Open the minutes"))],
            after=_("The result will be written in by itself when the chair closes the vote."),
        ),
        "now_teller": WhatNow(
            where,
            _("Watch the door and the count"),
            _("Two members are waiting to be let in."),
            facts=[Fact(_("Waiting at the door"), 2), Fact(_("Votes received"), 74)],
            acts=[Link(_HERE, _("Let them in"))],
        ),
    }


def wall() -> dict[str, Any]:
    """The result of a vote, for the whole hall."""
    parts = [(_("For"), 91), (_("Against"), 19), (_("Abstentions"), 8)]
    most = 118
    return {
        "votes": [
            {"label": label, "count": count, "width": 1000 * count // most, "colour": colour}
            for (label, count), colour in zip(parts, (2, 4, 5), strict=True)
        ],
        "present": most,
        "quorum": 41,
    }


def _refused() -> Refused:
    return Refused(
        happened=_(
            "The account 4182-01-7 holds $2,418.07, of which $120.00 are held; $2,500.00 cannot leave it."
        ),
        unchanged=_("No money moved, and the other side has not been told."),
        next_step=_(
            "Send less, wait for the pay that is due on 30 November, or ask at the counter for an overdraft."
        ),
        links=[Link(_HERE, _("Change the amount")), Link(_HERE, _("Read how holds work"))],
    )


def _steps() -> list[Step]:
    return [
        Step(_("Who you are"), "done"),
        Step(_("Your share"), "done"),
        Step(_("Your accounts"), "now"),
        Step(_("Sign"), "ahead"),
    ]


def _trial_balance() -> list[tuple[str, str, Money | None, Money | None]]:
    return [
        ("1000", _("Cash"), _cad("212400.00"), None),
        ("1300", _("Loans to members"), _cad("96412300.00"), None),
        ("2000", _("Deposits of members"), None, _cad("88104112.55")),
        ("3000", _("Capital and reserves"), None, _cad("8520587.45")),
    ]


def _curve() -> object:
    balances = ("1846.27", "3050.27", "2437.87", "2357.87", "2479.27", "2418.07")
    starts = (1, 2, 3, 9, 12, 21)
    days = [(date(2026, 11, day), _cad(text)) for day, text in zip(starts, balances, strict=True)]
    return balance_curve([*days, (date(2026, 11, 30), _cad("2418.07"))])


def _cad(text: str) -> Money:
    return Money.parse(text, CAD)


def _at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 11, 1, hour, minute, tzinfo=_MONTREAL) + timedelta(days=day - 1)


TOKENS = (
    ("paper", gettext_lazy("the ground")),
    ("sheet", gettext_lazy("fields and cards")),
    ("ink", gettext_lazy("text")),
    ("quiet", gettext_lazy("text of second rank, edges of fields")),
    ("rule", gettext_lazy("lines between")),
    ("leaf", gettext_lazy("what you can do")),
    ("leaf-wash", gettext_lazy("done, or under your hand")),
    ("plum", gettext_lazy("what you can decide")),
    ("plum-wash", gettext_lazy("a decision that is open")),
    ("amber", gettext_lazy("warnings only")),
    ("amber-wash", gettext_lazy("a warning")),
    ("brick", gettext_lazy("refusals and danger only")),
    ("brick-wash", gettext_lazy("a refusal")),
    ("slate", gettext_lazy("one more colour for charts")),
)
