"""What the meetings of the demo's year are about, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from rochdale.assembly.actions import ItemDraft, MotionDraft
from rochdale.assembly.queries import ItemKind, Majority

ANNUAL_TITLE: Final = {"fr": "Assemblée générale annuelle", "en": "Annual general meeting"}
REQUIRED_TITLE: Final = {
    "fr": "Assemblée extraordinaire demandée par les membres",
    "en": "Special meeting required by members",
}
MATTER: Final = "Délai pour convoquer une assemblée demandée par les membres"
REASON: Final = "Trois semaines, c’est trop long quand une succursale est en jeu."
CHALLENGE: Final = (
    "J’étais membre avant mon déménagement\N{NO-BREAK SPACE}: ma demande de retour date de l’hiver, "
    "mon inscription a pris deux mois."
)
ANSWER: Final = (
    "Le registre le confirme\N{NO-BREAK SPACE}: la demande a été acceptée avant la date de référence."
)
TASK: Final = "Demander aux trois autres caisses comment elles tiennent leur comptoir mobile."
TASK_DONE: Final = "Rapport remis au conseil."
QUESTIONS_SAID: Final = {
    "fr": "Deux membres demandent quand le comptoir mobile commencera. La présidence répond\N{NO-BREAK SPACE}: "
    "dès que le camion sera prêt, avant l’hiver.",
    "en": "Two members ask when the travelling counter begins. The chair answers: as soon as the truck is ready, "
    "before winter.",
}
AMENDMENT: Final = MotionDraft(
    {"fr": "Trois fois par mois", "en": "Three times a month"},
    {
        "fr": "Qu’un comptoir mobile visite les rangs trois fois par mois, dont un samedi.",
        "en": "That a travelling counter visit the concessions three times a month, one of them a Saturday.",
    },
    "Qui travaille en semaine n’y serait jamais.",
)
# Places on the agenda below.
SURPLUS, AUDITOR, COUNTER, ALLOWANCES, SPONSOR, ELECTIONS, QUESTIONS = 3, 4, 5, 6, 7, 8, 9


def annual_items() -> tuple[ItemDraft, ...]:
    """The agenda of the annual meeting."""
    return (
        _item(ItemKind.OPENING, "Ouverture de l’assemblée", "Opening of the meeting"),
        _item(ItemKind.REPORT, "Rapport annuel du conseil", "Annual report of the board"),
        _motion(
            ItemKind.SURPLUS, ("Affectation de l’excédent", "Allocation of the surplus"),
            ("Que l’excédent soit versé à la réserve générale.", "That the surplus go to the general reserve."),
        ),
        _motion(
            ItemKind.AUDITOR, ("Nomination de l’auditrice", "Appointment of the auditor"),
            (
                "Que Claire Delisle soit confirmée comme auditrice.",
                "That Claire Delisle be confirmed as auditor.",
            ),
        ),
        _motion(
            ItemKind.OTHER, ("Comptoir mobile", "A travelling counter"),
            (
                "Qu’un comptoir mobile visite les rangs deux fois par mois.",
                "That a travelling counter visit the concessions twice a month.",
            ),
        ),
        _motion(
            ItemKind.ALLOWANCES, ("Allocations des administrateurs", "Allowances of the directors"),
            (
                "Que l’allocation de présence passe à 90 $ par réunion.",
                "That the attendance allowance become $90 a meeting.",
            ),
        ),
        _motion(
            ItemKind.OTHER, ("Commandite de l’aréna", "Sponsoring the arena"),
            (
                "Que la caisse commandite le tableau de l’aréna.",
                "That the caisse sponsor the scoreboard of the arena.",
            ),
        ),
        _item(ItemKind.ELECTION, "Élection au conseil", "Election to the board", Majority.ELECTION),
        _item(ItemKind.QUESTIONS, "Période de questions", "Question period"),
        _item(ItemKind.CLOSING, "Clôture de l’assemblée", "Closing of the meeting"),
    )  # fmt: skip


def required_items(effective_from: date) -> tuple[ItemDraft, ...]:
    """The agenda of what members required: their matter, which amends a by-law, and no other."""
    changes = [{"name": "requisition_call_within_days", "value": 14, "rule": "Q-30"}]
    facts = {"changes": changes, "effective_from": effective_from.isoformat()}
    amendment = _motion(
        ItemKind.BYLAW, (MATTER, "Time to call a meeting that members require"),
        (
            "Que le conseil convoque dans les quatorze jours l’assemblée que les membres demandent.",
            "That the board call within fourteen days a meeting that members require.",
        ),
        Majority.SPECIAL, "amend_bylaw", facts,
    )  # fmt: skip
    return (
        _item(ItemKind.OPENING, "Ouverture de l’assemblée", "Opening of the meeting"),
        amendment,
        _item(ItemKind.CLOSING, "Clôture de l’assemblée", "Closing of the meeting"),
    )


def _item(kind: ItemKind, french: str, english: str, majority: Majority = Majority.NONE) -> ItemDraft:
    return ItemDraft(kind, {"fr": french, "en": english}, majority=majority)


def _motion(
    kind: ItemKind,
    titles: tuple[str, str],
    texts: tuple[str, str],
    majority: Majority = Majority.ORDINARY,
    effect: str = "",
    facts: Mapping[str, Any] | None = None,
) -> ItemDraft:
    return ItemDraft(
        kind, dict(zip(("fr", "en"), titles, strict=True)), dict(zip(("fr", "en"), texts, strict=True)),
        majority, 15, effect, facts or {},
    )  # fmt: skip
