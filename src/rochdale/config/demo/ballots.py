"""The demo's ballot that is open: on the item of the special meeting, with two trustees and some votes already cast.

The voting codes are in the letters, as for everybody; the trustees' keys come from a seed and keep no secret.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from typing import Final

from rochdale.assembly import actions
from rochdale.assembly.queries.balloting import BallotDraft, TrusteeDraft, motion
from rochdale.config.demo.desk import AFTERNOON, EVENING, Desk
from rochdale.config.demo.panel import AS_TRUSTEE, AS_VOTER, Panel, code_of
from rochdale.cooperatives.queries import OfficeKind
from rochdale.tenancy.actions import inside

_PLACE: Final = 2
_DAYS: Final = 6
_NAMES: Final = {"fr": "Ouvrir le samedi matin", "en": "Opening on Saturday mornings"}
_DESCRIPTIONS: Final = {
    "fr": "Le scrutin reste ouvert six jours, pour que chacun puisse voter.",
    "en": "The ballot stays open for six days, so that everybody can vote.",
}
TRUSTEES: Final = (
    TrusteeDraft("Huguette", "huguette@example.org", "fr"),
    TrusteeDraft("Normand", "normand@example.org", "fr"),
)
# Who voted already, and for what.
_CAST: Final = ((1, 0, 0), (0, 1, 0), (1, 0, 0))


def hold(desk: Desk, number: int, on: date) -> None:
    """Open a ballot on the item of a meeting whose roll is frozen, and let some vote."""
    by = desk.officer(OfficeKind.SECRETARY, on, AFTERNOON)
    opens_at = by.at + timedelta(minutes=1)
    draft = BallotDraft(
        names=_NAMES,
        descriptions=_DESCRIPTIONS,
        questions=(motion(_NAMES),),
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=_DAYS),
        trustees=TRUSTEES,
    )
    made = actions.set_up_ballot(by=by, number=number, place=_PLACE, draft=draft)
    panel = Panel(desk, number, made, "ballot")
    panel.give_keys(desk.program(on, AFTERNOON, AS_TRUSTEE))
    actions.make_codes(by=by, number=number, ballot=made)
    actions.open_ballot(by=by, number=number, ballot=made)
    with inside(desk.cooperative_id):
        found = (code_of(person_id) for person_id in desk.persons.values())
        codes = list(islice((code for code in found if code is not None), len(_CAST)))
    votes = [(code, [marks]) for code, marks in zip(codes, _CAST, strict=False)]
    panel.cast(desk.program(on, EVENING, AS_VOTER), votes)
