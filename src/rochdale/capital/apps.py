"""Tells Django that this room exists, and the others which of its acts may take two persons, and its letters."""

from django.apps import AppConfig


class CapitalConfig(AppConfig):
    name = "rochdale.capital"
    label = "capital"

    def ready(self) -> None:
        """Offer acts and letters; models can be imported by now, and not before."""
        from rochdale.capital.actions import offer_kinds, offer_letters

        offer_kinds()
        offer_letters()
