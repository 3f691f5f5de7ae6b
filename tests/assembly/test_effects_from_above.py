"""A room above plugs in an effect of its own: assembly runs it under the resolution, and knows nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from assembly.decision_cases import decided, found_wrong, officer, resolution
from rochdale.assembly import actions, errors
from rochdale.assembly.actions import Changed, Decided, EffectKind
from rochdale.assembly.actions.effects import _KINDS, Facts, Setting
from rochdale.assembly.models import EffectRun, MeetingKind
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.tenancy.actions import inside
from rochdale.web.values import Effect

pytestmark = pytest.mark.slow


class Feast:
    """What a room above owns: feasts, each of some guests and never of thirteen."""

    def __init__(self) -> None:
        self.held: list[tuple[Acting, Decided, int]] = []

    def faults(self, facts: Facts, _setting: Setting) -> list[Refusal]:
        return [errors.EffectMalformed(missing="guests")] if facts.get("guests") == 13 else []

    def describe(self, facts: Facts, _setting: Setting) -> Sequence[Effect]:
        return [Effect("Guests", "0", str(facts["guests"]))]

    def run(self, by: Acting, found: Decided, facts: Facts) -> Changed:
        self.held.append((by, found, facts["guests"]))
        return Changed("membership:register", {"guests": facts["guests"]})


@pytest.fixture
def feast(monkeypatch: pytest.MonkeyPatch) -> Feast:
    own = Feast()
    monkeypatch.setattr("rochdale.assembly.actions.effects._KINDS", dict(_KINDS))
    label: Any = "Hold a feast"
    actions.offer_effect(kind=EffectKind("hold_feast", label, own.faults, own.describe, own.run))
    return own


def test_it_runs_once_with_the_counts_and_the_authority_of_the_resolution(
    governed: Acting, feast: Feast
) -> None:
    number = decided(governed, "hold_feast", {"guests": 12})
    changed = actions.run_effect(by=officer(governed), number=number)
    ((by, found, guests),) = feast.held
    assert (by.person_id, by.authority, guests) == (None, f"resolution {number}", 12)
    row = resolution(governed, number)
    assert (found.id, found.number, found.meeting) == (row.id, number, MeetingKind.SPECIAL)
    assert (found.yes, found.no, found.abstain) == (row.yes, row.no, row.abstain)
    with pytest.raises(errors.EffectAlreadyRun):
        actions.run_effect(by=officer(governed), number=number)
    assert len(feast.held) == 1
    with inside(governed.cooperative_id):
        run = EffectRun.objects.get()
    assert (run.kind, run.place, run.values) == ("hold_feast", changed.place, {"guests": 12})
    assert found_wrong(governed) == []


def test_what_its_room_finds_wrong_is_said_before_anything_runs(governed: Acting, feast: Feast) -> None:
    with pytest.raises(errors.EffectFaulty) as caught:
        decided(governed, "hold_feast", {"guests": 13})
    assert caught.value.codes == ("effect_malformed",)
    assert feast.held == []


def test_an_effect_that_no_room_offers_is_refused(governed: Acting) -> None:
    with pytest.raises(errors.EffectUnknown):
        decided(governed, "hold_feast", {"guests": 12})
