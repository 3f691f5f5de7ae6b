"""Tells Django that this room exists, and membership what it knows of a person."""

from django.apps import AppConfig


class AssemblyConfig(AppConfig):
    name = "rochdale.assembly"
    label = "assembly"

    def ready(self) -> None:
        """Tell membership what this room knows of a person, and take it away with the particulars."""
        from rochdale.assembly.actions.rolls_blanked import blank_rolls
        from rochdale.assembly.queries.roll_section import CHALLENGES, ROLLS
        from rochdale.membership.actions import offer_blanking
        from rochdale.membership.queries import offer_section

        offer_section(section=ROLLS)
        offer_section(section=CHALLENGES)
        offer_blanking(name="rolls", blank=blank_rolls)
