"""What by-laws may say: every parameter by its name, what kind of value it has, and the bounds of sense.

The names are the field's own. The numbers are not here: they come from packs and by-laws, with their dates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final, TypeAlias, assert_never

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.cooperatives.models import BylawKind
from rochdale.money.amount import Money
from rochdale.money.currency import Currency

Value: TypeAlias = int | str | Fraction | Money | tuple[str, ...]  # a bool is an int to Python's types
Plain: TypeAlias = int | str | tuple[str, ...]  # the same as it stands in a pack and in the database

_FRACTION: Final = re.compile(r"(0|[1-9][0-9]{0,8})/([1-9][0-9]{0,8})")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that by-laws settle: a whole number counts `unit`, a fraction is a part of `unit`.

    `choices` are the words that a text or a list may hold; without them any text is good.
    """

    name: str
    kind: BylawKind
    label: Promise | str
    unit: str = ""
    choices: frozenset[str] = frozenset()


def _of(kind: BylawKind, unit: str, labels: Mapping[str, Promise | str]) -> list[Parameter]:
    return [Parameter(name, kind, label, unit) for name, label in labels.items()]


def _one_of(name: str, label: Promise | str, choices: str) -> Parameter:
    return Parameter(name, BylawKind.TEXT, label, choices=frozenset(choices.split()))


def _some_of(name: str, label: Promise | str, choices: str) -> Parameter:
    return Parameter(name, BylawKind.LIST, label, choices=frozenset(choices.split()))


_ALL: Final = [
    *_of(
        BylawKind.DAYS,
        "days",
        {
            "notice_min_days": _("Shortest notice of a general meeting"),
            "notice_max_days": _("Longest notice of a general meeting"),
            "second_call_min_days": _("Shortest notice of a meeting called again for want of its quorum"),
            "second_call_max_days": _("Longest notice of a meeting called again for want of its quorum"),
            "requisition_call_within_days": _("Time in which the board calls a meeting that members require"),
            "deferred_vote_days": _("Days for which a ballot stays open after the meeting"),
            "ballot_part_days": _("Days after the close of a ballot in which its trustees help to open it"),
            "membership_days_before_meeting": _("Days of membership before a meeting, to vote in it"),
            "motion_deadline_days": _("Days before a meeting by which members send motions"),
            "amendment_deadline_days": _("Days before a meeting by which members send amendments"),
            "roll_challenge_days": _("Days between the last challenge to a roll and the meeting"),
            "nomination_close_days": _("Days between the last nomination and the meeting"),
            "candidate_membership_days": _("Days of membership before a meeting, to be elected in it"),
            "expulsion_notice_min_days": _("Shortest notice to a member whose expulsion is considered"),
            "expulsion_decision_notice_days": _("Time in which an expulsion is told, with its reasons"),
            "expulsion_appeal_days": _("Time in which an expulsion can be appealed"),
            "admission_decision_days": _("Time in which an application is decided"),
            "admission_answer_days": _("Time in which an applicant answers what is asked"),
            "admission_payment_days": _("Time in which who is accepted pays the qualifying share"),
            "admission_appeal_days": _("Time in which a refused application can be appealed"),
            "withdrawal_notice_days": _("Notice that a member gives before leaving"),
            "share_repayment_days": _("Time in which the shares of a leaver are repaid"),
            "share_repayment_postponed_max_days": _("Longest postponement of a repayment of shares"),
        },
    ),
    *_of(
        BylawKind.INTEGER,
        "months",
        {
            "annual_meeting_within_months": _("Time after the year end in which the annual meeting is held"),
            "suspension_max_months": _("Longest suspension of a member"),
            "share_paid_within_months": _("Time in which shares bought by instalments are paid"),
            "share_below_required_months": _("Time in which a member is to hold the required shares again"),
            "application_retention_months": _("Time for which a refused or lapsed application is kept"),
        },
    ),
    *_of(
        BylawKind.INTEGER,
        "years",
        {
            "voting_age_years": _("Age from which a member votes"),
            "joining_age_years": _("Age from which a minor joins without a guardian"),
            "person_retention_years": _("Time for which a former member's particulars are kept"),
            "director_term_years": _("Term of a director"),
            "candidate_age_years": _("Age from which a member may be elected"),
            "community_fund_use_within_years": _("Time in which the community fund is used"),
            "daily_balance_retention_years": _("Time for which daily balances are kept"),
            "unclaimed_after_years": _("Time after which a forgotten account is unclaimed property"),
        },
    ),
    *_of(
        BylawKind.INTEGER,
        "members",
        {
            "founders_min": _("Fewest founders"),
            "quorum_members": _("Quorum of a general meeting, in members"),
            "second_call_quorum_members": _("Quorum of a meeting called again, in members"),
            "requisition_members": _("Members who may require a special meeting"),
            "motion_seconders": _("Members who second a motion before a meeting"),
            "floor_seconders": _("Members who second what is moved at the meeting"),
            "nomination_seconders": _("Members who second a nomination, beside who makes it"),
            "delegate_members_step": _(
                "Members for each of which a cooperative has a further vote; 0 for none"
            ),
        },
    ),
    *_of(BylawKind.INTEGER, "minutes", {"speaking_minutes": _("Longest turn of a speaker")}),
    *_of(BylawKind.INTEGER, "turns", {"speaking_turns": _("Turns of a speaker on one item")}),
    *_of(
        BylawKind.INTEGER,
        "seats",
        {"board_seats_min": _("Fewest seats of the board"), "board_seats_max": _("Most seats of the board")},
    ),
    *_of(
        BylawKind.INTEGER,
        "shares",
        {"qualifying_shares_required": _("Qualifying shares that a member holds")},
    ),
    *_of(
        BylawKind.INTEGER,
        "hours",
        {"large_cash_window_hours": _("Time over which cash is added up to report it")},
    ),
    *_of(
        BylawKind.FRACTION,
        "of votes",
        {
            "ordinary_majority_fraction": _("Majority of an ordinary resolution"),
            "special_majority_fraction": _("Majority of a special resolution"),
            "delegate_votes_cap_fraction": _("Most votes of one cooperative, as a part of all votes"),
            "expulsion_majority_fraction": _("Majority to suspend or expel a member"),
        },
    ),
    *_of(
        BylawKind.FRACTION,
        "of members",
        {
            "quorum_fraction": _("Quorum of a general meeting, as a part of the members who may vote"),
            "second_call_quorum_fraction": _(
                "Quorum of a meeting called again, as a part of the members who may vote"
            ),
            "requisition_fraction": _("Part of the members who may require a special meeting"),
            "out_of_bond_cap_fraction": _("Most members kept who left the common bond"),
        },
    ),
    *_of(
        BylawKind.FRACTION,
        "of seats",
        {"board_quorum_fraction": _("Quorum of the board and of committees, as a part of the seats held")},
    ),
    *_of(
        BylawKind.FRACTION,
        "of surplus",
        {"reserve_allocation_min_fraction": _("Least part of the surplus for the reserve")},
    ),
    *_of(
        BylawKind.FRACTION,
        "of the target's basis",
        {"reserve_target_fraction": _("Reserve at which the floor no longer binds")},
    ),
    *_of(
        BylawKind.FRACTION,
        "of assets",
        {"capital_floor_fraction": _("Capital below which no share is repaid, as a part of the assets")},
    ),
    *_of(BylawKind.INTEGER, "instalments", {"share_instalments_max": _("Most instalments for a share")}),
    *_of(BylawKind.FRACTION, "of par a year", {"share_return_cap_fraction": _("Highest return on shares")}),
    *_of(
        BylawKind.MONEY,
        "",
        {
            "qualifying_share_par_minor": _("Par value of a qualifying share"),
            "dividend_min_payable_minor": _("Smallest dividend that is paid"),
            "second_person_threshold_minor": _("Amount above which a second person approves"),
            "large_cash_report_minor": _("Cash that is reported"),
            "large_transfer_report_minor": _("Electronic transfer that is reported"),
            "deposit_protection_minor": _("Deposits protected, by person and category"),
        },
    ),
    *_of(
        BylawKind.BOOLEAN,
        "",
        {
            "notice_attaches_bylaw_drafts": _("The notice brings the draft of each by-law"),
            "quorum_at_opening_suffices": _("A quorum at the opening suffices"),
            "board_quorum_exceeded": _("The quorum of the board must be exceeded, not only reached"),
            "ordinary_majority_exceeded": _("An ordinary majority must be exceeded, not only reached"),
            "special_majority_exceeded": _("A special majority must be exceeded, not only reached"),
            "chair_casting_vote": _("The chair has a further vote where yes and no are equal"),
            "minutes_open_to_members": _("Members may read the signed minutes of general meetings"),
            "question_period": _("The annual meeting has a question period"),
            "proxies_allowed": _("A member may vote by proxy"),
            "federation_may_attend": _("The federation may attend and speak"),
            "resolutions_open_to_members": _("Members may read the register of resolutions"),
            "minors_admitted": _("Minors may be members"),
            "auxiliary_members_vote": _("Auxiliary members vote"),
            "auxiliary_members_eligible": _("Auxiliary members may be directors"),
            "share_set_off": _("What a leaver owes is taken from the shares repaid"),
            "nominations_from_floor": _("Candidates may be proposed at the meeting itself"),
            "candidate_declaration_required": _("A candidate declares his or her interests"),
            "candidate_training_required": _("A candidate has done the training"),
            "acclamation_allowed": _("Candidates are elected without a vote when there are seats for all"),
            "vacancy_filled_by_board": _("The board fills a vacancy until the next annual meeting"),
            "dividend_to_auxiliary_members": _("Auxiliary members receive dividends"),
            "dividend_to_leavers": _("Who left during the year receives a dividend"),
            "overdraft_allowed": _("An account may be overdrawn without an agreement"),
        },
    ),
    _one_of("ordinary_majority_basis", _("Votes of which an ordinary majority is taken"), "cast present all"),
    _one_of("special_majority_basis", _("Votes of which a special majority is taken"), "cast present all"),
    _one_of(
        "expulsion_majority_basis",
        _("Votes of which the majority to suspend or expel is taken"),
        "cast present all",
    ),
    _one_of("expulsion_body", _("Who decides an expulsion"), "board general_meeting"),
    _some_of(
        "expulsion_grounds",
        _("Grounds on which a member can be expelled"),
        "obligations_unmet bylaws_breached dishonoured_orders overdrawn fraud disruption",
    ),
    _one_of("admission_body", _("Who decides an application"), "officer board"),
    _some_of(
        "admission_refusal_grounds",
        _("Grounds on which an application can be refused"),
        "outside_bond identity_unproven bylaws_not_accepted debts_unpaid expelled_before minor_alone "
        "information_false",
    ),
    _some_of(
        "common_bond",
        _("What ties a person to the cooperative"),
        "lives works studies owns family organization anyone",
    ),
    Parameter("common_bond_words_en", BylawKind.TEXT, _("The common bond in plain words, in English")),
    Parameter("common_bond_words_fr", BylawKind.TEXT, _("The common bond in plain words, in French")),
    _some_of(
        "second_person_acts",
        _("Acts that a second person approves whatever their amount"),
        "redeem_shares transfer_shares reverse_shares issue_shares convert_shares open_share_class "
        "change_representative end_membership blank_person",
    ),
    _one_of(
        "election_method",
        _("How directors are elected"),
        "plurality absolute_majority limited_vote approval scottish_stv meek_stv",
    ),
    _one_of("longest_term_to", _("Who gets the longest terms"), "votes lot"),
    _one_of("candidate_order", _("The order of the candidates on the paper"), "alphabetical lot"),
    _some_of(
        "candidate_offices_excluded",
        _("Offices that one cannot hold and be elected"),
        "teller loan_officer manager treasurer secretary auditor inspector",
    ),
    _one_of("surplus_label", _("What the result is called"), "surplus_earnings surpluses"),
    _one_of("reserve_target_basis", _("What the reserve is measured against"), "debts assets"),
    _one_of("share_repayment_price_basis", _("What limits the price of shares repaid"), "par net_worth"),
    _one_of(
        "share_return_decided_by",
        _("Who decides the return on shares"),
        "general_meeting board federation_board",
    ),
    _one_of(
        "dividend_below_minimum_to",
        _("Where dividends too small to pay go"),
        "retained reserve community_fund",
    ),
    _some_of("meeting_modes", _("Ways to hold a meeting"), "in_person hybrid virtual"),
    _some_of("suspension_removes", _("What a suspended member may not do"), "vote attendance eligibility"),
]
PARAMETERS: Final[Mapping[str, Parameter]] = MappingProxyType({each.name: each for each in _ALL})


def encode(value: Value) -> Plain:
    """The value as a pack and the database hold it: an amount by its minor units, a fraction as "2/3"."""
    if isinstance(value, Money):
        return value.minor
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return value


def decode(kind: BylawKind, plain: Plain, unit: str) -> Value:
    """The value that `encode` wrote, known to be sound; `unit` is the currency of an amount."""
    if kind is BylawKind.MONEY:
        assert isinstance(plain, int)
        return Money(plain, Currency.of(unit))
    if kind is BylawKind.FRACTION:
        assert isinstance(plain, str)
        return Fraction(plain)
    if kind is BylawKind.LIST:
        assert not isinstance(plain, int | str)
        return tuple(plain)
    return plain


def is_sound(parameter: Parameter, plain: object) -> bool:
    """Whether the plain form is of the parameter's kind and within its bounds."""
    match parameter.kind:
        case BylawKind.INTEGER | BylawKind.DAYS | BylawKind.MONEY:
            return type(plain) is int and plain >= 0
        case BylawKind.FRACTION:
            return isinstance(plain, str) and _FRACTION.fullmatch(plain) is not None and Fraction(plain) <= 1
        case BylawKind.BOOLEAN:
            return isinstance(plain, bool)
        case BylawKind.TEXT:
            return isinstance(plain, str) and _is_word(parameter, plain)
        case BylawKind.LIST:
            return isinstance(plain, tuple) and _are_words(parameter, plain)
        case _ as never:
            assert_never(never)


def _is_word(parameter: Parameter, word: object) -> bool:
    return isinstance(word, str) and word != "" and (not parameter.choices or word in parameter.choices)


def _are_words(parameter: Parameter, words: tuple[object, ...]) -> bool:
    return len(set(words)) == len(words) and all(_is_word(parameter, word) for word in words)
