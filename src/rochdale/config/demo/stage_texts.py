"""What members and officers write when somebody is on the way out, in the language of a cooperative."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class StageTexts:
    """The words of the steps of a departure."""

    moving_away: str
    staying: str
    grounds: str
    hearing: str
    heard: str
    decided: str
    dismissed: str
    told: str
    appeal: str
    upheld: str
    overturned: str
    death: str
    dissolution: str
    estate: str


_FRENCH: Final = StageTexts(
    moving_away="Je déménage dans une autre région au printemps. Merci pour tout.",
    staying="Finalement, je reste dans le coin.",
    grounds="Trois engagements de remboursement successifs n’ont pas été tenus, malgré deux rencontres.",
    hearing="Salle du conseil, 120, rue du Moulin, à 19 h. Une personne de votre choix peut vous accompagner.",
    heard="Le membre est venu en personne et a expliqué une longue mise à pied; il demande un délai.",
    decided="Le conseil constate que l’engagement pris devant lui n’a pas été tenu.",
    dismissed="Le conseil retient l’entente de paiement proposée et rejette l’exclusion.",
    told="Lettre recommandée avec les motifs, le jour d’effet et le droit d’appel à l’assemblée.",
    appeal="Je demande à l’assemblée de revoir la décision : j’ai repris les paiements depuis.",
    upheld="Après avoir entendu les deux parties, l’instance d’appel confirme l’exclusion.",
    overturned="Les paiements ont repris : l’instance d’appel renverse l’exclusion.",
    death="Acte de décès remis par la famille; le liquidateur sera connu sous peu.",
    dissolution="Déclaration de dissolution publiée au registre des entreprises.",
    estate="Succession en cours de règlement",
)
_ENGLISH: Final = StageTexts(
    moving_away="I am moving out west in the spring. Thank you for everything.",
    staying="We are staying after all.",
    grounds="Three promises of repayment in a row were not kept, in spite of two meetings.",
    hearing="Board room, 14 Wharf Road, at 7 p.m. You may bring one person of your choice.",
    heard="The member came in person, told of a long lay-off, and asks for more time.",
    decided="The board finds that the undertaking given before it was not kept.",
    dismissed="The board accepts the payment plan that was offered and dismisses the proposal.",
    told="Registered letter with the reasons, the day of effect and the right to appeal.",
    appeal="I ask the meeting to look at this again: I have been paying since then.",
    upheld="Having heard both sides, the appeal body upholds the exclusion.",
    overturned="Payments have begun again: the appeal body overturns the exclusion.",
    death="Death certificate handed in by the family; the executor will be known soon.",
    dissolution="Notice of dissolution published in the registry of joint stocks.",
    estate="Estate being settled",
)
STAGE_TEXTS: Final[Mapping[str, StageTexts]] = {"fr": _FRENCH, "en": _ENGLISH}
