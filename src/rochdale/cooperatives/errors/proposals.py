"""How acts that wait for a second person refuse; nothing has changed when one is raised."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.cooperatives.errors.base import CooperativesRefusal


class ProposalNotFound(CooperativesRefusal):
    """No such proposed act in this cooperative."""

    code: ClassVar[str] = "proposal_not_found"

    def __init__(self, *, proposal_id: UUID) -> None:
        super().__init__()
        self.proposal_id = proposal_id

    def message(self) -> str:
        return _("This act is not among those that waited here for a second person.")


class ProposerUnknown(CooperativesRefusal):
    """An act for two persons was proposed by nobody: the program cannot be the first of two."""

    code: ClassVar[str] = "proposer_unknown"

    def message(self) -> str:
        return _("This act takes two persons, and nobody is signed in to be the first.")


class OwnProposal(CooperativesRefusal):
    """Who proposed an act does not approve or refuse it (INV-90)."""

    code: ClassVar[str] = "own_proposal"

    def __init__(self, *, proposal_id: UUID) -> None:
        super().__init__()
        self.proposal_id = proposal_id

    def message(self) -> str:
        return _("You proposed this act yourself: another person decides on it. Nothing changed.")


class NotOwnProposal(CooperativesRefusal):
    """Only who proposed an act withdraws it."""

    code: ClassVar[str] = "not_own_proposal"

    def __init__(self, *, proposal_id: UUID) -> None:
        super().__init__()
        self.proposal_id = proposal_id

    def message(self) -> str:
        return _("Another person proposed this act: refuse it instead, and say why. Nothing changed.")


class ProposalDecided(CooperativesRefusal):
    """The act was decided already; it is decided once (INV-90)."""

    code: ClassVar[str] = "proposal_decided"

    def __init__(self, *, proposal_id: UUID, outcome: str) -> None:
        super().__init__()
        self.proposal_id = proposal_id
        self.outcome = outcome

    def message(self) -> str:
        return _("This act was decided already. Nothing changed. Open it to see by whom.")


class ProposalReasonMissing(CooperativesRefusal):
    """A refusal of a proposed act says why."""

    code: ClassVar[str] = "proposal_reason_missing"

    def message(self) -> str:
        return _("Say in a few words why you refuse. Nothing changed.")


class ProposalKeyReused(CooperativesRefusal):
    """The key of the request was used for another act."""

    code: ClassVar[str] = "proposal_key_reused"

    def __init__(self, *, key: str) -> None:
        super().__init__()
        self.key = key

    def message(self) -> str:
        return _("This request was used for another act already. Nothing changed. Begin again.")
