"""What is said around the contested election of the demo: the ballot's name, and what the candidates stand for."""

from __future__ import annotations

from typing import Final

NAMES: Final = {"fr": "Élection au conseil", "en": "Election to the board"}
DESCRIPTIONS: Final = {
    "fr": "Mettez en ordre autant de candidats que vous voulez. Le scrutin reste ouvert quatre jours.",
    "en": "Put as many candidates in order as you wish. The ballot stays open for four days.",
}
# What the by-laws' rule of election stands on.
RESOLUTION: Final = "Assemblée générale annuelle, résolution 8"
# From what lots are drawn: numbers that everybody can look up.
SEED: Final = "Quotidienne du {day}"
STATEMENTS: Final = (
    {
        "fr": "Je siège depuis trois ans. J’ai lu chaque ligne des comptes, et je recommencerais demain.",
        "en": "I have sat for three years and read every line of the accounts. I would do it again tomorrow.",
    },
    {
        "fr": "Je livre le courrier dans six rangs. Le comptoir mobile doit s’arrêter là où les gens habitent.",
        "en": "I deliver the mail on six concessions. The travelling counter must stop where people live.",
    },
    {
        "fr": "Comptable à la coopérative laitière. Une caisse prudente prête encore quand les autres se retirent.",
        "en": "Accountant at the dairy co-operative. A careful caisse still lends when others pull back.",
    },
    {
        "fr": "J’ai ouvert la bibliothèque du village avec dix bénévoles. Le fonds communautaire mérite le même soin.",
        "en": "I opened the village library with ten volunteers. The community fund deserves the same care.",
    },
    {
        "fr": "Je fais du sirop depuis trente ans. Les taux des petits emprunteurs doivent se décider en plein jour.",
        "en": "I have made maple syrup for thirty years. What small borrowers pay must be decided in the open.",
    },
)
