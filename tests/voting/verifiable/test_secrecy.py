"""No secret in what is printed, raised, pickled or published."""

from __future__ import annotations

import logging
import pickle
import random
import traceback
from collections.abc import Callable, Iterator

import pytest

from logged import Secrets, drawing, everything_logged, secrets_from_now
from rochdale.voting.verifiable import canonical, credentials, decryption, tally
from rochdale.voting.verifiable.ballots import check_ballot, read_ballot, write_ballot
from rochdale.voting.verifiable.groups import BELENIOS_2048
from rochdale.voting.verifiable.proofs.disjunction import Truth
from rochdale.voting.verifiable.proofs.shuffling import Mixing
from rochdale.voting.verifiable.refusals import Unsound
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.trustees import private_messages, sharing, signing, single
from rochdale.voting.verifiable.verifier.verification import verify
from voting.verifiable import spoiling, staging
from voting.verifiable.spoiling import board


def secrets_of(staged: staging.Staged) -> Iterator[str]:
    """Everything that only one person may know, as it would be written."""
    for key in (*staged.keys.values(), *staged.voters):
        yield str(key.reveal())
        yield f"{int(key.reveal()):x}"
    for text in (*staged.tokens, *staged.seeds):
        yield text.reveal()
    for seed in staged.seeds:
        own = signing.identity(staged.election.group, seed)
        yield str(own.signing.reveal())
        yield str(own.decrypting.reveal())


def test_the_secrets_that_are_looked_for_are_there() -> None:
    assert len(list(secrets_of(board()))) == (4 + 4) * 2 + 4 + 3 + 3 * 2
    assert all(len(secret) > 20 for secret in secrets_of(board()))


@pytest.mark.slow
def test_no_secret_is_printed_or_published() -> None:
    staged = board()
    archive = staged.archive
    shown = repr(staged) + str(staged) + repr(verify(archive)) + archive.decode("latin-1")
    shown += repr([signing.identity(BELENIOS_2048, seed) for seed in staged.seeds])
    assert [secret for secret in secrets_of(staged) if secret in shown] == []


@pytest.mark.slow
def test_no_secret_is_logged_when_a_whole_election_goes_wrong_and_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secrets, draws = secrets_from_now(monkeypatch), Secrets()
    monkeypatch.setattr(staging, "dice", lambda seed: drawing(random.Random(seed).randrange, draws))
    log = logging.getLogger(__name__)
    with everything_logged() as journal:
        staged = staging.board_election()
        for act in wrongs(staged):
            with pytest.raises(Unsound) as refused:
                act()
            log.error("%r is refused", act, exc_info=refused.value, extra={"election": staged})
        log.info("%r %s", verify(staged.archive), staged.keys)
    assert len(journal.kept) == len(wrongs(staged)) + 1
    assert set(secrets_of(staged)) <= secrets.to_find
    assert len(draws.to_find) > 100
    # The archive is published, with what proofs were drawn for it; of the rest nothing may be in a log.
    assert journal.with_any(secrets.to_find) == set()
    assert {each for each in journal.with_any(draws.to_find) if each not in staged.archive.decode()} == set()


def wrongs(staged: staging.Staged) -> list[Callable[[], object]]:
    """What goes wrong in an election, each with a secret at hand: what each must be refused for is tried elsewhere."""
    election, group, below = staged.election, staged.election.group, staging.dice(9)
    tallied = tally.tally(election, tally.counted([read_ballot(election, each) for each in staged.ballots]))
    key = staged.items[0]
    assert isinstance(key, single.TrusteeKey)
    false = staging.edited(
        staged.ballots[0],
        ["answers", 0, "overall_proof", 0, "response"],
        lambda told: str(int(str(told)) ^ 1),
    )
    share = decryption.decrypt(election, tallied, staged.keys[2], below).encode()
    stranger = credentials.new_credential(below)
    foreign = credentials.secret_exponent(group, election.uuid, stranger)
    own = signing.identity(group, staged.seeds[0])
    return [
        lambda: check_ballot(election, read_ballot(election, false)),
        lambda: check_ballot(election, read_ballot(election, staged.ballots[0][:-1])),
        lambda: write_ballot(election, foreign, [[1, 0], [1, 1, 0]], below),
        lambda: credentials.secret_exponent(group, election.uuid, Secret(stranger.reveal() + "x")),
        lambda: decryption.read_decryption(election, share, tallied, key),
        lambda: sharing.open_share(group, own, staged.sealed[1]),
        lambda: single.read_private(group, str(staged.keys[1].reveal()).encode() + b'"'),
        lambda: signing.identity(group, Secret(staged.seeds[0].reveal()[:-1])),
    ]


def test_a_secret_neither_prints_nor_travels() -> None:
    secret = Secret("bRF-Tp2-GqR-5pt-w6i")
    assert repr(secret) == str(secret) == f"{secret}" == "Secret(...)"
    assert secret != Secret("bRF-Tp2-GqR-5pt-w6i")
    with pytest.raises(TypeError, match="by accident"):
        pickle.dumps(secret)


def test_the_secrets_of_proofs_are_not_printed() -> None:
    assert "123456789" not in repr(Truth(1, 123456789))
    assert "123456789" not in repr(Mixing((1, 0), (123456789, 5)))


def test_a_bad_private_key_is_not_repeated() -> None:
    for content in (
        b'"0123456789012345678901234567890"',
        b'"123456789012345678901234567890',
        b"123456789012345",
    ):
        _says_nothing(lambda content=content: single.read_private(BELENIOS_2048, content), "12345")  # type: ignore[misc]


def test_a_bad_credential_is_not_repeated() -> None:
    token = Secret("12345-6789AB-CDEFG-HJKLM")
    _says_nothing(lambda: credentials.secret_exponent(BELENIOS_2048, "8Zpmf3uygZefgg", token), "6789AB")


def test_bad_marks_are_not_repeated() -> None:
    _says_nothing(
        lambda: write_ballot(
            board().election, board().voters[0], [[77777, 0], [0, 0, 0], [1, 0, 0]], staging.dice(1)
        ),
        "77777",
    )


def test_a_share_that_cannot_be_read_is_not_repeated() -> None:
    own, below = signing.identity(BELENIOS_2048, board().seeds[0]), staging.dice(1)
    for message in ('{"decryption_key":"0987654321987654321"}', '{"decryption_key":987654321}', "987654321"):
        sealed = private_messages.send(BELENIOS_2048, own, own.encryption, message, below)
        _says_nothing(lambda sealed=sealed: sharing.open_share(BELENIOS_2048, own, sealed), "987654321")  # type: ignore[misc]


def _says_nothing(act: object, secret: str) -> None:
    assert callable(act)
    with pytest.raises(Unsound) as caught:
        act()
    # As a log would print it, without the lines of this file, which name what we look for.
    said = "".join(traceback.format_exception_only(caught.value)) + repr(caught.value.facts())
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    assert secret not in said


def test_the_archive_holds_shares_only_sealed_if_at_all() -> None:
    text = board().archive.decode("latin-1")
    assert "private_key" not in text
    assert "decryption_key" not in text
    assert "polynomial" not in text


def test_a_spoiled_archive_reports_places_and_no_contents() -> None:
    report = verify(spoiling.number_with_a_sign())
    assert [dict(fault.facts) for fault in report.faults] == [
        {"at": "ballot.answers[0].overall_proof[0].response"}
    ]
    assert canonical.write({"faults": [str(fault) for fault in report.faults]})
