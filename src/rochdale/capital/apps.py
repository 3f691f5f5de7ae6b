"""Tells Django that this room exists."""

from django.apps import AppConfig


class CapitalConfig(AppConfig):
    name = "rochdale.capital"
    label = "capital"

    def ready(self) -> None:
        """Tell membership what this room knows of a person, and what holds the person's particulars here."""
        from rochdale.capital.queries.retention import shares_held
        from rochdale.capital.queries.whole_file import HOLDINGS
        from rochdale.membership.queries import offer_obstacles, offer_section

        offer_section(section=HOLDINGS)
        offer_obstacles(name="shares", find=shares_held)
