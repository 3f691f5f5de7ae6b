"""The two cooperatives of the demo, their merchants and employers, and the people who hold offices.

Everything here is invented. What differs between them is stated here; what people do is in `business`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from rochdale.config.demo.names import HARBOUR as HARBOUR_NAMES
from rochdale.config.demo.names import QUEBEC, Names
from rochdale.config.demo.texts import ENGLISH, FRENCH, Texts
from rochdale.cooperatives.queries import OfficeKind, Tier


@dataclass(frozen=True, slots=True)
class Part:
    """Someone whom the demo knows by name. Without `joined_on` the person is no member."""

    given_names: str
    family_name: str
    born_on: date
    email: str
    sex: str
    joined_on: date | None
    office: OfficeKind | None = None
    number: int | None = None
    role: str = ""  # how the sign-in is announced; none is given where it is empty


@dataclass(frozen=True, slots=True)
class Scene:
    """A cooperative to be founded, and who plays a part in it."""

    slug: str
    name: str
    pack: str
    languages: tuple[str, ...]
    time_zone: str
    holidays: str
    founded_on: date
    names: Names
    texts: Texts
    cast: tuple[Part, ...]
    numbers: tuple[int, int]
    organizations: tuple[str, ...] = field(default=())
    tier: Tier = Tier.PRIMARY
    staff_percent: int = 100  # for how much of the week the cooperative pays its staff


# One auditor for all of them, with one sign-in.
_CLAIRE = Part(
    "Claire", "Delisle", date(1974, 9, 30), "claire@verification.example", "f", None, OfficeKind.AUDITOR
)

VIEUX_MOULIN = Scene(
    slug="vieux-moulin",
    name="Caisse du Vieux-Moulin",
    pack="quebec-caisse",
    languages=("fr", "en"),
    time_zone="America/Toronto",
    holidays="CA-QC",
    founded_on=date(1937, 5, 9),
    names=QUEBEC,
    texts=FRENCH,
    numbers=(212, 10_214),
    cast=(
        Part("Odile", "Gagnon", date(1957, 6, 3), "odile@vieux-moulin.example", "f", date(1998, 3, 12),
             number=4182, role="member"),
        Part("Rosaire", "Côté", date(1988, 2, 20), "rosaire@vieux-moulin.example", "m", date(2011, 9, 6),
             OfficeKind.TELLER, role="teller"),
        Part("Lise", "Tremblay", date(1964, 10, 1), "lise@vieux-moulin.example", "f", date(1986, 6, 16),
             OfficeKind.TELLER),
        Part("Thérèse", "Bélanger", date(1969, 8, 14), "therese@vieux-moulin.example", "f", date(1991, 2, 4),
             OfficeKind.MANAGER, role="manager"),
        Part("Maëlle", "Nguyen", date(1985, 4, 27), "maelle@vieux-moulin.example", "f", date(2008, 11, 24),
             OfficeKind.TREASURER, role="treasurer"),
        Part("Armand", "Lévesque", date(1959, 12, 9), "armand@vieux-moulin.example", "m", date(1983, 5, 30),
             OfficeKind.SECRETARY, role="secretary"),
        Part("Ginette", "Arsenault", date(1961, 3, 22), "ginette@vieux-moulin.example", "f", date(1989, 1, 17),
             OfficeKind.CHAIR, role="chair"),
        Part("Karim", "Benali", date(1979, 7, 5), "karim@vieux-moulin.example", "m", date(2014, 4, 8),
             OfficeKind.DIRECTOR, role="director"),
        Part("Huguette", "Poulin", date(1955, 1, 11), "huguette@vieux-moulin.example", "f", date(1979, 8, 20),
             OfficeKind.DIRECTOR),
        Part("Félix", "Robichaud", date(1991, 5, 19), "felix@vieux-moulin.example", "m", date(2016, 10, 3),
             OfficeKind.LOAN_OFFICER, role="loan officer"),
        replace(_CLAIRE, role="auditor"),
    ),
    organizations=(
        "Quincaillerie du Pont inc.",
        "Boulangerie La Mie dorée",
        "Ferme des Trois-Ruisseaux s.e.n.c.",
        "Coopérative d’habitation La Roue",
        "Atelier mécanique du Rang enr.",
        "Salon Ciseaux d’or",
        "Club de l’âge d’or de Vieux-Moulin",
        "Fabrique de la paroisse Saint-Ulric",
        "Érablière du Grand-Coteau inc.",
        "Garderie Les Petits Meuniers",
        "Casse-croûte Chez Ti-Loup",
        "Club de motoneige Les Aulnes",
        "Toitures Beau-Temps inc.",
        "Fleuriste L’Iris bleu",
        "Coopérative funéraire des Prés",
        "Camping du Lac-à-la-Loutre",
        "Comité des loisirs de Sainte-Cécile",
        "Imprimerie du Village inc.",
    ),
)  # fmt: skip

HARBOUR = Scene(
    slug="harbour",
    name="Harbour Credit Union",
    pack="ica-generic",
    languages=("en", "fr"),
    time_zone="America/Halifax",
    holidays="CA-NS",
    founded_on=date(1949, 2, 14),
    names=HARBOUR_NAMES,
    texts=ENGLISH,
    numbers=(3, 390),
    cast=(
        Part("Eileen", "Boutilier", date(1962, 11, 8), "eileen@harbour.example", "f", date(1990, 7, 3),
             role="member, Harbour"),
        Part("Colin", "Zwicker", date(1990, 1, 25), "colin@harbour.example", "m", date(2012, 3, 19),
             OfficeKind.TELLER),
        Part("Priya", "Sandhu", date(1981, 6, 12), "priya@harbour.example", "f", date(2009, 9, 21),
             OfficeKind.MANAGER, role="manager, Harbour"),
        Part("Angus", "MacNeil", date(1958, 4, 2), "angus@harbour.example", "m", date(1980, 5, 12),
             OfficeKind.CHAIR),
        _CLAIRE,
    ),
    organizations=("Gannet Harbour Fishers’ Co-op", "Kelp Cove Hardware Ltd.", "Old Barns Community Hall"),
    staff_percent=15,
)  # fmt: skip

FEDERATION = Scene(
    slug="federation-du-fleuve",
    name="Fédération du Fleuve",
    pack="ica-generic",
    languages=("fr", "en"),
    time_zone="America/Toronto",
    holidays="CA-QC",
    founded_on=date(1979, 10, 1),
    names=QUEBEC,
    texts=FRENCH,
    numbers=(1, 1),
    tier=Tier.FEDERATION,
    cast=(
        Part("Solange", "Thériault", date(1968, 2, 17), "solange@federation.example", "f", None,
             OfficeKind.MANAGER, role="manager, federation"),
        Part("Ovila", "Saint-Pierre", date(1957, 8, 3), "ovila@federation.example", "m", None,
             OfficeKind.CHAIR, role="chair, federation"),
        Part("Mireille", "Gauvin", date(1972, 12, 29), "mireille@federation.example", "f", None,
             OfficeKind.TREASURER),
        _CLAIRE,
    ),
)  # fmt: skip

SCENES = (VIEUX_MOULIN, HARBOUR)
