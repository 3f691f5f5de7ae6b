"""Common given and family names, and places that are on no map: nobody here exists.

No family name stands in the name of a merchant (`scenes`): what a statement says names no member.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """What people and places are called where a cooperative works. Given names: women, then men."""

    elder: tuple[tuple[str, ...], tuple[str, ...]]
    younger: tuple[tuple[str, ...], tuple[str, ...]]
    family: tuple[str, ...]
    towns: tuple[tuple[str, str], ...]  # with the first half of the postal code
    streets: tuple[str, ...]
    area_code: str
    written: str  # how a street address is written, with {number} and {street}


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


QUEBEC = Names(
    elder=(
        _words(
            "Thérèse Jeannine Huguette Rolande Lise Denise Monique Claudette Ginette Francine Nicole Louise "
            "Diane Micheline Pierrette Gisèle Lucille Carmen Yolande Solange Réjeanne Johanne Sylvie Odette "
            "Marie-Paule Céline Colette Madeleine Ghislaine Suzanne"
        ),
        _words(
            "Réjean Gilles Normand Marcel Roger Jean-Guy Fernand Yvon Armand Rosaire Jacques Michel Gaétan "
            "Raymond Denis Serge Jean-Paul André Clément Lucien Benoît Ghislain Alain Robert Émilien Yvan "
            "Laurent Maurice Conrad Bertrand"
        ),
    ),
    younger=(
        _words(
            "Isabelle Nathalie Julie Mélanie Caroline Karine Stéphanie Valérie Geneviève Annie Véronique "
            "Catherine Audrey Jessica Maude Amélie Camille Laurence Gabrielle Sarah Émilie Noémie Rosalie "
            "Florence Léa Alice Charlotte Océane Maëlle Sabrina Fatima Aïcha Mai Nadia"
        ),
        _words(
            "Martin Éric Patrick Stéphane François Sébastien Mathieu Simon Jonathan Maxime Alexandre Vincent "
            "Guillaume Nicolas Olivier Félix Samuel Gabriel Antoine William Thomas Xavier Étienne Zachary "
            "Édouard Jérémie Tristan Loïc Karim Mohamed Huy Carlos Emmanuel Rémi"
        ),
    ),
    family=_words(
        "Tremblay Gagnon Roy Côté Bouchard Gauthier Morin Lavoie Fortin Gagné Ouellet Pelletier Bélanger "
        "Lévesque Bergeron Leblanc Paquette Girard Simard Boucher Caron Beaulieu Cloutier Dubé Poirier "
        "Fournier Lapointe Leclerc Lefebvre Poulin Thibault St-Pierre Nadeau Martel Landry Richard Grenier "
        "Demers Michaud Rousseau Gosselin Hébert Desjarlais Plante Savard Turcotte Proulx Blais Lessard "
        "Bilodeau Gilbert Carrier Harvey Villeneuve Larouche Dufour Brassard Boudreault Maltais Perron "
        "Lachance Tanguay Dionne Bernier Charest Rioux Bérubé Thériault Castonguay Deschênes Duguay Cyr "
        "Arsenault Robichaud Bourque Audet Couture Drouin Vachon Breton Mercier Giguère Veilleux Rodrigue "
        "Quirion Jacques Champagne Marcoux Nguyen Tran Haddad Benali Diallo Traoré Pierre-Louis Rossi Silva"
    ),
    towns=(
        ("Vieux-Moulin", "G0Z 1A"),
        ("Saint-Ulric-des-Prés", "G0Z 1C"),
        ("Rivière-aux-Aulnes", "G0Z 1E"),
        ("Lac-à-la-Loutre", "G0Z 2B"),
        ("Sainte-Cécile-du-Rang", "G0Z 2K"),
    ),
    streets=(
        "rue Principale",
        "rue du Moulin",
        "rue de l’Église",
        "rang Saint-Joseph",
        "rang du Bord-de-l’Eau",
        "chemin de la Montagne",
        "rue des Érables",
        "rue du Collège",
        "avenue de la Gare",
        "rue Saint-Jean",
        "chemin du Lac",
        "rue des Pionniers",
        "rue du Couvent",
        "rang Double",
    ),
    area_code="418",
    written="{number}, {street}",
)

HARBOUR = Names(
    elder=(
        _words("Margaret Dorothy Shirley Joan Carol Brenda Linda Marilyn Eileen Marjorie Beverley Glenda"),
        _words("Donald Ronald Gerald Kenneth Wayne Douglas Allister Murdoch Leonard Clyde Vernon Angus"),
    ),
    younger=(
        _words("Heather Krista Amanda Melissa Ashley Emma Olivia Hannah Priya Leah Kayla Meghan"),
        _words("Jason Kyle Ryan Tyler Liam Noah Ethan Colin Darren Craig Arjun Logan"),
    ),
    family=_words(
        "MacDonald MacLeod Campbell Fraser Cameron MacNeil Gillis Beaton Boutilier Zwicker Corkum Rhodenizer "
        "Whynot Mosher Levy Conrod Publicover Sampson Doucet Paul Googoo Sandhu Okafor Chen Kaulback Hiltz"
    ),
    towns=(("Gannet Harbour", "B0Z 1A"), ("Kelp Cove", "B0Z 1G"), ("Old Barns Point", "B0Z 2M")),
    streets=(
        "Water Street",
        "Chapel Hill",
        "Lighthouse Road",
        "Wharf Lane",
        "Shore Road",
        "School Street",
        "Mill Brook Road",
    ),
    area_code="902",
    written="{number} {street}",
)
