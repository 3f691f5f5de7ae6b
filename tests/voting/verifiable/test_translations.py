"""Other languages of an election: written as the booth reads them, and passed over where they do not fit."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rochdale.voting.verifiable import translations
from rochdale.voting.verifiable.election import read_election, write_election
from rochdale.voting.verifiable.questions import Choice
from rochdale.voting.verifiable.translations import WordedQuestion, Wording
from voting.verifiable.spoiling import board
from voting.verifiable.staging import BINDING

QUESTIONS = (Choice("Roof?", ("yes", "no"), 1, 1), Choice("Who?", ("Ada", "Bo", "Cy"), 1, 2, blank=True))
FRENCH = Wording(
    "fr",
    "Le toit",
    "",
    (WordedQuestion("Toit?", ("oui", "non")), WordedQuestion("Qui?", ("Ada", "Bo", "Cy"))),
)


def written(*wordings: Wording) -> bytes:
    election = board().election
    return write_election(
        uuid=election.uuid, name="Roof", description="", group=election.group, y=election.y,
        questions=QUESTIONS, binding=BINDING, wordings=wordings,
    )  # fmt: skip


def test_a_wording_is_hashed_with_the_election_and_read_back() -> None:
    election = read_election(written(FRENCH))
    assert election.wordings == (FRENCH,)
    assert election.others == ()
    assert election.fingerprint != read_election(written()).fingerprint


def test_a_wording_that_does_not_fit_is_not_written() -> None:
    with pytest.raises(AssertionError, match="does not fit"):
        written(Wording("fr", "Le toit", "", FRENCH.questions[:1]))


def _without(name: str) -> Any:
    told: Any = translations.written([FRENCH])
    del told["fr"][name]
    return told


def _with(**changed: Any) -> Any:
    told: Any = translations.written([FRENCH])
    told["fr"].update(changed)
    return told


ASKED: Any = translations.written([FRENCH])
MISFITS: list[Any] = [
    None, [], "fr", 1, {"fr": None}, {"FRENCH": ASKED["fr"]}, {"<script>": ASKED["fr"]},
    {f"{chr(97 + place)}a": ASKED["fr"] for place in range(21)},
    _without("name"), _without("description"), _without("questions"),
    _with(name=1), _with(questions={}), _with(questions=[]), _with(questions=[None, None]),
    _with(questions=[*ASKED["fr"]["questions"], ASKED["fr"]["questions"][0]]),
    _with(questions=[{"question": "Toit?", "answers": ["oui"]}, ASKED["fr"]["questions"][1]]),
    _with(questions=[{"question": "Toit?", "answers": ["oui", 1]}, ASKED["fr"]["questions"][1]]),
    _with(questions=[{"question": 1, "answers": ["oui", "non"]}, ASKED["fr"]["questions"][1]]),
]  # fmt: skip


@pytest.mark.parametrize("misfit", MISFITS, ids=range(len(MISFITS)))
def test_a_stranger_s_field_that_does_not_fit_is_passed_over(misfit: Any) -> None:
    told = json.loads(written()) | {"translations": misfit}
    assert read_election(json.dumps(told).encode()).wordings == ()


def test_the_wordings_that_fit_are_read_beside_one_that_does_not() -> None:
    told = json.loads(written()) | {"translations": {"fr": ASKED["fr"], "es": {}}}
    assert read_election(json.dumps(told).encode()).wordings == (FRENCH,)
