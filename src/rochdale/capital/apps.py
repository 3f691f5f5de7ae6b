"""Tells Django that this room exists, and the others which of its acts may take two persons."""

from django.apps import AppConfig


class CapitalConfig(AppConfig):
    name = "rochdale.capital"
    label = "capital"

    def ready(self) -> None:
        """Offer the acts on shares, and what this room knows for everybody's whole file."""
        from rochdale.capital.actions import offer_kinds
        from rochdale.capital.queries.whole_file import HOLDINGS
        from rochdale.membership.queries import offer_section

        offer_kinds()
        offer_section(section=HOLDINGS)
