"""A small demo: the same for everyone, sound in its books, there whole or not at all, and built once."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import override_settings

from rochdale.assembly import queries as assembly
from rochdale.assembly.models import Meeting, Roll, RollChallenge, RollFreeze
from rochdale.audit.checks import differences
from rochdale.banking import queries as banking
from rochdale.config import demo
from rochdale.config.checks import ALL
from rochdale.config.demo.federation import build_federation
from rochdale.config.demo.scenes import FEDERATION, HARBOUR, SCENES, VIEUX_MOULIN, Scene
from rochdale.cooperatives import actions as institutions
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.errors import CooperativeNotFound
from rochdale.kernel.acting import Acting
from rochdale.ledger import queries as ledger
from rochdale.membership import queries as membership
from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import PACKAGE

pytestmark = pytest.mark.slow

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
FIRST, THROUGH = date(2026, 9, 1), date(2026, 10, 30)


def scene_at(slug: str, scene: Scene = VIEUX_MOULIN) -> Scene:
    """The same people under another name, with addresses that no other test has given a sign-in."""
    cast = tuple(replace(part, email=part.email.replace("@", f"@{slug}.")) for part in scene.cast)
    return replace(scene, slug=slug, cast=cast)


def build(slug: str, scene: Scene = VIEUX_MOULIN, members: int = 30) -> demo.Built:
    # What a password costs to guess is not our subject.
    with override_settings(PASSWORD_HASHERS=QUICK):
        return demo.build(scene=scene_at(slug, scene), members=members, first=FIRST, through=THROUGH)


@pytest.fixture(scope="module")
def built(database: str) -> demo.Built:
    """A small caisse, built once for the questions that only look."""
    return build(f"moulin-{uuid.uuid4().hex[:12]}")


def balances(slug: str) -> dict[str, int]:
    """What is on every account, by its number."""
    known = cooperatives.cooperative_by_slug(slug)
    with inside(known.id), connection.cursor() as cursor:
        cursor.execute("SELECT id, number FROM ledger_account WHERE NOT is_control")
        return {
            number: ledger.balance_on(known.id, id_, known.business_date) for id_, number in cursor.fetchall()
        }


def test_the_same_seed_gives_the_same_balances(built: demo.Built, slug: str) -> None:
    build(slug)
    assert balances(slug) == balances(built.slug)


def test_every_check_of_the_audit_is_clean(built: demo.Built, slug: str) -> None:
    build(slug, HARBOUR)
    for each in (slug, built.slug):
        assert list(differences(cooperatives.cooperative_by_slug(each).id, ALL)) == []


def test_the_sums_are_plausible(built: demo.Built) -> None:
    known = cooperatives.cooperative_by_slug(built.slug)
    assert (built.members, built.through, known.business_date) == (30, THROUGH, THROUGH)
    assert built.entries > 500
    lines = {line.number: line.balance_minor for line in ledger.trial_balance(known.id, THROUGH)}
    assert sum(lines.values()) == 0
    deposits = -(lines["2000"] + lines["2100"] + lines["2200"])
    assert 30 * 100_000 < deposits < 30 * 10_000_000
    assert 0 < lines["1000"] < deposits // 5
    assert lines["2900"] == 0  # everything carried over has found its place
    assert lines["5000"] > 0 > lines["4000"]


def test_only_the_last_day_is_open(built: demo.Built) -> None:
    assert ledger.open_days(cooperatives.cooperative_by_slug(built.slug).id) == [THROUGH]


def test_a_second_build_changes_nothing(built: demo.Built) -> None:
    before = balances(built.slug)
    again = build(built.slug, members=60)
    assert again.again
    assert balances(built.slug) == before


def test_something_waits_and_something_is_held(built: demo.Built) -> None:
    known = cooperatives.cooperative_by_slug(built.slug)
    with inside(known.id):
        assert banking.waiting()
    with inside(known.id), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry WHERE reverses_id IS NOT NULL")
        assert cursor.fetchone() == (1,)
        # Somebody moved away, and somebody died.
        cursor.execute("SELECT count(*) FROM membership_member WHERE left_on IS NOT NULL")
        assert cursor.fetchone() == (2,)
        cursor.execute("SELECT count(*) FROM ledger_hold WHERE purpose = 'cheque'")
        assert cursor.fetchone() == (1,)


def test_an_interrupted_build_leaves_nothing(database: str, slug: str) -> None:
    def interrupt(name: str, done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), override_settings(PASSWORD_HASHERS=QUICK):
        demo.build(scene=scene_at(slug), members=30, first=FIRST, through=THROUGH, progress=interrupt)
    with pytest.raises(CooperativeNotFound):
        cooperatives.cooperative_by_slug(slug)


@pytest.mark.slow
def test_the_federation_has_the_cooperatives_of_the_demo_as_members(database: str, slug: str) -> None:
    slugs = {known: f"{slug}-{known}" for known in ("vieux-moulin", "harbour")}
    for each in slugs.values():
        by = Acting(uuid.uuid4(), None, None, "test", FIRST, datetime(2026, 9, 1, 15, tzinfo=UTC))
        institutions.found_cooperative(
            by=by,
            slug=each,
            name=each,
            tier=cooperatives.Tier.PRIMARY,
            currency="CAD",
            languages=["fr"],
            time_zone="America/Toronto",
            holidays="CA-QC",
        )
    scene = scene_at(f"{slug}-fed", FEDERATION)
    with override_settings(PASSWORD_HASHERS=QUICK):
        built = build_federation(on=THROUGH, scene=scene, slugs=slugs)
        assert build_federation(on=THROUGH, scene=scene, slugs=slugs).again
    own = cooperatives.cooperative_by_slug(scene.slug)
    assert (own.tier, built.members) == (cooperatives.Tier.FEDERATION, 5)
    with inside(own.id):
        lines = membership.register(cooperative_id=own.id).lines
        assert {line.kind for line in lines} == {membership.PersonKind.COOPERATIVE}
        linked = {membership.person(person_id=line.person_id).particulars.cooperative_slug for line in lines}
        assert linked == {"", *slugs.values()}
        assert all(membership.representatives_of(person_id=line.person_id) for line in lines)
    assert list(differences(own.id, ALL)) == []


def test_no_text_names_a_member() -> None:
    """V-7: merchants bear no family name of the demo, and no organization of its register."""
    source = (PACKAGE / "config" / "demo" / "texts.py").read_text(encoding="utf-8")
    for scene in SCENES:
        names = {*scene.names.family, *(part.family_name for part in scene.cast), *scene.organizations}
        assert [name for name in sorted(names) if f" {name}" in source] == []


def test_people_are_told_by_their_role() -> None:
    roles = [role for role, _, _ in demo.people()]
    wanted = {"member", "teller", "manager", "treasurer", "secretary", "chair", "director", "auditor"}
    assert wanted <= set(roles)
    assert len({email for _, email, _ in demo.people()}) == len(roles)


def test_people_of_the_demo_agree_ask_and_are_told(built: demo.Built) -> None:
    known = cooperatives.cooperative_by_slug(built.slug)
    with inside(known.id):
        member = membership.register(cooperative_id=known.id, search="odile").lines[0].person_id
        assert membership.consents_given(person_id=member)
        assert membership.file_views_of(person_id=member).lines
        assert membership.names_asked().lines
        assert membership.departures_under_way()
        assert membership.letters_for_paper().lines


def test_the_roll_of_a_special_meeting_is_frozen_after_a_challenge(built: demo.Built) -> None:
    known = cooperatives.cooperative_by_slug(built.slug)
    with inside(known.id):
        challenged = RollChallenge.objects.values("roll_id")
        frozen = Roll.objects.get(id__in=RollFreeze.objects.filter(roll_id__in=challenged).values("roll_id"))
        roll = assembly.roll(Meeting.objects.get(id=frozen.meeting_id).number)
        counts = assembly.roll_counts(roll.id)
        challenges = assembly.challenges(roll.id)
    assert roll.frozen is not None
    assert counts.entitled == roll.frozen.entitled > 0
    assert counts.waiting == 0
    assert [each.is_upheld for each in challenges] == [False]
