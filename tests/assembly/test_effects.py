"""What follows from a resolution: its effect, once; and what must never follow, refused by action and database."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection

from assembly.decision_cases import (
    ADOPTED,
    LOST,
    amendment,
    board,
    decided,
    found_wrong,
    holding,
    later,
    members,
    officer,
    resolution,
)
from assembly.meeting_cases import TODAY
from rochdale.assembly import actions, errors
from rochdale.assembly.models import AnnulmentGround, EffectRun, MeetingKind
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives import queries as institutions
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.errors import BylawWithoutResolution, NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership import queries as people
from rochdale.membership.actions import BoardVote, Particulars
from rochdale.membership.errors import MeetingDecides
from rochdale.membership.queries import DepartureStepKind
from rochdale.tenancy.actions import inside
from rochdale.voting.motions import Votes

pytestmark = pytest.mark.slow

TRIBUNAL = AnnulmentGround.TRIBUNAL


def quorum(by: Acting) -> int:
    with inside(by.cooperative_id):
        return institutions.bylaw("quorum_members", by.on).number


def test_an_adopted_resolution_amends_a_bylaw_from_its_day(governed: Acting) -> None:
    first = TODAY + timedelta(days=10)
    facts = amendment(governed) | {"effective_from": first.isoformat()}
    before, number = quorum(governed), decided(governed, "amend_bylaw", facts)
    changed = actions.run_effect(by=officer(governed), number=number)
    assert changed.place == "membership:join-bylaws"
    assert (quorum(governed), quorum(later(governed, 10))) == (before, 30)
    with inside(governed.cooperative_id):
        adopted = institutions.bylaw_adoptions()[0]
    assert (adopted.resolution, adopted.resolution_id) == (
        f"resolution {number}",
        resolution(governed, number).id,
    )
    assert found_wrong(governed) == []


def test_nothing_follows_from_a_lost_resolution(governed: Acting) -> None:
    number = decided(governed, "amend_bylaw", amendment(governed), counted=LOST)
    with pytest.raises(errors.ResolutionLost):
        actions.run_effect(by=governed, number=number)


def test_nothing_follows_from_an_annulled_resolution(governed: Acting) -> None:
    number = decided(governed, "amend_bylaw", amendment(governed))
    actions.annul_resolution(by=governed, number=number, ground=TRIBUNAL, words="Judgment of 3 March.")
    with pytest.raises(errors.ResolutionAnnulled):
        actions.run_effect(by=governed, number=number)
    with pytest.raises(errors.ResolutionAnnulled):
        actions.annul_resolution(by=governed, number=number, ground=TRIBUNAL, words="Again.")
    assert found_wrong(governed) == []


def test_an_effect_runs_once(governed: Acting) -> None:
    number = decided(governed, "amend_bylaw", amendment(governed))
    actions.run_effect(by=governed, number=number)
    with pytest.raises(errors.EffectAlreadyRun) as caught:
        actions.run_effect(by=governed, number=number)
    assert caught.value.on_date == TODAY


def test_of_two_who_run_it_at_once_one_does(governed: Acting) -> None:
    number = decided(governed, "amend_bylaw", amendment(governed))
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def run() -> None:
        start.wait()
        try:
            actions.run_effect(by=governed, number=number)
            outcomes.append("ran")
        except errors.EffectAlreadyRun:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(outcomes) == ["ran", "refused"]


def test_a_resolution_of_another_cooperative_has_no_effect_here(governed: Acting, other: Acting) -> None:
    number = decided(other, "amend_bylaw", amendment(other))
    with pytest.raises(errors.ResolutionNotFound):
        actions.run_effect(by=governed, number=number)
    with pytest.raises(DatabaseError), inside(governed.cooperative_id):
        run_row(governed, resolution(other, number).id).save(force_insert=True)


def run_row(by: Acting, resolution_id: UUID, kind: str = "amend_bylaw", **facts: Any) -> EffectRun:
    with inside(by.cooperative_id), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM audit_act LIMIT 1")
        act_id = cursor.fetchone()[0]
    written = {"facts": {}, "on_date": by.on, "at": by.at, "act_id": act_id} | facts
    return EffectRun(cooperative_id=by.cooperative_id, resolution_id=resolution_id, kind=kind, **written)


def test_the_database_runs_no_effect_of_a_lost_or_annulled_resolution(governed: Acting) -> None:
    lost = decided(governed, "amend_bylaw", amendment(governed), counted=LOST)
    annulled = decided(governed, "amend_bylaw", amendment(governed))
    actions.annul_resolution(by=governed, number=annulled, ground=TRIBUNAL, words="Judgment.")
    for number in (lost, annulled):
        with pytest.raises(DatabaseError, match="INV-92"), inside(governed.cooperative_id):
            run_row(governed, resolution(governed, number).id).save(force_insert=True)


def test_the_database_runs_an_effect_as_it_was_decided_and_not_before(governed: Acting) -> None:
    facts = amendment(governed) | {"not_before": (TODAY + timedelta(days=3)).isoformat()}
    id_ = resolution(governed, decided(governed, "amend_bylaw", facts)).id
    for row in (
        run_row(governed, id_),
        run_row(governed, id_, "admit_member", on_date=TODAY + timedelta(days=3)),
    ):
        with pytest.raises(DatabaseError, match="INV-92"), inside(governed.cooperative_id):
            row.save(force_insert=True)


def test_an_effect_waits_for_its_day(governed: Acting) -> None:
    facts = amendment(governed) | {"not_before": (TODAY + timedelta(days=3)).isoformat()}
    number = decided(governed, "amend_bylaw", facts)
    with pytest.raises(errors.EffectTooEarly):
        actions.run_effect(by=governed, number=number)
    actions.run_effect(by=later(governed, 3), number=number)
    assert quorum(later(governed, 3)) == 30


def test_what_ran_stays_as_it_was_written(governed: Acting, app: psycopg.Connection[Any]) -> None:
    actions.run_effect(by=governed, number=decided(governed, "amend_bylaw", amendment(governed)))
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(governed.cooperative_id)])
    for statement in ("UPDATE assembly_effectrun SET kind = 'x'", "DELETE FROM assembly_effectrun"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
            app.execute(statement)  # type: ignore[call-overload]  # a list of texts


def test_from_the_first_resolution_on_only_one_amends_the_bylaws(governed: Acting) -> None:
    change = BylawChange("quorum_members", 40)
    cooperatives.amend_bylaw(by=governed, changes=[change], effective_from=TODAY, resolution="AGM of 2019")
    number = decided(governed, "amend_bylaw", amendment(governed))
    with pytest.raises(BylawWithoutResolution):
        cooperatives.amend_bylaw(by=governed, changes=[change], effective_from=TODAY, resolution="my word")
    with pytest.raises(DatabaseError, match="INV-92"):
        cooperatives.amend_bylaw(
            by=governed, changes=[change], effective_from=TODAY, resolution="its word",
            resolution_id=resolution(governed, number).id,
        )  # fmt: skip
    cooperatives.adopt_pack(by=governed, pack="quebec-caisse")
    assert found_wrong(governed) == []


def test_a_lost_resolution_amends_no_bylaw(governed: Acting) -> None:
    number = decided(governed, "amend_bylaw", amendment(governed), counted=LOST)
    change = BylawChange("quorum_members", 40)
    with pytest.raises(BylawWithoutResolution):
        cooperatives.amend_bylaw(
            by=governed, changes=[change], effective_from=TODAY, resolution="lost",
            resolution_id=resolution(governed, number).id,
        )  # fmt: skip


def test_the_audit_finds_an_effect_that_ran_of_nothing(
    governed: Acting, owner: psycopg.Connection[Any]
) -> None:
    number = decided(governed, "amend_bylaw", amendment(governed))
    actions.run_effect(by=governed, number=number)
    owner.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(governed.cooperative_id)])
    owner.execute("ALTER TABLE assembly_effectrun DISABLE TRIGGER append_only")
    owner.execute("UPDATE assembly_effectrun SET kind = 'admit_member'")
    owner.execute("ALTER TABLE assembly_effectrun ENABLE TRIGGER append_only")
    assert set(found_wrong(governed)) == {"INV-92"}


def test_what_an_effect_lacks_is_said_when_the_agenda_is_drafted(governed: Acting) -> None:
    with pytest.raises(errors.EffectUnknown):
        decided(governed, "sell_the_building")
    with pytest.raises(errors.EffectFaulty) as caught:
        decided(governed, "amend_bylaw", amendment(governed, name="colour_of_the_door"))
    assert caught.value.codes == ("bylaws_faulty",)
    with pytest.raises(errors.EffectFaulty) as caught:
        decided(governed, "amend_bylaw", {"changes": 3}, kind=MeetingKind.BOARD)
    assert caught.value.codes == ("other_body_decides", "effect_malformed")
    with pytest.raises(errors.EffectFaulty) as caught:
        decided(governed, "amend_bylaw", amendment(governed) | {"not_before": "some day"})
    assert caught.value.codes == (errors.EffectMalformed.code,)
    assert errors.OtherBodyDecides.code == "other_body_decides"


@pytest.mark.parametrize("value", ["many", -1, 1.5, None, [], {"a": 1}, True])
def test_a_value_that_is_none_is_refused(governed: Acting, value: object) -> None:
    with pytest.raises(errors.EffectFaulty):
        decided(governed, "amend_bylaw", amendment(governed, value))


def test_what_changes_nothing_by_itself_has_nothing_to_run(governed: Acting) -> None:
    for effect in ("", "other"):
        with pytest.raises(errors.NothingToRun):
            actions.run_effect(by=governed, number=decided(governed, effect))
    with pytest.raises(errors.ResolutionNotFound):
        actions.run_effect(by=governed, number=99)


def test_only_who_runs_meetings_sets_an_effect_going(governed: Acting) -> None:
    number = decided(governed, "amend_bylaw", amendment(governed))
    teller = officer(governed, OfficeKind.TELLER)
    with pytest.raises(NotAllowed):
        actions.run_effect(by=teller, number=number)
    with pytest.raises(NotAllowed):
        actions.annul_resolution(by=teller, number=number, ground=TRIBUNAL, words="No.")


def test_a_later_resolution_annuls_one_and_an_earlier_does_not(governed: Acting) -> None:
    first, second = decided(governed), decided(governed)
    lost = decided(governed, counted=LOST)
    by_resolution = AnnulmentGround.RESOLUTION
    for number in (None, first, lost, 99):
        with pytest.raises(errors.LaterResolutionNeeded):
            actions.annul_resolution(
                by=governed, number=second, ground=by_resolution, words="Anew.", by_number=number
            )
    with pytest.raises(errors.ReasonsMissing):
        actions.annul_resolution(by=governed, number=first, ground=by_resolution, words=" ", by_number=second)
    actions.annul_resolution(by=governed, number=first, ground=by_resolution, words="Anew.", by_number=second)
    assert found_wrong(governed) == []


def suspended(by: Acting, number: int) -> Any:
    with inside(by.cooperative_id):
        return people.suspensions_of(member_id=people.member(number=number).member_id)


def test_the_board_suspends_a_member_and_lifts_it(governed: Acting) -> None:
    member = members(governed, 1)[0]
    facts = {"number": member.number, "rights": ["vote"], "until_on": (TODAY + timedelta(days=30)).isoformat(),
             "ground": "bylaws_breached"}  # fmt: skip
    number = decided(governed, "suspend_member", facts, kind=MeetingKind.BOARD)
    assert actions.run_effect(by=governed, number=number).values == {"number": member.number}
    (found,) = suspended(governed, member.number)
    lifting = decided(governed, "lift_suspension", {"suspension_id": str(found.id)}, kind=MeetingKind.BOARD)
    actions.run_effect(by=governed, number=lifting)
    assert suspended(governed, member.number)[0].lifted_on == TODAY


def heard(by: Acting) -> str:
    member = members(by, 1)[0]
    id_ = membership.propose_exclusion(by=by, number=member.number, ground="fraud", words="Forged orders.")
    hearing = TODAY + timedelta(days=40)
    membership.notify_hearing(by=by, departure_id=id_, hearing_on=hearing, words="At ten.")
    membership.hear(by=later(by, 40), departure_id=id_, words="Nobody came.")
    return str(id_)


def test_an_exclusion_is_decided_by_the_body_of_the_bylaws(governed: Acting) -> None:
    id_, day = heard(governed), later(governed, 40)
    with pytest.raises(errors.EffectFaulty) as caught:
        decided(day, "exclude_member", {"departure_id": id_})
    assert caught.value.codes == ("other_body_decides",)
    number = decided(day, "exclude_member", {"departure_id": id_}, kind=MeetingKind.BOARD)
    assert actions.run_effect(by=day, number=number).place == "membership:departure"
    with inside(governed.cooperative_id):
        assert people.departure(departure_id=UUID(id_)).last.kind is DepartureStepKind.DECIDED


def test_where_the_meeting_excludes_the_board_does_not(governed: Acting) -> None:
    change = BylawChange("expulsion_body", "general_meeting")
    cooperatives.amend_bylaw(by=governed, changes=[change], effective_from=TODAY, resolution="AGM")
    id_, day = heard(governed), later(governed, 40)
    with pytest.raises(MeetingDecides):
        membership.decide_exclusion(
            by=day, departure_id=UUID(id_), vote=BoardVote(5, 2, 0, 7), words="Fraud."
        )
    number = decided(day, "exclude_member", {"departure_id": id_})
    actions.run_effect(by=day, number=number)
    with inside(governed.cooperative_id):
        assert people.departure(departure_id=UUID(id_)).last.kind is DepartureStepKind.DECIDED


def test_votes_that_are_too_few_for_an_exclusion_exclude_nobody(governed: Acting) -> None:
    id_, day = heard(governed), later(governed, 40)
    close = replace(ADOPTED, votes=Votes(71, 70, 0, 141, 600))
    number = decided(day, "exclude_member", {"departure_id": id_}, kind=MeetingKind.BOARD, counted=close)
    with pytest.raises(errors.DecisionMajorityMissing):
        actions.run_effect(by=day, number=number)
    with inside(governed.cooperative_id):
        assert people.departure(departure_id=UUID(id_)).last.kind is DepartureStepKind.HEARD


def test_the_meeting_appoints_the_auditor_for_a_term(governed: Acting) -> None:
    (person_id,) = membership.add_persons(by=governed, particulars=[Particulars("Roy et associés")])
    until = TODAY + timedelta(days=365)
    facts = {"person_id": str(person_id), "until_on": until.isoformat()}
    actions.run_effect(by=governed, number=decided(governed, "appoint_auditor", facts))
    with inside(governed.cooperative_id):
        (held,) = institutions.offices_of(person_id, TODAY)
        assert (held.office, held.until_on) == (OfficeKind.AUDITOR, until)
        assert institutions.offices_of(person_id, until) == []
    again = facts | {"until_on": (until + timedelta(days=365)).isoformat()}
    day = later(governed, 300)
    actions.run_effect(by=day, number=decided(day, "appoint_auditor", again))
    with inside(governed.cooperative_id):
        assert len(institutions.offices_of(person_id, until)) == 1


def test_an_effect_that_is_refused_leaves_nothing_behind(governed: Acting) -> None:
    seats, (member, *_rest) = board(governed), members(governed)
    holders = [
        *holding(seats[0], member.person_id)["holders"],
        *holding(seats[1], member.person_id)["holders"],
    ]
    number = decided(governed, "fill_seats", {"holders": holders})
    with pytest.raises(errors.SeatHeldByPerson):
        actions.run_effect(by=governed, number=number)
    with inside(governed.cooperative_id):
        assert not EffectRun.objects.exists()
        assert institutions.offices_of(member.person_id, TODAY) == []


def test_a_body_that_is_not_there_is_said(governed: Acting) -> None:
    with pytest.raises(errors.EffectFaulty) as caught:
        decided(governed, "fill_seats", holding(uuid4(), members(governed, 1)[0].person_id))
    assert caught.value.codes == ("seat_not_found",)
