"""Tells Django that this room exists, and the others what it offers them."""

from django.apps import AppConfig


class AssemblyConfig(AppConfig):
    name = "rochdale.assembly"
    label = "assembly"

    def ready(self) -> None:
        """Offer letters, the end of a day, lines of the first page, what is known of a person, and effects."""
        from rochdale.assembly.actions import (
            close_ended_ballots,
            offer_effect,
            offer_letters,
            resume_ballot_work,
            tell_overdue_requisitions,
        )
        from rochdale.assembly.actions.nominations_blanked import blank_nominations
        from rochdale.assembly.actions.rolls_blanked import blank_rolls
        from rochdale.assembly.actions.words_blanked import blank_words
        from rochdale.assembly.queries.nomination_section import CANDIDACIES
        from rochdale.assembly.queries.roll_section import CHALLENGES, PART_TAKEN, ROLLS
        from rochdale.assembly.views.effect_asking import offer_own_effect_forms
        from rochdale.assembly.views.effect_kinds import KINDS
        from rochdale.assembly.views.gathered import offer_lines_of_meetings
        from rochdale.cooperatives.actions import offer_day_end
        from rochdale.membership.actions import offer_blanking
        from rochdale.membership.queries import offer_section

        offer_letters()
        offer_day_end(name="requisitions", act=tell_overdue_requisitions)
        offer_day_end(name="ballots", act=close_ended_ballots)
        offer_day_end(name="work of ballots", act=resume_ballot_work)
        offer_lines_of_meetings()
        offer_section(section=ROLLS)
        offer_section(section=CHALLENGES)
        offer_section(section=PART_TAKEN)
        offer_section(section=CANDIDACIES)
        offer_blanking(name="rolls", blank=blank_rolls)
        offer_blanking(name="words in meetings", blank=blank_words)
        offer_blanking(name="nominations", blank=blank_nominations)
        for kind in KINDS:
            offer_effect(kind=kind)
        offer_own_effect_forms()
