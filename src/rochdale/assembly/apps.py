"""Tells Django that this room exists, and offers the effects that resolutions may have here."""

from django.apps import AppConfig


class AssemblyConfig(AppConfig):
    name = "rochdale.assembly"
    label = "assembly"

    def ready(self) -> None:
        """Offer what adopted resolutions change in this room and in those below it."""
        from rochdale.assembly.actions import offer_effect
        from rochdale.assembly.views.effect_kinds import KINDS

        for kind in KINDS:
            offer_effect(kind=kind)
