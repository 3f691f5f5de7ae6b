"""The filters of templates: markup, bare text, and nothing for nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from rochdale.money.amount import Money
from rochdale.money.currency import Currency

CAD = Currency.of("CAD")
FIRST, TODAY, AT = (
    f'<time datetime="{value}">' for value in ("2026-11-01", "2026-11-23", "2026-11-23T14:05:00-05:00")
)
VALUES = {
    "amount": Money(241807, CAD),
    "minor": -6120,
    "day": date(2026, 11, 1),
    "at": datetime(2026, 11, 23, 19, 5, tzinfo=UTC),
    "rate": Decimal("0.0215"),
    "count": 6214,
    "nothing": None,
    "word": "<b>",
    "yes": True,
}


def money(text: str) -> str:
    return f'<span class="money">{text}</span>'


def rendered(expression: str, language: str = "en") -> str:
    with translation.override(language):
        source = "{% load rochdale_format %}{{ " + expression + " }}"
        return Template(source).render(Context(VALUES)).replace("\N{NO-BREAK SPACE}", "~")


@pytest.mark.parametrize(
    ("expression", "english", "french"),
    [
        ("amount|money", money("$2,418.07"), money("2~418,07~$")),
        ('minor|money:"CAD"', money("−$61.20"), money("−61,20~$")),
        ('minor|money:"JPY"', money("−JP¥6,120"), money("−6~120~¥")),
        ("amount|money_signed", money("+$2,418.07"), money("+2~418,07~$")),
        ("amount|money_text", "$2,418.07", "2~418,07~$"),
        ("amount|money_whole", money("$2,418"), money("2~418~$")),
        ("amount|digits", money("2,418.07"), money("2~418,07")),
        ("count|number", "6,214", "6~214"),
        ("rate|percent", "2.15~%", "2,15~%"),
        ("day|day", f"{FIRST}1 November 2026</time>", f"{FIRST}1er novembre 2026</time>"),
        ("day|day_text", "1 November 2026", "1er novembre 2026"),
        ("day|month", "November 2026", "novembre 2026"),
        ("at|day_short", f"{TODAY}23 Nov</time>", f"{TODAY}23 nov.</time>"),
        ("at|clock", f"{AT}14:05</time>", f"{AT}14~h~05</time>"),
        ("word|shown", "&lt;b&gt;", "&lt;b&gt;"),
        ("count|shown", "6,214", "6~214"),
        ("yes|shown", "True", "True"),
        ("amount|shown", money("$2,418.07"), money("2~418,07~$")),
    ],
)  # fmt: skip
def test_in_both_languages(expression: str, english: str, french: str) -> None:
    assert rendered(expression) == english
    assert rendered(expression, "fr") == french


@pytest.mark.parametrize(
    "name",
    [
        "money", "money_signed", "money_text", "money_whole", "digits", "number", "percent", "day",
        "day_text", "day_short", "day_medium", "weekday", "month", "moment", "clock", "shown",
    ],
)  # fmt: skip
def test_nothing_is_written_as_nothing(name: str) -> None:
    assert rendered(f"nothing|{name}") == ""


def test_a_moment_is_told_in_the_zone_of_the_page() -> None:
    late = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
    template = Template("{% load rochdale_format %}{{ at|weekday }}|{{ at|moment }}")
    found = template.render(Context({"at": late}))
    assert "Monday 23 November<" in found
    assert "23 November 2026, 22:00<" in found
