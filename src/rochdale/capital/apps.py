"""Tells Django that this room exists, and the others which of its acts may take two persons."""

from django.apps import AppConfig


class CapitalConfig(AppConfig):
    name = "rochdale.capital"
    label = "capital"

    def ready(self) -> None:
        """Offer the acts on shares; models can be imported by now, and not before."""
        from rochdale.capital.actions import offer_kinds

        offer_kinds()
