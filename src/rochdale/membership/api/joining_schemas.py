"""The values of joining on the wire. What each may be on a day, the forms of the pages say."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Header
from pydantic import Field

from rochdale.membership.views.applications import secret_link
from rochdale.web.api import Answer, Asked, Day, Name, SignedAmount

Token = Annotated[
    str,
    Header(
        alias=secret_link.HEADER,
        pattern=r"^[A-Za-z0-9_\-]{20,100}$",
        description="The secret of the application: the token that was given when it was begun, or the page's link.",
    ),
]
Code = Annotated[str, Field(max_length=100, pattern=r"^[a-z_]*$")]
PaperKind = Literal["identity", "address", "organization", "guardian", "other"]


class Terms(Answer):
    """On which terms one joins; `days` are the delays of the by-laws, by the step that they follow.

    `identity_kinds` are the official papers that are taken, and `consents` what one may allow besides, in words.
    """

    is_open: bool
    bylaw_version: int | None
    effective_from: date | None
    cost: SignedAmount | None
    shares_required: int
    instalments_max: int
    paid_within_months: int | None
    days: dict[str, int]
    decided_by_board: bool
    refusal_grounds: list[str]
    bond: list[str]
    bond_words: dict[str, str]
    minors_admitted: bool
    joining_age_years: int | None
    voting_age_years: int | None
    identity_kinds: dict[str, str]
    consents: dict[str, str]


class DraftStep(Answer):
    """A step, whether its answers suffice on the terms of today, and what was answered, as it was typed."""

    step: str
    is_whole: bool
    answers: dict[str, list[str]]


class PaperTold(Answer):
    """A paper: what it is to prove, what it is, and its bytes."""

    id: UUID
    kind: str
    media_type: str
    size: int
    added_at: datetime


class DraftTold(Answer):
    """An application on its way: the steps in their order by what was answered so far, and the first open one.

    `next_step` is None once it can be handed in. After `kept_until` it is deleted.
    """

    steps: list[DraftStep]
    next_step: str | None
    papers: list[PaperTold]
    kept_until: date
    at_counter: bool


class ApplicationBegun(Answer):
    """A new application, and the secret that opens it."""

    token: str
    draft: DraftTold


class PaperId(Answer):
    """A paper that is kept."""

    id: UUID


class SentTold(Answer):
    """The number of an application that was received."""

    number: int


class WhoAsked(Asked):
    """Who applies; `bond` is left out where everybody may join."""

    kind: Literal["natural", "organization"]
    member_class: Literal["full", "auxiliary"] = "full"
    bond: Code | None = None


class ApplicantParticularsAsked(Asked):
    """What is asked of an applicant; sex, origin, belief and the like are asked of nobody."""

    family_name: Name
    given_names: Name | None = None
    birth_date: Day | None = None
    language: Literal["fr", "en"]
    email: Name = ""
    telephone: Name = ""
    street: Name
    town: Name
    postal_code: Name


class CompanionAsked(Asked):
    """A parent or guardian."""

    given_names: Name
    family_name: Name
    birth_date: Day | None = None
    email: Name = ""
    telephone: Name = ""


class RepresentativeAsked(CompanionAsked):
    """Who acts for an organization, and as what."""

    function: Name
    birth_date: Day


class IdentityAsked(Asked):
    """The official paper: `kind` in the word of the page, and `expires_on` for a person's."""

    kind: Code
    number: Name
    place: Name = ""
    expires_on: Day | None = None


class QualifyingSharesAsked(Asked):
    """How many shares; `instalments` where the by-laws allow parts."""

    shares: Annotated[int, Field(strict=True, ge=1, le=10_000)]
    instalments: Annotated[int, Field(strict=True, ge=1, le=1_000)] | None = None


class AgreementAsked(Asked):
    """The by-laws were read, at this version, and will be kept; the answers are true."""

    version: Annotated[int, Field(strict=True, ge=0, le=10**9)]
    bylaws: Annotated[bool, Field(strict=True)]
    truth: Annotated[bool, Field(strict=True)]
    consents: Annotated[list[Code], Field(max_length=20)] = []


class PaperAsked(Asked):
    """What the paper is to prove."""

    kind: PaperKind
