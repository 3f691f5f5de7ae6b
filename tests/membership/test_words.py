"""Every refusal of the room speaks in whole sentences, in both languages."""

from __future__ import annotations

import inspect
from datetime import date
from uuid import UUID

import pytest
from django.utils import translation

from rochdale.membership import errors
from rochdale.membership.errors import MembershipRefusal

SAMPLES: dict[str, object] = {
    "int": 4,
    "str": "x",
    "UUID": UUID(int=7),
    "UUID | None": UUID(int=7),
    "date": date(2026, 11, 23),
    "date | None": date(2026, 11, 23),
    "bool": True,
    "tuple[str, ...]": ("x",),
}
KINDS = MembershipRefusal.__subclasses__()


def sample(kind: type[MembershipRefusal]) -> MembershipRefusal:
    """A refusal with facts of the kinds that it asks for."""
    asked = [
        each
        for each in inspect.signature(kind.__init__).parameters.values()
        if each.kind is each.KEYWORD_ONLY
    ]
    return kind(**{each.name: SAMPLES[str(each.annotation)] for each in asked})


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_refusal_speaks_in_sentences(kind: type[MembershipRefusal], language: str) -> None:
    with translation.override(language):
        message = sample(kind).message()
    assert message.endswith(".")
    assert "%(" not in message


def test_every_refusal_is_named_once_and_exported() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)
    assert {kind.__name__ for kind in KINDS} | {"MembershipRefusal"} == set(errors.__all__)
