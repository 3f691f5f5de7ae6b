"""What the roll of a meeting says, in words: reasons in a few, and at length with the by-law behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rochdale.assembly.queries import ChallengeSeen, RollLineSeen, RollSeen, body_of, mandate
from rochdale.assembly.queries.delegates import seat_of_mandate
from rochdale.assembly.queries.meetings import in_language
from rochdale.cooperatives.queries import PARAMETERS, BylawAnswer
from rochdale.voting.rolls import Reason
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact

REASON_WORDS: Mapping[Reason, Promise] = {
    Reason.SUSPENDED: gettext_lazy("right to vote suspended"),
    Reason.AUXILIARY: gettext_lazy("auxiliary member"),
    Reason.MINOR: gettext_lazy("not of age on the day of the meeting"),
    Reason.NO_REPRESENTATIVE: gettext_lazy("nobody represents the organization"),
    Reason.HAS_ENDED: gettext_lazy("died, or ceased to exist"),
    Reason.HAS_LEFT: gettext_lazy("left before the meeting"),
    Reason.TOO_RECENT: gettext_lazy("member for too short a time"),
    Reason.REPRESENTATIVE_IS_MEMBER: gettext_lazy("its representative is a full member"),
    Reason.REPRESENTS_SEVERAL: gettext_lazy("its representative stands for several"),
    Reason.NOT_MEMBER: gettext_lazy("a delegate who is no member any more"),
    Reason.MANDATE_ENDS: gettext_lazy("the mandate is over by the day of the meeting"),
    Reason.CORRECTED: gettext_lazy("corrected, for another reason"),
}
_BYLAWS: Mapping[Reason, str] = {
    Reason.SUSPENDED: "suspension_removes",
    Reason.AUXILIARY: "auxiliary_members_vote",
    Reason.MINOR: "voting_age_years",
    Reason.TOO_RECENT: "membership_days_before_meeting",
}
_EXPLAINED: Mapping[Reason, Promise] = {
    Reason.SUSPENDED: gettext_lazy(
        "On the record date your right to vote was suspended, by a decision of the board of which you had notice."
    ),
    Reason.AUXILIARY: gettext_lazy(
        "You are an auxiliary member. Auxiliary members use the services and share in the surplus; full members vote."
    ),
    Reason.MINOR: gettext_lazy("You will not have come of age on the day of the meeting."),
    Reason.NO_REPRESENTATIVE: gettext_lazy(
        "An organization votes through one person whom it names. On the record date it had named nobody."
    ),
    Reason.HAS_ENDED: gettext_lazy("We were told of a death, or that the organization has ceased to exist."),
    Reason.HAS_LEFT: gettext_lazy("The membership ends before the day of the meeting."),
    Reason.REPRESENTATIVE_IS_MEMBER: gettext_lazy(
        "Whoever votes for an organization may not be a full member as well: nobody has two votes."
    ),
    Reason.REPRESENTS_SEVERAL: gettext_lazy("Whoever votes for an organization represents no other."),
    Reason.NOT_MEMBER: gettext_lazy(
        "Delegates are members, or represent one. On the record date this was no longer so."
    ),
    Reason.MANDATE_ENDS: gettext_lazy("Your mandate as a delegate is over by the day of the meeting."),
    Reason.CORRECTED: gettext_lazy("The secretary corrected the roll; the reason is below."),
}


def reasons_shown(reasons: Iterable[Reason]) -> str:
    """Some reasons in a few words, parted by commas."""
    return ", ".join(str(REASON_WORDS[reason]) for reason in reasons)


def line_shown(line: RollLineSeen) -> str:
    """What holds of a line: may vote, with how many votes, or why not."""
    if line.reasons:
        told = reasons_shown(line.reasons)
    elif line.weight > 1:
        told = ngettext("may vote, with %(votes)s vote", "may vote, with %(votes)s votes", line.weight) % {
            "votes": line.weight
        }
    else:
        told = _("may vote")
    return _("%(told)s (corrected)") % {"told": told} if line.is_corrected else told


def delegate_of(line: RollLineSeen, language: str) -> str:
    """By which seat a delegate votes, from when to when, and by what; nothing for who is on the roll as a member."""
    if line.mandate_id is None:
        return ""
    held, seat = mandate(line.mandate_id), seat_of_mandate(line.mandate_id)
    locale = reader_locale()
    facts = {
        "body": in_language(body_of(line.mandate_id).names, language),
        "seat": seat.place,
        "group": seat.electoral_group,
        "from": day_text(held.from_on, locale),
        "until": day_text(held.until_on, locale),
    }
    told = (
        _("Delegate of %(group)s (%(body)s, seat %(seat)s), from %(from)s until before %(until)s.") % facts
        if seat.electoral_group
        else _("Delegate (%(body)s, seat %(seat)s), from %(from)s until before %(until)s.") % facts
    )
    if held.resolution is not None:
        return told + " " + _("By resolution %(number)s.") % {"number": held.resolution}
    if held.meeting is not None:
        return told + " " + _("Elected by meeting %(number)s.") % {"number": held.meeting}
    return told


def explained(reason: Reason, seen: RollSeen) -> str:
    """One reason at length, said to the member."""
    if reason is not Reason.TOO_RECENT:
        return str(_EXPLAINED[reason])
    locale, days = reader_locale(), seen.inputs.membership_days
    facts = {
        "days": days,
        "day": day_text(seen.held_on, locale),
        "last": day_text(seen.held_on - timedelta(days=days), locale),
    }
    return (
        ngettext(
            "To vote on %(day)s one must have been a member for %(days)s day: since %(last)s or before.",
            "To vote on %(day)s one must have been a member for %(days)s days: since %(last)s or before.",
            days,
        )
        % facts
    )


def bylaw_behind(reason: Reason, stated: Mapping[str, BylawAnswer]) -> Fact | None:
    """The by-law from which a reason follows, as it stood on the record date; None where it is no by-law's."""
    name = _BYLAWS.get(reason, "")
    if name not in stated:
        return None
    answer = stated[name]
    since = _("By-law in force since %(day)s; rule %(rule)s.") % {
        "day": day_text(answer.effective_from, reader_locale()),
        "rule": answer.rule,
    }
    return Fact(PARAMETERS[name].label, _value(answer), "", since)


def _value(answer: BylawAnswer) -> str:
    if isinstance(answer.value, bool):
        return _("yes") if answer.value else _("no")
    if answer.name == "voting_age_years":
        return ngettext("%(count)s year", "%(count)s years", answer.number) % {"count": answer.number}
    if answer.name == "membership_days_before_meeting":
        return ngettext("%(count)s day", "%(count)s days", answer.number) % {"count": answer.number}
    return ""


def answer_shown(each: ChallengeSeen) -> str:
    """What was answered to a challenge, in words."""
    if each.is_upheld is None:
        return _("waits for an answer")
    answer = _("granted: “%(words)s”") if each.is_upheld else _("rejected: “%(words)s”")
    return answer % {"words": each.answer_words}
