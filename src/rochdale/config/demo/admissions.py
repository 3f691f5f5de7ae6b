"""People who want to join the cooperatives of the demo, one at every stage: received, asked, before the board, ...

Each has a secret link that everybody may know, since nobody of them exists: `join/link/demo-1/` and onwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from rochdale.capital import actions as capital
from rochdale.config.demo.desk import AFTERNOON, COUNTER, SHARE, Desk
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.membership.actions import APPLICANT, ApplicationRequest
from rochdale.membership.queries import (
    ANYONE,
    Applicant,
    Companion,
    DocumentKind,
    Identity,
    MatchVerdict,
    Particulars,
    PersonKind,
)
from rochdale.tenancy.actions import inside

_LEASE: Final = (
    b"%PDF-1.4\n% a lease, of the demo\n"
    b"1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who applied so many days ago, and how it goes on."""

    applicant: Applicant
    bond: str
    days_ago: int
    story: str
    has_paper: bool = True


def _person(
    given: str, family: str, born: date, language: str, street: str, town: str, postal: str
) -> Particulars:
    address = register.folded(f"{given} {family}").replace(" ", ".")
    return Particulars(
        family,
        given,
        birth_date=born,
        language=language,
        email=f"{address}@exemple.example",
        telephone="418 555-0142",
        street=street,
        town=town,
        postal_code=postal,
    )


_MILL: Final = ("Vieux-Moulin", "G0S 2K0")
_HARBOUR: Final = ("Gannet Harbour", "B0J 1T0")
_FRENCH: Final = (
    Arrival(
        Applicant(
            _person("Inès", "Charbonneau", date(1996, 4, 18), "fr", "14, rue des Tisserands", *_MILL),
            Identity("passport", "GB 482 913", "Canada", date(2031, 6, 30)),
            consents=("electronic_letters", "news_and_education"),
        ),
        "lives",
        2,
        "received",
    ),
    Arrival(
        Applicant(
            _person("Owen", "MacLeod", date(1988, 9, 2), "en", "3, chemin du Pont", *_MILL),
            Identity("driving_licence", "M4512-020988-07", "Québec", date(2028, 9, 2)),
        ),
        "works",
        9,
        "asked",
        has_paper=False,
    ),
    Arrival(
        Applicant(
            Particulars(
                "Coopérative de solidarité Le Fournil",
                kind=PersonKind.ORGANIZATION,
                language="fr",
                email="bonjour@fournil.example",
                street="88, rue Principale",
                town=_MILL[0],
                postal_code=_MILL[1],
            ),
            Identity("registration", "1178 204 511", "Québec"),
            representative=Companion(
                "Naïma", "Haddad", "présidente", date(1983, 2, 11), "naima@fournil.example", "418 555-0177"
            ),
        ),
        "organization",
        16,
        "board",
    ),
    Arrival(
        Applicant(
            _person(
                "Gaétan",
                "Morissette",
                date(1971, 12, 5),
                "fr",
                "201, rang Saint-Ulric",
                "Saint-Ulric",
                "G0S 3A0",
            ),
            Identity("other_card", "77-1205", "Québec"),
        ),
        "family",
        24,
        "appealed",
        has_paper=False,
    ),
    Arrival(
        Applicant(
            _person("Léa", "Bouchard", date(2015, 7, 21), "fr", "9, rue de l’Écluse", *_MILL),
            Identity("passport", "HK 118 204", "Canada", date(2029, 3, 1)),
            guardian=Companion("Maude", "Bouchard", "", date(1986, 1, 30), "maude@bouchard.example"),
        ),
        "lives",
        7,
        "accepted",
    ),
    Arrival(
        Applicant(
            _person("Tuan", "Pham", date(1999, 10, 12), "fr", "47, rue du Barrage", *_MILL),
            Identity("driving_licence", "P5301-121099-02", "Québec", date(2030, 10, 12)),
            consents=("electronic_letters",),
        ),
        "studies",
        12,
        "paid",
    ),
    Arrival(
        Applicant(
            _person("Réjean", "Plourde", date(1954, 5, 25), "fr", "5, rue du Couvent", *_MILL),
            Identity("other_card", "54-0525", "Québec"),
        ),
        "owns",
        45,
        "lapsed",
        has_paper=False,
    ),
)
_ENGLISH: Final = (
    Arrival(
        Applicant(
            _person("Maeve", "Corkum", date(1993, 3, 9), "en", "22 Wharf Road", *_HARBOUR),
            Identity("passport", "HC 771 305", "Canada", date(2032, 1, 31)),
        ),
        ANYONE,
        3,
        "received",
    ),
    Arrival(
        Applicant(
            _person("Benoît", "Comeau", date(1979, 8, 30), "fr", "6 Lighthouse Lane", *_HARBOUR),
            Identity("driving_licence", "COMEA300879", "Nova Scotia", date(2029, 8, 30)),
        ),
        ANYONE,
        8,
        "accepted",
    ),
)
_WORDS: Final = {
    "fr": {
        "asked": "Pourriez-vous ajouter une photo de votre permis, recto et verso ?",
        "board": "Première coopérative de solidarité de la région : le conseil souhaite en discuter.",
        "refused": "La photo de la carte est illisible, et la pièce n’a pas été montrée au comptoir.",
        "appealed": "J’ai une nouvelle carte depuis lundi ; je peux passer au comptoir.",
        "accepted": "Bienvenue parmi nous.",
    },
    "en": {
        "asked": "Could you add a photo of your licence, front and back?",
        "board": "The board would like to look at this one.",
        "refused": "The card cannot be read on the photo, and it was not shown at the counter.",
        "appealed": "I have a new card since Monday and can come by.",
        "accepted": "Welcome aboard.",
    },
}


def arrive(desk: Desk, on: date, arrivals: Sequence[Arrival] = (), *, first: int = 1) -> None:
    """Let people apply for membership; `on` is the last day, which is open, and on which one of them pays.

    Without `arrivals` they are those of the scene's first language. `first` is the number in the first one's link.
    """
    own = _FRENCH if desk.scene.languages[0] == "fr" else _ENGLISH
    for place, arrival in enumerate(arrivals or own, start=first):
        applied = desk.program(on - timedelta(days=arrival.days_ago), COUNTER, APPLICANT)
        asked = _apply(applied, f"demo-{place}", arrival)
        _STORIES[arrival.story](
            _Case(desk, on, arrival, asked, _WORDS[arrival.applicant.particulars.language])
        )


@dataclass(frozen=True, slots=True)
class _Case:
    desk: Desk
    on: date
    arrival: Arrival
    asked: membership.Sent
    words: dict[str, str]

    def officer(self, office: OfficeKind, days_after: int) -> Acting:
        """An officer, so many days after the application, and not later than today."""
        day = min(self.on, self.on + timedelta(days=days_after - self.arrival.days_ago))
        return self.desk.officer(office, day, AFTERNOON)

    def applicant(self, days_after: int) -> Acting:
        """The applicant, so many days after the application."""
        by = self.officer(OfficeKind.TELLER, days_after)
        return replace(by, person_id=None, authority=APPLICANT)


def _apply(by: Acting, token: str, arrival: Arrival) -> membership.Sent:
    membership.begin_draft(by=by, token=token)
    if arrival.has_paper:
        membership.add_draft_document(by=by, token=token, kind=DocumentKind.IDENTITY, content=_LEASE)
    with inside(by.cooperative_id):
        version = register.admission_terms(on=by.on).version
    assert version is not None
    request = ApplicationRequest(arrival.applicant, bond=arrival.bond, bylaw_version=version)
    return membership.send_application(by=by, token=token, asked=request)


def _received(case: _Case) -> None:
    """Nothing happened yet."""


def _asked(case: _Case) -> None:
    by = case.officer(OfficeKind.TELLER, 1)
    membership.ask_more(by=by, application_id=case.asked.application_id, words=case.words["asked"])


def _board(case: _Case) -> None:
    by = case.officer(OfficeKind.MANAGER, 3)
    membership.send_to_board(by=by, application_id=case.asked.application_id, words=case.words["board"])


def _appealed(case: _Case) -> None:
    id_ = case.asked.application_id
    membership.refuse_application(
        by=case.officer(OfficeKind.MANAGER, 6),
        application_id=id_,
        ground="identity_unproven",
        words=case.words["refused"],
    )
    membership.appeal_refusal(by=case.applicant(15), application_id=id_, words=case.words["appealed"])


def _accepted(case: _Case) -> None:
    id_, by = case.asked.application_id, case.officer(OfficeKind.MANAGER, 4)
    with inside(by.cooperative_id):
        known = register.possible_persons(application_id=id_)
    for each in known:
        membership.judge_match(
            by=by, application_id=id_, person_id=each.person_id, verdict=MatchVerdict.ANOTHER
        )
    membership.accept_application(by=by, application_id=id_, words=case.words["accepted"])


def _paid(case: _Case) -> None:
    _accepted(case)
    capital.pay_admission(
        by=case.desk.officer(OfficeKind.MANAGER, case.on, AFTERNOON),
        key=f"demo:admission:{case.asked.number}",
        application_id=case.asked.application_id,
        paid=SHARE,
        from_account_id=case.desk.accounts["cash"],
    )
    case.desk.entries += 1


def _lapsed(case: _Case) -> None:
    _asked(case)
    program = case.desk.program(case.on, AFTERNOON)
    membership.lapse_overdue_applications(by=program)


_STORIES: Final[dict[str, Callable[[_Case], None]]] = {
    "received": _received,
    "asked": _asked,
    "board": _board,
    "appealed": _appealed,
    "accepted": _accepted,
    "paid": _paid,
    "lapsed": _lapsed,
}
