"""Tells Django that this room exists."""

from django.apps import AppConfig


class CapitalConfig(AppConfig):
    name = "rochdale.capital"
    label = "capital"

    def ready(self) -> None:
        """Add to everybody's whole file what this room knows."""
        from rochdale.capital.queries.whole_file import HOLDINGS
        from rochdale.membership.queries import offer_section

        offer_section(section=HOLDINGS)
