"""The made-up elections of the practice booth. They are whole, but nobody opens their ballots, because nobody can.

A public key is no key of anybody: it is SHA-256 of "Rochdale practice vote", raised to (p - 1) / q so that it
lies in the group. Who knew its private half could take discrete logarithms.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Practice:
    """An election to practise with. `credential` is SHA-256, in Base64, of the public credential of `CODE` in it."""

    election: str
    """The election object, byte for byte as its hash covers it."""
    credential: str


UUID: Final = "PracticeVote22"
CODE: Final = "7Kmr4-hW2xPd-9TfQa-n3VbYe"
"""The voting code of everybody who practises."""
CREDENTIAL: Final = "AJG9m7k6MY2QXKDKfCOwmDxWO7X8grc1iRgQ6ucaa3I"
"""SHA-256, in Base64, of the public credential of that code."""
RANKING_UUID: Final = "PracticeRanks2"
RANKING_CREDENTIAL: Final = "kNfGe0krdfdnADqXbnCfZaXfxvrXj6SPNVIt+QDWjgw"
"""As `CREDENTIAL`, in the vote that asks for an order."""
PUBLIC_KEY: Final = (
    "789596135828604135757255854308311069182111516905338631291714931280812818706922526565481572975572"
    "126344319681184386435745271412410535454719923954245354575189008163754120290434140405585736154373"
    "483214737675139022655196734494305774359166910944658625195872569471420859697460384800895258217844"
    "431107529779853512671378262845869660756970618092471185586877201317281030027401339641608339302505"
    "786170112104505429425188608904779156694693158446626612901398973750808973017420494848724082838385"
    "380963986788357126308858724396264110904998617532197574923832291325099709724960582264987513826181"
    "822054255550233122008653693637896173095"
)

RANKING_PUBLIC_KEY: Final = (
    "465776860610643274332980250464796135035835852109965535009876295939452213213712385413624415253427"
    "8744161278994453703334562976842421345621893916371215972164"
)


def _question(asked: str, answers: list[str], *, most: int = 1, blank: bool = False) -> dict[str, Any]:
    told: dict[str, Any] = {"answers": answers}
    if blank:
        told["blank"] = True
    return told | {"min": 1, "max": most, "question": asked}


def _ranked(asked: str, answers: list[str]) -> dict[str, Any]:
    return {"type": "NonHomomorphic", "value": {"answers": answers, "question": asked}}


_PROJECTS: Final = [
    "A van for the volunteer drivers",
    "Music lessons at the school",
    "The repair workshop",
    "Trees along the canal",
    "A ramp for the library",
]
_QUESTIONS: Final = [
    _question("Shall the caisse open on Saturday mornings?", ["Yes", "No", "I abstain"]),
    _question(
        "Which projects shall the community fund support this year?",
        _PROJECTS,
        most=3,
        blank=True,
    ),
    _question(
        "Who shall represent us at the federation?",
        ["Rosalie Tremblay", "Malik Benali", "Jean-Guy Lachance"],
        blank=True,
    ),
]
_FRENCH: Final[dict[str, Any]] = {
    "name": "Vote d’essai de la Caisse du Vieux-Moulin",
    "description": "Trois questions inventées, pour essayer l’isoloir avant le premier vrai vote.",
    "questions": [
        {
            "question": "La caisse doit-elle ouvrir le samedi matin ?",
            "answers": ["Oui", "Non", "Je m’abstiens"],
        },
        {
            "question": "Quels projets le fonds communautaire doit-il appuyer cette année ?",
            "answers": [
                "Une fourgonnette pour les chauffeurs bénévoles",
                "Des cours de musique à l’école",
                "L’atelier de réparation",
                "Des arbres le long du canal",
                "Une rampe pour la bibliothèque",
            ],
        },
        {
            "question": "Qui doit nous représenter à la fédération ?",
            "answers": ["Rosalie Tremblay", "Malik Benali", "Jean-Guy Lachance"],
        },
    ],
}
_RANKING_QUESTIONS: Final = [
    _QUESTIONS[0],
    _ranked("In which order shall the community fund support these projects?", _PROJECTS),
    _QUESTIONS[2],
]
_RANKING_FRENCH: Final = {
    **_FRENCH,
    "questions": [
        _FRENCH["questions"][0],
        {
            "question": "Dans quel ordre le fonds communautaire doit-il appuyer ces projets ?",
            "answers": _FRENCH["questions"][1]["answers"],
        },
        _FRENCH["questions"][2],
    ],
}


def _election(
    group: str, key: str, uuid: str, questions: list[dict[str, Any]], french: dict[str, Any]
) -> str:
    return json.dumps(
        {
            "version": 1,
            "description": "Three made-up questions, to try the booth before the first real vote.",
            "name": "Practice vote of the Caisse du Vieux-Moulin",
            "group": group,
            "public_key": key,
            "questions": questions,
            "uuid": uuid,
            "translations": {"fr": french},
        },
        separators=(",", ":"),
        ensure_ascii=False,
    )


ELECTION: Final = _election("BELENIOS-2048", PUBLIC_KEY, UUID, _QUESTIONS, _FRENCH)
"""The election object, byte for byte as its hash covers it."""
RANKING_ELECTION: Final = _election(
    "RFC-3526-2048", RANKING_PUBLIC_KEY, RANKING_UUID, _RANKING_QUESTIONS, _RANKING_FRENCH
)
"""As `ELECTION`, where one question asks for an order."""
CHOOSING: Final = Practice(ELECTION, CREDENTIAL)
RANKING: Final = Practice(RANKING_ELECTION, RANKING_CREDENTIAL)
