"""Tells Django that this room exists, and offers the effects that resolutions may have here, and what waits."""

from django.apps import AppConfig


class AssemblyConfig(AppConfig):
    name = "rochdale.assembly"
    label = "assembly"

    def ready(self) -> None:
        """Offer what adopted resolutions change in this room and in those below it."""
        from rochdale.assembly.actions import offer_effect
        from rochdale.assembly.views.effect_kinds import KINDS
        from rochdale.assembly.views.follow_ups import waiting_lines
        from rochdale.cooperatives.views import Gathered, offer_lines

        offer_lines(where=Gathered.WAITS, name="decisions", lines=waiting_lines)
        for kind in KINDS:
            offer_effect(kind=kind)
