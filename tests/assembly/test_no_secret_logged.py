"""No secret in a log: a whole election over the actions, with what goes wrong on the way, while every logger writes."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable

import pytest
from django.db import connections

from assembly import ballot_cases
from assembly.ballot_cases import CODE, Run, asked_motion, set_up
from assembly.floor import open_floor
from assembly.test_ballots import AGAINST, FOR, spoilt
from journeys.ballot_hall import TRUSTEE_LINK
from logged import SQL, Secrets, drawing, everything_logged, secrets_from_now
from rochdale.assembly.errors import BallotPartsMissing, BallotRefused, PartOutOfTurn
from rochdale.assembly.models import BallotPartKind
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.membership import actions as membership
from rochdale.membership.models import Letter
from rochdale.membership.queries import opened_words
from rochdale.tenancy.actions import inside
from rochdale.voting.verifiable import credentials
from rochdale.voting.verifiable.ballots import write_ballot
from rochdale.voting.verifiable.groups import BELENIOS_2048
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.trustees import single

pytestmark = pytest.mark.slow

_LINE = 30  # a shorter line of a letter may stand in a log for another reason


def refused(refusal: type[Refusal], act: Callable[[], object]) -> None:
    """What is refused is logged as by a caller that writes down whatever goes wrong."""
    try:
        act()
    except refusal:
        logging.getLogger(__name__).exception("refused")
    else:
        pytest.fail("was not refused")


def letters_of(run: Run) -> list[str]:
    """The letters with voting codes and with the links of trustees, as their recipients read them."""
    own = run.by.cooperative_id
    with inside(own):
        kinds = ("ballot_code", "ballot_trustee")
        bodies = Letter.objects.filter(kind__in=kinds).values_list("body", flat=True)
        return [opened_words(own, body) for body in bodies]


def send_letters(run: Run) -> None:
    with inside(run.by.cooperative_id):
        waiting = list(Letter.objects.filter(kind="ballot_trustee").values_list("id", flat=True))
    for each in waiting:
        membership.send_letter(cooperative_id=run.by.cooperative_id, letter_id=each, at=run.by.at)


def an_election(by: Acting) -> tuple[Run, list[str]]:
    """From the set-up to the result, one key mandatory and two of three that share one, with all that is refused."""
    run = set_up(open_floor(by), asked_motion(), mandatory=1, sharing_=3)
    send_letters(run)
    run.make_keys(1)
    run.share_key(2, 3, 4)
    run.opened()
    letters = letters_of(run)
    good = run.ballot(0, FOR)
    stranger = credentials.secret_exponent(
        run.group, run.uuid, credentials.new_credential(ballot_cases.BELOW)
    )
    foreign = write_ballot(run.election(), stranger, [FOR], random.Random(8).randrange)
    for content in (spoilt(good), foreign, good[:-1]):
        refused(BallotRefused, lambda content=content: run.cast(content))  # type: ignore[misc]  # a default names it to the call
    run.cast(good)
    run.vote(1, AGAINST)
    refused(PartOutOfTurn, lambda: run.decrypt(1))
    run.close()
    assert run.give(2, BallotPartKind.DECRYPTION, run.share_of(3), run.after).fault
    assert run.give(1, BallotPartKind.DECRYPTION, run.share_of(2, owner=1), run.after).fault
    run.decrypt(1, 2)
    refused(BallotPartsMissing, run.count)
    run.decrypt(4)
    run.count()
    return run, letters


def test_no_secret_of_a_whole_election_is_logged(governed: Acting, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets, drawn = secrets_from_now(monkeypatch), Secrets()
    monkeypatch.setattr(ballot_cases, "BELOW", drawing(ballot_cases.BELOW, drawn))
    monkeypatch.setattr(connections["default"], "force_debug_cursor", True)
    with everything_logged() as journal:
        run, letters = an_election(governed)
    hidden = {str(key.reveal()) for key in run.keys.values()} | set(CODE.findall("".join(letters)))
    links = set(TRUSTEE_LINK.findall("".join(letters)))
    assert (len(hidden), len(links)) == (4 + 7, 4)
    assert hidden <= secrets.to_find
    assert {name for name, _text in journal.kept} >= {__name__, SQL}
    # Even the statements, which no log of the product holds, name no secret: in the database it stands sealed.
    assert journal.with_any(secrets.to_find | links) == set()
    lines = {line for letter in letters for line in letter.splitlines() if len(line) >= _LINE}
    assert len(lines) > 4
    assert len(drawn.to_find) > 300
    assert journal.with_any(lines | drawn.to_find, but=SQL) == set()


def test_what_would_be_logged_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = secrets_from_now(monkeypatch)
    key, code = single.new_secret(BELENIOS_2048, ballot_cases.BELOW), Secret("bRF-Tp2-GqR-5pt-w6i")
    log = logging.getLogger(f"{__name__}.of_another")
    log.disabled = True
    with everything_logged() as journal:
        log.debug("made", extra={"number": int(key.reveal())})
        wrong = ValueError("wrong")
        wrong.__cause__ = KeyError(f"{int(key.reveal()):x}")
        log.info("%s is refused", {"code": code.reveal()}, exc_info=wrong)
        log.debug("nothing but %s", code)
    number = int(key.reveal())
    assert journal.with_any(secrets.to_find) == {code.reveal(), str(number), f"{number:x}"}
    assert log.disabled
