"""Tells Django that this room exists, and the others which letters it writes and what waits in it."""

from django.apps import AppConfig


class AssemblyConfig(AppConfig):
    name = "rochdale.assembly"
    label = "assembly"

    def ready(self) -> None:
        """Offer letters, what happens at the end of a day, and the lines of the first page."""
        from rochdale.assembly.actions import offer_letters, tell_overdue_requisitions
        from rochdale.assembly.views.gathered import offer_lines_of_meetings
        from rochdale.cooperatives.actions import offer_day_end

        offer_letters()
        offer_day_end(name="requisitions", act=tell_overdue_requisitions)
        offer_lines_of_meetings()
