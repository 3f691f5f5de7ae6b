"""Refusals about verifiable ballots of a meeting: preparing one, keeping a key, voting, and counting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.web.errors import SpokenRefusal
from rochdale.web.formatting import moment_text, number_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Words

BALLOT_FAULTS: Final[Mapping[str, Promise]] = {
    "name_missing": gettext_lazy("The ballot has no name."),
    "language_missing": gettext_lazy("Something is not said in every language of the ballot."),
    "questions_out_of_range": gettext_lazy("A ballot has from 1 to 20 questions."),
    "answers_out_of_range": gettext_lazy("A question has from 2 to 250 answers."),
    "answers_alike": gettext_lazy("Two answers of a question are the same."),
    "motion_missing": gettext_lazy("This item is adopted or lost: the first question must ask for that."),
    "motion_misplaced": gettext_lazy("Only the first question can adopt the item, and none in an election."),
    "marks_out_of_range": gettext_lazy(
        "A question lets as many answers be ticked as it has, and one at least."
    ),
    "rule_missing": gettext_lazy("Seats and orders need a rule that counts them."),
    "rule_unfit": gettext_lazy("This rule cannot count what is opened of such a question."),
    "seats_out_of_range": gettext_lazy(
        "There are from 1 seat to as many as answers; some rules fill only one."
    ),
    "candidates_left_out": gettext_lazy(
        "A question on seats has everybody who stands for them as its answers, as they are proposed, and nobody else."
    ),
    "trustees_out_of_range": gettext_lazy("A ballot has from 1 to 50 trustees."),
    "trustee_unreachable": gettext_lazy("Each trustee has a name and an e-mail address."),
    "threshold_out_of_range": gettext_lazy(
        "Say how many suffice of the trustees who share a key: from one to all of them."
    ),
}


class BallotNotFound(SpokenRefusal):
    """No such ballot here, or none that everybody may see."""

    code: ClassVar[str] = "ballot_not_found"
    status: ClassVar[int | None] = 404

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is no such ballot here.")


class BallotFaulty(SpokenRefusal):
    """A ballot cannot be set up like this. `faults` are all the codes of what is wrong."""

    code: ClassVar[str] = "ballot_faulty"
    status: ClassVar[int | None] = 422

    def __init__(self, *, faults: tuple[str, ...]) -> None:
        super().__init__()
        self.faults = faults

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return " ".join(str(BALLOT_FAULTS.get(fault, fault)) for fault in self.faults)

    def each_fault(self) -> list[dict[str, object]]:
        """Each fault by its code, in words."""
        return [{"code": fault, "detail": str(BALLOT_FAULTS[fault])} for fault in self.faults]


class OrdersTooMany(SpokenRefusal):
    """If everybody on the roll votes, there are more orders than a trustee can shuffle.

    `orders` are those that would come, of `entitled` voters; `orders_max` can be shuffled.
    """

    code: ClassVar[str] = "ballot_orders_too_many"
    status: ClassVar[int | None] = 422

    def __init__(self, *, entitled: int, orders: int, orders_max: int) -> None:
        super().__init__()
        self.entitled = entitled
        self.orders = orders
        self.orders_max = orders_max

    def message(self) -> Words:
        """What happened, in the reader's language."""
        locale = reader_locale()
        return _(
            "If all %(entitled)s on the roll vote, %(orders)s orders come, and %(orders_max)s at most can be shuffled: "
            "the ballot could not be opened. It was not prepared."
        ) % {
            "entitled": number_text(self.entitled, locale),
            "orders": number_text(self.orders, locale),
            "orders_max": number_text(self.orders_max, locale),
        }

    def next_step(self) -> Words:
        """What to do now."""
        return _("Ask for a choice instead of an order, or for fewer orders in one ballot.")


class BallotStepOutOfOrder(SpokenRefusal):
    """A ballot goes step by step (INV-101). `last` is where it stands, `step` what was asked."""

    code: ClassVar[str] = "ballot_step_out_of_order"

    def __init__(self, *, last: str, step: str) -> None:
        super().__init__()
        self.last = last
        self.step = step

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This is not what comes next for this ballot. Nothing was changed.")


class BallotPartsMissing(SpokenRefusal):
    """Of so many trustees something is still to come: a key, a shuffle, or a part of the opening."""

    code: ClassVar[str] = "ballot_parts_missing"

    def __init__(self, *, needed: int) -> None:
        super().__init__()
        self.needed = needed

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Something is still to come from trustees: %(needed)s more are needed.") % self.words()

    def next_step(self) -> Words:
        """What to do now."""
        return _("The page of the ballot says from whom.")


class PartOutOfTurn(SpokenRefusal):
    """A trustee gives what is not awaited of that trustee now."""

    code: ClassVar[str] = "ballot_part_out_of_turn"

    def __init__(self, *, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This is not awaited of you now. Nothing was taken.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Load the page again: it says what comes next.")


class PartNotPublic(SpokenRefusal):
    """What a trustee gives is a text alone, as private keys are, and no file of the protocol: nothing of it is kept."""

    code: ClassVar[str] = "ballot_part_not_public"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This is no public file. Nothing of it was kept.")

    def next_step(self) -> Words:
        """What to do now."""
        return _(
            "Choose the public file. If this was your private key, it has left your machine and is no secret any more: "
            "say that it is lost."
        )


class BallotPartTooLarge(SpokenRefusal):
    """What a trustee gives has more bytes than are taken."""

    code: ClassVar[str] = "ballot_part_too_large"
    status: ClassVar[int | None] = 413

    def __init__(self, *, megabytes_max: int) -> None:
        super().__init__()
        self.megabytes_max = megabytes_max

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("What a trustee gives may have %(megabytes_max)s MB. This has more, and was not kept.") % (
            self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _(
            "If it is what your page made, tell the secretary: there are more orders than can be shuffled."
        )


class TrusteeUnknown(SpokenRefusal):
    """Who asks is no trustee of this ballot."""

    code: ClassVar[str] = "ballot_trustee_unknown"
    status: ClassVar[int | None] = 404

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("You are not among the trustees of this ballot, or your link is not the right one.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Use the address of your last letter, or ask the secretary to send you a new one.")


class BallotRefused(SpokenRefusal):
    """What was cast is no ballot of this vote, or not one that may be cast (INV-101). `reason` is a code."""

    code: ClassVar[str] = "ballot_refused"
    status: ClassVar[int | None] = 422

    def __init__(self, *, reason: str) -> None:
        super().__init__()
        self.reason = reason

    def message(self) -> Words:
        """What happened, in the reader's language."""
        if self.reason == "credential_unknown":
            return _("This voting code is not one of this ballot. Nothing was cast.")
        if self.reason == "ballot_superseded":
            return _("You have voted again since with this voting code: the later ballot counts.")
        return _("This is no ballot that can be counted. Nothing was cast.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Load the page again and vote anew, or ask your cooperative.")


class BallotWorkWaits(SpokenRefusal):
    """What was asked for waits for work that is not done: something is being judged or counted (INV-115).

    `kind` is of the work, `since` when it was asked for.
    """

    code: ClassVar[str] = "ballot_work_waits"

    def __init__(self, *, kind: str, since: datetime) -> None:
        super().__init__()
        self.kind = kind
        self.since = since

    def message(self) -> Words:
        """What happened, in the reader's language."""
        since = {"since": moment_text(timezone.localtime(self.since), reader_locale())}
        if self.kind == "count":
            return _("The ballot is being counted since %(since)s. Nothing was taken.") % since
        return _("What a trustee gave is being judged since %(since)s. Nothing was taken.") % since

    def next_step(self) -> Words:
        """What to do now."""
        return _("Wait until it is judged: the page says so. What you made before may have to be made anew.")
