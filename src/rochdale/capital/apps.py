"""Tells Django that this room exists, and the others which of its acts may take two persons, and its letters."""

from django.apps import AppConfig


class CapitalConfig(AppConfig):
    name = "rochdale.capital"
    label = "capital"

    def ready(self) -> None:
        """Offer acts and letters, and tell membership what this room knows of a person and holds of it."""
        from rochdale.capital.actions import offer_kinds, offer_letters
        from rochdale.capital.queries.retention import shares_held
        from rochdale.capital.queries.whole_file import CERTIFICATES, HOLDINGS, MOVEMENTS, REQUESTS
        from rochdale.membership.queries import offer_obstacles, offer_section

        offer_kinds()
        offer_letters()
        for section in (HOLDINGS, MOVEMENTS, REQUESTS, CERTIFICATES):
            offer_section(section=section)
        offer_obstacles(name="shares", find=shares_held)
