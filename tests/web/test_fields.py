"""The amount field reads what people type and answers in their language."""

from __future__ import annotations

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.web.fields import AmountField

CAD = Currency.of("CAD")


class Payment(forms.Form):
    """One amount to pay, and one to correct by."""

    amount = AmountField(currency=CAD, help_text="In dollars.")
    correction = AmountField(currency=CAD, signed=True, required=False)


def test_an_amount_is_cleaned_to_money() -> None:
    form = Payment({"amount": "$1,234.56", "correction": "-3"})
    assert form.is_valid()
    assert form.cleaned_data == {"amount": Money(123456, CAD), "correction": Money(-300, CAD)}


def test_no_amount_where_none_is_needed() -> None:
    form = Payment({"amount": "5"})
    assert form.is_valid()
    assert form.cleaned_data["correction"] is None


@pytest.mark.parametrize(
    ("typed", "code", "english"),
    [
        ("", "required", "This field is required."),
        ("12,5", "amount_malformed", "“12,5” is not an amount that we can read."),
        ("0", "amount_not_positive", "The amount must be more than nothing."),
        ("-5", "amount_not_positive", "The amount must be more than nothing."),
        ("0.001", "too_many_decimals", "“0.001” has more decimals than CAD knows; it has 2 at most."),
    ],
)
def test_what_is_wrong_is_said(typed: str, code: str, english: str) -> None:
    form = Payment({"amount": typed})
    assert form.errors.as_data()["amount"][0].code == code
    assert form.errors["amount"] == [english]


def test_it_answers_in_french() -> None:
    with translation.override("fr"):
        assert Payment({"amount": "1.234,5"}).errors["amount"] == [
            "«\N{NO-BREAK SPACE}1.234,5\N{NO-BREAK SPACE}» n’est pas un montant que nous pouvons lire."
        ]
        assert Payment({"amount": "1 234,5"}).is_valid()


def test_an_amount_is_shown_as_people_write_it() -> None:
    form = Payment(initial={"amount": Money(123450, CAD)})
    assert 'value="1,234.50"' in str(form["amount"])


def test_help_and_wrong_are_tied_to_the_field() -> None:
    form = Payment({"amount": "x"})
    page = Template('{% include "web/parts/form.html" %}').render(Context({"form": form}))
    assert 'aria-describedby="id_amount_helptext id_amount_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_amount_helptext"' in page
    assert 'id="id_amount_error"' in page
    assert "One answer is missing" in page
