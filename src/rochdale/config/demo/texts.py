"""What stands on a statement: merchants, employers and reasons, in the language of a cooperative.

Merchants keep their accounts elsewhere: no text names a member (rule V-7).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Shelf(Enum):
    """What people buy: the shelf decides the season, the price and how often."""

    FOOD = "food"
    PHARMACY = "pharmacy"
    FUEL = "fuel"
    TABLE = "table"
    HOME = "home"
    CLOTHES = "clothes"
    GIFTS = "gifts"
    SUMMER = "summer"


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one cooperative's statements."""

    merchants: dict[Shelf, tuple[str, ...]]
    employers: tuple[str, ...]
    pay: str  # with {employer}
    own_pay: str
    public_pension: str
    work_pensions: tuple[str, ...]
    child_benefit: str
    student_aid: str
    rent: str
    hydro: str
    telephones: tuple[str, ...]
    insurers: tuple[str, ...]
    municipal_tax: str
    tax_refund: str
    heating: tuple[str, ...]
    gifts_between: tuple[str, ...]
    to_savings: str
    from_savings: str
    machine: str
    counter_in: tuple[str, ...]
    counter_out: tuple[str, ...]
    takings: str
    card_takings: str
    suppliers: tuple[str, ...]
    monthly_fee: str
    overdraft_fee: str
    savings_interest: str
    term_interest: str
    loan_payment: str
    loan: str
    loan_use: str
    opening: str
    opening_own: str
    premises: tuple[str, ...]
    staff: str
    investments: str
    cash_order: str
    placed: str
    credit_card: str
    overdraft_resolution: str
    reasons: tuple[str, ...]  # of the events, in the order in which `events` uses them
    frozen_reasons: tuple[str, str, str]


FRENCH = Texts(
    merchants={
        Shelf.FOOD: (
            "Épicerie Laflamme", "Marché du Vieux-Moulin", "Alimentation Beaupré", "Boucherie Dallaire",
            "Fruiterie du Coin", "Fromagerie de la Chute",
        ),
        Shelf.PHARMACY: ("Pharmacie Montminy", "Pharmacie du Village"),
        Shelf.FUEL: ("Station-service Goulet", "Dépanneur du Rang", "Pétroles de la Vallée"),
        Shelf.TABLE: (
            "Restaurant Le Meunier", "Café de la Gare", "Pizzeria Bellavance", "Cantine du Quai",
            "Microbrasserie La Digue",
        ),
        Shelf.HOME: ("Matériaux Painchaud", "Quincaillerie Letarte", "Meubles Dumoulin", "Centre jardin Lafleur"),
        Shelf.CLOTHES: ("Chaussures Labonté", "Boutique Mirabelle", "Sports Lacroix"),
        Shelf.GIFTS: ("Librairie La Page tournée", "Jouets Polichinelle", "Bijouterie Sansfaçon", "Le Petit Bazar"),
        Shelf.SUMMER: ("Camping de la Pointe", "Théâtre d’été La Grange", "Crèmerie du Lac", "Canots Lebel"),
    },
    employers=(
        "Scierie Boisvert", "Centre de services scolaire", "Hôpital régional", "Municipalité de Vieux-Moulin",
        "Transport Lafontaine", "Laiterie des Prés", "Résidence Les Pignons", "Construction Beauchamp",
        "Usine Tricots du Nord", "Pavages Belhumeur",
    ),
    pay="Paie, {employer}",
    own_pay="Paie",
    public_pension="Pension de la vieillesse",
    work_pensions=("Rente de retraite", "Régime de retraite, employés municipaux", "Régime de retraite, santé"),
    child_benefit="Allocation familiale",
    student_aid="Aide financière aux études",
    rent="Loyer du mois",
    hydro="Électricité du Nord, compte du mois",
    telephones=("Téléphonie Boréale", "Câble et Fibre du Bas-Pays"),
    insurers=("Mutuelle des Prés, auto et habitation", "Assurances La Gerbe"),
    municipal_tax="Taxes municipales",
    tax_refund="Remboursement d’impôt",
    heating=("Bois de chauffage Lafond", "Pétroles de la Vallée, mazout", "Propane du Nord"),
    gifts_between=(
        "Remboursement", "Souper de samedi", "Part de l’épicerie", "Cadeau d’anniversaire", "Covoiturage",
        "Garde des enfants", "Bois partagé", "Billets de spectacle", "Déneigement",
    ),
    to_savings="Épargne du mois",
    from_savings="De mon épargne",
    machine="Guichet automatique, rue Principale",
    counter_in=("Dépôt en argent", "Vente de garage", "Pourboires", "Cadeau reçu"),
    counter_out=("Retrait en argent", "Argent de poche", "Voyage"),
    takings="Recettes de la semaine",
    card_takings="Règlement du terminal de paiement",
    suppliers=("Grossiste Sanschagrin", "Fournitures de la Vallée", "Électricité du Nord", "Taxes à la consommation"),
    monthly_fee="Forfait mensuel",
    overdraft_fee="Frais de découvert",
    savings_interest="Intérêts du trimestre",
    term_interest="Intérêts du dépôt à terme",
    loan_payment="Versement du prêt",
    loan="Prêt accordé",
    loan_use="Garage Belzile, achat d’un véhicule",
    opening="Solde repris des livres précédents",
    opening_own="Bilan d’ouverture",
    premises=("Entretien de l’immeuble", "Électricité et chauffage", "Informatique", "Fournitures et timbres"),
    staff="Paie du personnel",
    investments="Revenus de placements",
    cash_order="Transport de numéraire",
    placed="Placement de liquidités",
    credit_card="Carte de crédit, solde du mois",
    overdraft_resolution="Assemblée générale annuelle, résolution 7",
    reasons=(
        "Achat d’une roulotte, payé comptant",
        "La pièce d’identité n’a pas été présentée",
        "Montant saisi dix fois trop grand",
        "Déménagement dans une autre région",
        "Part d’une succession entre deux comptes",
        "Recettes du festival d’automne",
        "Chèque déposé au guichet, à vérifier",
    ),
    frozen_reasons=(
        "Succession en cours de règlement",
        "Saisie ordonnée par le tribunal",
        "Carte perdue, à la demande du membre",
    ),
)  # fmt: skip

ENGLISH = Texts(
    merchants={
        Shelf.FOOD: ("Tidewater Grocery", "Harbour Market", "Crowell’s Fish Shop"),
        Shelf.PHARMACY: ("Point Pharmacy",),
        Shelf.FUEL: ("Irvine’s Service Station", "Cove Gas Bar"),
        Shelf.TABLE: ("The Gannet’s Nest", "Wharf Street Café", "Chowder House"),
        Shelf.HOME: ("Spruce Building Supplies", "Shoreline Furniture"),
        Shelf.CLOTHES: ("Bluenose Outfitters", "Mariner Sports"),
        Shelf.GIFTS: ("Bookends", "The Toy Dory"),
        Shelf.SUMMER: ("Sandbar Campground", "Island Ferry", "Kayak Hire at the Cove"),
    },
    employers=("Atlantic Net Works", "Gannet Harbour School", "Regional Hospital", "Old Dock Shipyard"),
    pay="Pay, {employer}",
    own_pay="Pay",
    public_pension="Old age pension",
    work_pensions=("Retirement pension", "Fishers’ pension plan"),
    child_benefit="Family allowance",
    student_aid="Student assistance",
    rent="Rent of the month",
    hydro="Seaboard Electric, monthly bill",
    telephones=("Maritime Telephone and Fibre",),
    insurers=("Lighthouse Mutual, home and car",),
    municipal_tax="Property tax",
    tax_refund="Tax refund",
    heating=("Bayside Furnace Oil", "Hardwood by the Cord"),
    gifts_between=("Repayment", "Groceries shared", "Birthday", "Lift to town", "Firewood shared"),
    to_savings="Savings of the month",
    from_savings="From my savings",
    machine="Cash machine, Water Street",
    counter_in=("Cash deposit", "Yard sale", "Tips"),
    counter_out=("Cash withdrawal", "Trip"),
    takings="Takings of the week",
    card_takings="Card terminal settlement",
    suppliers=("Valley Wholesale", "Seaboard Electric", "Sales tax"),
    monthly_fee="Monthly plan",
    overdraft_fee="Overdraft fee",
    savings_interest="Interest of the quarter",
    term_interest="Interest on the term deposit",
    loan_payment="Loan payment",
    loan="Loan granted",
    loan_use="Tideway Motors, purchase of a car",
    opening="Balance carried over from earlier books",
    opening_own="Opening balance sheet",
    premises=("Upkeep of the building", "Power and heat", "Computers", "Stationery and stamps"),
    staff="Staff pay",
    investments="Income of investments",
    cash_order="Cash transport",
    placed="Liquid funds placed",
    credit_card="Credit card, balance of the month",
    overdraft_resolution="Annual general meeting, resolution 4",
    reasons=(
        "Purchase of a used boat, paid in cash",
        "No identity document was shown",
        "Amount typed ten times too large",
        "Moved to another province",
        "Share of an estate between two accounts",
        "Takings of the lobster supper",
        "Cheque taken in at the counter, to be verified",
    ),
    frozen_reasons=(
        "Estate being settled",
        "Order of the court",
        "Card lost, at the member’s request",
    ),
)  # fmt: skip
