"""Tells Django that this room exists, and the others which of its acts may take two persons, and its letters."""

from django.apps import AppConfig


class CapitalConfig(AppConfig):
    name = "rochdale.capital"
    label = "capital"

    def ready(self) -> None:
        """Offer acts, letters and what this room knows of a person; models can be imported by now, and not before."""
        from rochdale.capital.actions import offer_kinds, offer_letters
        from rochdale.capital.queries.whole_file import HOLDINGS
        from rochdale.membership.queries import offer_section

        offer_kinds()
        offer_letters()
        offer_section(section=HOLDINGS)
