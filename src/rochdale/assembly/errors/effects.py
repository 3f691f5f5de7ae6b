"""Refusals about what follows from a resolution."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.web.errors import SpokenRefusal
from rochdale.web.values import Words


class ResolutionNotFound(SpokenRefusal):
    """No resolution has this number here."""

    code: ClassVar[str] = "resolution_not_found"
    status: ClassVar[int | None] = 404

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is no resolution number %(number)s here.") % self.words()


class ResolutionLost(SpokenRefusal):
    """A resolution that was lost changes nothing (INV-92)."""

    code: ClassVar[str] = "resolution_lost"

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _("Resolution %(number)s was not adopted: nothing follows from it. Nothing was changed.")
            % self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Put the matter to another meeting.")


class ResolutionAnnulled(SpokenRefusal):
    """An annulled resolution has no effect to run (INV-92)."""

    code: ClassVar[str] = "resolution_annulled"

    def __init__(self, *, number: int, on_date: date) -> None:
        super().__init__()
        self.number = number
        self.on_date = on_date

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Resolution %(number)s was annulled on %(on_date)s. Nothing was changed.") % self.words()


class NothingToRun(SpokenRefusal):
    """This resolution changes nothing by itself."""

    code: ClassVar[str] = "nothing_to_run"

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _("Resolution %(number)s changes nothing by itself: what follows from it is done by people.")
            % self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Write down who does it, and by when.")


class EffectAlreadyRun(SpokenRefusal):
    """An effect runs once (INV-92)."""

    code: ClassVar[str] = "effect_already_run"

    def __init__(self, *, number: int, on_date: date) -> None:
        super().__init__()
        self.number = number
        self.on_date = on_date

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _(
                "The effect of resolution %(number)s ran on %(on_date)s already, and runs once. Nothing was "
                "changed."
            )
            % self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Open the resolution to see what it changed.")


class EffectTooEarly(SpokenRefusal):
    """The day of an effect has not come."""

    code: ClassVar[str] = "effect_too_early"

    def __init__(self, *, day: date) -> None:
        super().__init__()
        self.day = day

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This takes effect on %(day)s and not before. Nothing was changed.") % self.words()


class EffectUnknown(SpokenRefusal):
    """No part of the program offers this effect."""

    code: ClassVar[str] = "effect_unknown"

    def __init__(self, *, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The program knows no effect named “%(kind)s”. Nothing was changed.") % self.words()

    def next_step(self) -> Words:
        """What to do now."""
        return _("Choose one of the effects that it offers, or none.")


class EffectMalformed(SpokenRefusal):
    """The facts of an effect lack something, or are of another kind."""

    code: ClassVar[str] = "effect_malformed"

    def __init__(self, *, missing: str) -> None:
        super().__init__()
        self.missing = missing

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _("What the effect is told lacks something, or is not of the right kind: %(missing)s.")
            % self.words()
        )


class EffectFaulty(SpokenRefusal):
    """An effect cannot run as it is written; every reason at once."""

    code: ClassVar[str] = "effect_faulty"

    def __init__(self, *, codes: tuple[str, ...], reasons: str) -> None:
        super().__init__()
        self.codes = codes
        self.reasons = reasons

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This effect cannot run as it is written: %(reasons)s") % self.words()


class OtherBodyDecides(SpokenRefusal):
    """The by-laws give this decision to another body."""

    code: ClassVar[str] = "other_body_decides"

    def __init__(self, *, body: str) -> None:
        super().__init__()
        self.body = body

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _("The by-laws give this decision to another body: %(body)s. Nothing was changed.") % self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Put it to that body.")


class DecisionMajorityMissing(SpokenRefusal):
    """The votes do not reach what the by-laws ask for this (rule Q-19)."""

    code: ClassVar[str] = "decision_majority_missing"

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _(
                "The votes on resolution %(number)s do not reach the majority that the by-laws ask for this. "
                "Nothing was changed."
            )
            % self.words()
        )


class LaterResolutionNeeded(SpokenRefusal):
    """Only a later resolution that was adopted annuls one."""

    code: ClassVar[str] = "later_resolution_needed"

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _(
                "Only a later resolution that was adopted and still holds annuls resolution %(number)s. "
                "Nothing was changed."
            )
            % self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Give its number, or say that a tribunal decided.")


class ReasonsMissing(SpokenRefusal):
    """An annulment, an objection or a task says what it is about."""

    code: ClassVar[str] = "reasons_missing"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Say it in words. Nothing was written down.")


class TookNoPart(SpokenRefusal):
    """Who could not take part in a decision does not object to it."""

    code: ClassVar[str] = "took_no_part"

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _(
                "Objections to resolution %(number)s are of those who could take part in the decision. "
                "Nothing was written down."
            )
            % self.words()
        )


class ObjectionFound(SpokenRefusal):
    """An objection of this person is recorded, and stands."""

    code: ClassVar[str] = "objection_found"

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _("Your objection to resolution %(number)s is recorded already, and stands as it is.")
            % self.words()
        )


class ObjectionTooLate(SpokenRefusal):
    """The time for objections has run (rule Q-40)."""

    code: ClassVar[str] = "objection_too_late"

    def __init__(self, *, latest: date) -> None:
        super().__init__()
        self.latest = latest

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Objections were recorded until %(latest)s. Nothing was written down.") % self.words()

    def next_step(self) -> Words:
        """What to do now."""
        return _("Ask the secretary to have it in the minutes of the next meeting.")


class FollowUpNotFound(SpokenRefusal):
    """No such task follows from a resolution here."""

    code: ClassVar[str] = "follow_up_not_found"
    status: ClassVar[int | None] = 404

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is no such task here.")


class FollowUpEnded(SpokenRefusal):
    """A task that was done or given up stays so."""

    code: ClassVar[str] = "follow_up_ended"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This task has ended already. Nothing was changed.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Write down a new one.")


class FollowUpDayMissing(SpokenRefusal):
    """A task that is put off has a new day, not before today."""

    code: ClassVar[str] = "follow_up_day_missing"

    def __init__(self, *, earliest: date) -> None:
        super().__init__()
        self.earliest = earliest

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Give a new day, not before %(earliest)s. Nothing was changed.") % self.words()
