"""What the demo's closed vote asked, in both languages, and the papers to which it is bound by their hashes.

The roll has member numbers and no names: everybody may take it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from babel import Locale

from rochdale.voting.verifiable.questions import Choice
from rochdale.voting.verifiable.translations import WordedQuestion, Wording
from rochdale.web.formatting import moment_text

TITLES: Final = {
    "fr": "Vote de l’automne\N{NO-BREAK SPACE}: heures et fonds communautaire",
    "en": "Autumn vote: hours and fund",
}
WORDINGS: Final = {
    "fr": Wording(
        "fr",
        TITLES["fr"],
        "Deux questions au comité des douze, sur les heures de la caisse et sur son fonds.",
        (
            WordedQuestion("Doit-on ouvrir le samedi matin?", ("Oui", "Non", "Abstention")),
            WordedQuestion(
                "Quels projets le fonds communautaire doit-il appuyer?",
                ("L’atelier de réparation", "Les arbres du canal", "La rampe de la bibliothèque"),
            ),
        ),
    ),
    "en": Wording(
        "en",
        TITLES["en"],
        "Two questions to the panel of twelve, about our hours and about the community fund.",
        (
            WordedQuestion("Shall we open on Saturday mornings?", ("Yes", "No", "I abstain")),
            WordedQuestion(
                "Which projects shall the community fund support?",
                ("The repair workshop", "The trees along the canal", "The ramp of the library"),
            ),
        ),
    ),
}
_NOTICE: Final = {
    "fr": "AVIS DE VOTE\n{name}\n\n{title}\n\nLe comité des douze vote du {opens} au {closes}, par scrutin secret "
    "vérifiable. Les deux questions sont dans le document des propositions. Chacun peut revoter jusqu’à la "
    "clôture; le dernier bulletin compte.\n",
    "en": "NOTICE OF A VOTE\n{name}\n\n{title}\n\nThe panel of twelve votes from {opens} to {closes}, by a verifiable "
    "secret ballot. The two questions are in the document of motions. Everybody may vote again until the close; the "
    "last ballot counts.\n",
}
_MOTIONS: Final = {"fr": "PROPOSITIONS", "en": "MOTIONS"}
_ROLL: Final = {
    "fr": "LISTE ÉLECTORALE, par numéro de membre",
    "en": "ROLL, by member number",
}


def questions(language: str) -> tuple[Choice, ...]:
    """The questions in the language of the election object."""
    first, second = WORDINGS[language].questions
    return (
        Choice(first.question, first.answers, 1, 1),
        Choice(second.question, second.answers, 1, 2, blank=True),
    )


def papers(name: str, opens: datetime, closes: datetime, numbers: Sequence[int]) -> dict[str, bytes]:
    """The notice, the motions and the roll, each in both languages, as UTF-8."""
    texts = {
        "notice": [
            words.format(
                name=name, title=TITLES[each], opens=_moment(opens, each), closes=_moment(closes, each)
            )
            for each, words in _NOTICE.items()
        ],
        "motions": [_asked(heading, WORDINGS[each]) for each, heading in _MOTIONS.items()],
        "roll": ["\n".join([*_ROLL.values(), "", *map(str, numbers), ""])],
    }
    return {kind: "\n".join(parts).encode() for kind, parts in texts.items()}


def _moment(at: datetime, language: str) -> str:
    return moment_text(at, Locale.parse(f"{language}_CA"))


def _asked(heading: str, wording: Wording) -> str:
    lines = [heading, ""]
    for number, asked in enumerate(wording.questions, start=1):
        lines += [f"{number}. {asked.question}", *(f"   - {answer}" for answer in asked.answers), ""]
    return "\n".join(lines)
