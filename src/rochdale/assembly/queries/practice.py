"""The made-up election of the practice booth. It is whole, but nobody opens its ballots, because nobody can.

Its public key is no key of anybody: it is SHA-256 of "Rochdale practice vote", raised to (p - 1) / q so that it
lies in the group. Who knew its private half could take discrete logarithms.
"""

from __future__ import annotations

import json
from typing import Any, Final

UUID: Final = "PracticeVote22"
CODE: Final = "7Kmr4-hW2xPd-9TfQa-n3VbYe"
"""The voting code of everybody who practises."""
CREDENTIAL: Final = "AJG9m7k6MY2QXKDKfCOwmDxWO7X8grc1iRgQ6ucaa3I"
"""SHA-256, in Base64, of the public credential of that code."""
PUBLIC_KEY: Final = (
    "789596135828604135757255854308311069182111516905338631291714931280812818706922526565481572975572"
    "126344319681184386435745271412410535454719923954245354575189008163754120290434140405585736154373"
    "483214737675139022655196734494305774359166910944658625195872569471420859697460384800895258217844"
    "431107529779853512671378262845869660756970618092471185586877201317281030027401339641608339302505"
    "786170112104505429425188608904779156694693158446626612901398973750808973017420494848724082838385"
    "380963986788357126308858724396264110904998617532197574923832291325099709724960582264987513826181"
    "822054255550233122008653693637896173095"
)


def _question(asked: str, answers: list[str], *, most: int = 1, blank: bool = False) -> dict[str, Any]:
    told: dict[str, Any] = {"answers": answers}
    if blank:
        told["blank"] = True
    return told | {"min": 1, "max": most, "question": asked}


_QUESTIONS: Final = [
    _question("Shall the caisse open on Saturday mornings?", ["Yes", "No", "I abstain"]),
    _question(
        "Which projects shall the community fund support this year?",
        [
            "A van for the volunteer drivers",
            "Music lessons at the school",
            "The repair workshop",
            "Trees along the canal",
            "A ramp for the library",
        ],
        most=3,
        blank=True,
    ),
    _question(
        "Who shall represent us at the federation?",
        ["Rosalie Tremblay", "Malik Benali", "Jean-Guy Lachance"],
        blank=True,
    ),
]
_FRENCH: Final = {
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
ELECTION: Final = json.dumps(
    {
        "version": 1,
        "description": "Three made-up questions, to try the booth before the first real vote.",
        "name": "Practice vote of the Caisse du Vieux-Moulin",
        "group": "BELENIOS-2048",
        "public_key": PUBLIC_KEY,
        "questions": _QUESTIONS,
        "uuid": UUID,
        "translations": {"fr": _FRENCH},
    },
    separators=(",", ":"),
    ensure_ascii=False,
)
"""The election object, byte for byte as its hash covers it."""
