"""On which terms one joins a cooperative on a day: what its by-laws say of admission, in one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from rochdale.cooperatives.queries import BylawAnswer, Tier, bylaws
from rochdale.membership.models import ApplicationStepKind
from rochdale.money.amount import Money
from rochdale.tenancy.queries import rows

_K = ApplicationStepKind
_CLOCKS: Mapping[ApplicationStepKind, str] = {
    _K.APPLIED: "admission_decision_days",
    _K.ANSWERED: "admission_decision_days",
    _K.SENT: "admission_decision_days",
    _K.APPEALED: "admission_decision_days",
    _K.ASKED: "admission_answer_days",
    _K.ACCEPTED: "admission_payment_days",
    _K.OVERTURNED: "admission_payment_days",
    _K.REFUSED: "admission_appeal_days",
}


@dataclass(frozen=True, slots=True)
class Affiliate:
    """A cooperative on this server that may join one of a higher tier."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class AdmissionTerms:
    """What the by-laws of a day say of joining. `par` None: they say nothing of shares, and nobody can join yet.

    `days` counts by the step that it follows; `outside_cap` is a part of the members, 0 admits nobody outside the
    bond; ages are in years, None where the by-laws set none. `is_of_cooperatives` is said of a federation or a
    confederation, whose members are no persons; `affiliates` are the cooperatives on this server that may join it.
    """

    version: int | None
    effective_from: date | None
    par: Money | None
    shares_required: int
    instalments_max: int
    paid_within_months: int | None
    days: Mapping[ApplicationStepKind, int]
    is_board: bool
    refusal_grounds: tuple[str, ...]
    bond: tuple[str, ...]
    bond_words: Mapping[str, str]
    minors_admitted: bool
    joining_age_years: int | None
    voting_age_years: int | None
    outside_cap: Fraction
    retention_months: int | None
    is_of_cooperatives: bool = False
    affiliates: tuple[Affiliate, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether one can join at all."""
        return self.par is not None

    @property
    def cost(self) -> Money:
        """What the shares that a member must hold cost."""
        return self.worth(self.shares_required)

    def worth(self, shares: int) -> Money:
        """So many shares at par."""
        assert self.par is not None
        return Money(self.par.minor * shares, self.par.currency)

    def least(self, shares: int, instalments: int) -> Money:
        """What is paid at once where the rest comes in even parts."""
        cost = self.worth(shares)
        return Money(-(-cost.minor // max(instalments, 1)), cost.currency)

    def next_by(self, last: ApplicationStepKind, on: date) -> date | None:
        """The day by which something is to follow a step; None where the by-laws give no time."""
        days = self.days.get(last)
        return on + timedelta(days=days) if days is not None else None


def admission_terms(*, on: date) -> AdmissionTerms:
    """The terms of the current cooperative on a day, in two statements."""
    said = bylaws(on)
    listed = rows("membership", "affiliates.sql", {})

    def number(name: str) -> int | None:
        return said[name].number if name in said else None

    def words(name: str) -> tuple[str, ...]:
        return said[name].words if name in said else ()

    latest = max(said.values(), key=lambda answer: answer.version, default=None)
    return AdmissionTerms(
        version=latest.version if latest else None,
        effective_from=max((each.effective_from for each in said.values()), default=None),
        par=said["qualifying_share_par_minor"].money if "qualifying_share_par_minor" in said else None,
        shares_required=number("qualifying_shares_required") or 1,
        instalments_max=max(number("share_instalments_max") or 1, 1),
        paid_within_months=number("share_paid_within_months"),
        days={step: said[name].number for step, name in _CLOCKS.items() if name in said},
        is_board=_text(said, "admission_body") == "board",
        refusal_grounds=words("admission_refusal_grounds"),
        bond=words("common_bond"),
        bond_words={each: _text(said, f"common_bond_words_{each}") for each in ("en", "fr")},
        minors_admitted="minors_admitted" not in said or said["minors_admitted"].allowed,
        joining_age_years=number("joining_age_years"),
        voting_age_years=number("voting_age_years"),
        outside_cap=said["out_of_bond_cap_fraction"].fraction
        if "out_of_bond_cap_fraction" in said
        else Fraction(0),
        retention_months=number("application_retention_months"),
        is_of_cooperatives=any(tier != Tier.PRIMARY for tier, _, _ in listed),
        affiliates=tuple(Affiliate(slug, name) for _, slug, name in listed if slug),
    )


def _text(said: Mapping[str, BylawAnswer], name: str) -> str:
    return said[name].text if name in said else ""
