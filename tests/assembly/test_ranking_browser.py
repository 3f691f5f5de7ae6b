"""A vote that asks for an order, in the browser: members rank, trustees shuffle and open, two programs verify."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assembly.booth_urls import Fed
from assembly.conftest import Call
from assembly.trustee_page import give, kept, make_key
from browsing import opened
from needs import needs_program
from rochdale.assembly.queries import paper, practice
from rochdale.voting.verifiable import (
    canonical,
    casting,
    credentials,
    decryption,
    result,
    shuffles,
    tally,
)
from rochdale.voting.verifiable.archive import writing
from rochdale.voting.verifiable.archive.writing import Kind
from rochdale.voting.verifiable.arithmetic import number
from rochdale.voting.verifiable.ballots import Ballot, read_ballot
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.election import Election, read_election, write_election
from rochdale.voting.verifiable.groups import RFC_3526_2048
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.proofs import generators
from rochdale.voting.verifiable.questions import Choice, Ranking
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.tally import Tally
from rochdale.voting.verifiable.trustees import bodies, single
from rochdale.voting.verifiable.verifier.verification import verify
from screens import Screen
from voting.verifiable import staging
from voting.verifiable.spoiling.shuffles import shuffle_outside_the_group
from voting.verifiable.staging import Staged, dice, edited, tool_accepts

pytestmark = pytest.mark.browser
UUID = "8Zpmf3uygZefgg"
CODES = ["12345-6789AB-CDEFG-HJKLMN", "2vK9a-Qm3xZt-8Yhd4-WpR7nB", "3vK9a-Qm3xZt-8Yhd4-WpR7nB"]
CANDIDATES = ("Amina", "Béatrice", "Chen", "Diop")
QUESTIONS = (
    Choice("Ouvrir le samedi ?", ("Oui", "Non"), 1, 1, blank=True),
    Ranking("Dans quel ordre ?", CANDIDATES),
    Choice("Which projects?", ("A", "B", "C"), 0, 2),
)
SHUFFLE, OPEN = "Shuffle the rankings", "Open the result"


@pytest.fixture
def trustee(browser: Browser, site: str) -> Iterator[Page]:
    with opened(browser, f"{site}/vote/trustee/", accept_downloads=True) as (page, said):
        yield page
        assert said == []


@dataclass
class Vote:
    """A vote with rankings as the server keeps it: the board grows, and what enters it is checked."""

    election: Election
    items: tuple[single.TrusteeKey, ...]
    chain: writing.Chain
    file: Path
    voters: tuple[int, ...]

    @classmethod
    def called(cls, folder: Path, keys: list[str]) -> Vote:
        """A vote under the trustees' keys."""
        group = RFC_3526_2048
        items = tuple(single.read_key(group, json.loads(key), "key") for key in keys)
        election = write_election(
            uuid=UUID, name="Conseil", description="D", group=group, y=bodies.election_key(group, items),
            questions=QUESTIONS,
        )  # fmt: skip
        voters = tuple(
            credentials.public_credential(group, credentials.secret_exponent(group, UUID, Secret(code)))
            for code in CODES
        )
        begun = writing.begin(
            staging.SECONDS, election, bodies.write_trustees(items), credentials.write_list(voters)
        )
        vote = cls(read_election(election), items, begun.chain, folder / f"{UUID}.bel", voters)
        vote.file.write_bytes(begun.content)
        return vote

    def add(self, kind: Kind, *parts: bytes) -> None:
        """Append an event."""
        appended = writing.append(self.chain, kind, parts)
        self.chain = appended.chain
        self.file.write_bytes(self.file.read_bytes() + appended.content)

    def admit(self, content: bytes) -> Ballot:
        """Let a ballot in, if it may come."""
        box = casting.Box(set(self.voters), {}.get, {}.get)
        ballot = casting.admit(self.election, box, content)
        self.add(Kind.BALLOT, content)
        return ballot

    def close(self, ballots: list[Ballot]) -> Tally:
        """End the ballots, and publish the encrypted tally."""
        counted = tally.counted(ballots)
        opened = tally.tally(self.election, counted)
        parts = tally.write_tally(opened, len(counted))
        self.add(Kind.END_BALLOTS)
        self.add(Kind.ENCRYPTED_TALLY, parts.tally, parts.sized)
        return opened


def rank(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name).first.click()


def cast(screen: Screen, code: str, ticks: tuple[str, str], names: tuple[str, ...]) -> None:
    """A whole vote; `ticks` are of the first and the last question."""
    page, words = screen.page, screen.words
    page.get_by_role("button", name=words("Begin")).click()
    page.get_by_label(words("Voting code")).fill(code)
    page.get_by_role("button", name=words("Continue")).click()
    page.get_by_label(ticks[0], exact=True).check()
    page.get_by_role("button", name=words("Continue")).click()
    rank(page, *names)
    screen.look()
    page.get_by_role("button", name=words("Continue")).click()
    page.get_by_label(ticks[1], exact=True).check()
    page.get_by_role("button", name=words("Continue")).click()
    screen.look()
    page.get_by_role("button", name=words("Cast my ballot")).click()
    page.get_by_role("heading", name=words("Your ballot is cast")).wait_for()


def in_booth(browser: Browser, site: str, width: int, language: str) -> Iterator[Screen]:
    with opened(browser, f"{site}/booth/", width=width, language=language) as (page, said):
        yield Screen(page, f"{site}/booth/", (width, language), said)


@needs_program("belenios-tool")
@pytest.mark.slow
def test_rankings_go_from_the_booth_to_the_result_and_two_programs_verify_them(
    browser: Browser, site: str, fed: Fed, trustee: Page, tmp_path: Path
) -> None:
    """On a phone in French, at a desk in English; one vote again; two trustees shuffle and open, offline."""
    keys = [make_key(trustee, tmp_path / f"{place}.privkey", ranks=True) for place in (1, 2)]
    vote = Vote.called(tmp_path, keys)
    fed.election = election_text(vote)
    trustee.context.set_offline(True)
    for code, width, language, ticks, names in [
        (CODES[0], 360, "fr", ("Oui", "A"), ("Diop", "Amina")),
        (CODES[1], 1280, "en", ("Non", "B"), ("Chen", "Béatrice", "Amina", "Diop")),
        (CODES[2], 360, "en", ("Oui", "C"), ("Blank",)),
        (CODES[0], 360, "fr", ("Non", "A"), ("Amina", "Chen", "Béatrice")),
    ]:
        for screen in in_booth(browser, site, width, language):
            cast(screen, code, ticks, names)
    opened_ = vote.close([vote.admit(ballot.encode()) for ballot in fed.cast])
    for place in (1, 2):
        give(trustee, SHUFFLE, vote.file, tmp_path / f"{place}.privkey")
        trustee.get_by_role("button", name="Save my shuffle").wait_for()
        saved = kept(trustee, SHUFFLE, "Save my shuffle", tmp_path / "shuffle").read_bytes()
        content, owned = saved.splitlines()
        shuffle = shuffles.read_shuffle(vote.election, content, opened_)
        assert owned == writing.owned(place, content)
        assert shuffle.ciphertexts[0] != opened_[1]
        opened_ = shuffles.shuffled(vote.election, opened_, shuffle)
        vote.add(Kind.SHUFFLE, content, owned)
    vote.add(Kind.END_SHUFFLES)
    given = {}
    for place in (1, 2):
        give(trustee, OPEN, vote.file, tmp_path / f"{place}.privkey")
        part = trustee.get_by_label("Your part, with its proof")
        part.wait_for()
        assert trustee.locator("[aria-labelledby=open] [data-fact=shufflers]").inner_text() == "1, 2"
        content, owned = part.input_value().encode().splitlines()
        given[place] = decryption.read_decryption(vote.election, content, opened_, vote.items[place - 1])
        assert owned == writing.owned(place, content)
        vote.add(Kind.PARTIAL_DECRYPTION, content, owned)
    combined = decryption.combine(vote.election.group, vote.items, given, opened_)
    outcome = result.open_tally(vote.election, opened_, combined, 3)
    assert outcome[0] == (0, 1, 2)
    assert sorted(outcome[1]) == [(0, 0, 0, 0), (1, 3, 2, 0), (3, 2, 1, 4)]  # type: ignore[type-var]
    assert outcome[2] == (1, 1, 1)
    vote.add(Kind.RESULT, result.write_result(outcome))
    report = verify(vote.file.read_bytes())
    assert report.is_sound, report.faults
    assert tool_accepts(tmp_path, vote.file.read_bytes(), UUID)


def election_text(vote: Vote) -> str:
    """The election object of a vote's archive."""
    content = vote.file.read_bytes()
    start = content.index(b'{"version":1,"description"')
    return content[start : content.index(b"\0", start)].decode()


@pytest.fixture
def ranking_booth(browser: Browser, site: str) -> Iterator[Page]:
    """The question that asks for an order, in the practice booth."""
    with opened(browser, f"{site}/vote/practice/ranking/", width=360) as (page, said):
        page.get_by_role("button", name="Begin").click()
        page.get_by_role("button", name="Continue").click()
        page.get_by_label("Yes").check()
        page.get_by_role("button", name="Continue").click()
        page.locator("#question-2:focus").wait_for()
        yield page
        assert said == []


def order(page: Page) -> list[str]:
    """What stands before each answer."""
    return page.locator("section:not([hidden]) .rank span").all_inner_texts()


def test_who_ranks_can_take_out_put_sooner_and_begin_again(ranking_booth: Page) -> None:
    page = ranking_booth
    status = page.locator("section:not([hidden]) [role=status]")
    rank(page, "Trees", "Music", "A ramp")
    assert order(page) == ["", "2nd", "", "1st", "3rd", ""]
    assert page.get_by_role("button", name="1st Trees along the canal", pressed=True).is_visible()
    listed = ["1st Trees along the canal", "2nd Music lessons at the school", "3rd A ramp for the library"]
    assert status.inner_text() == ", ".join(listed)
    assert [each.split(" Earlier")[0] for each in page.locator("[data-order] li").all_inner_texts()] == listed
    page.get_by_role("button", name="Earlier: A ramp for the library").click()
    assert order(page) == ["", "3rd", "", "1st", "2nd", ""]
    page.get_by_role("button", name="Earlier: A ramp for the library").click()
    assert order(page) == ["", "3rd", "", "2nd", "1st", ""]
    assert page.evaluate("document.activeElement.textContent") == "1st A ramp for the library"
    rank(page, "2nd Trees")
    assert order(page) == ["", "2nd", "", "", "1st", ""]
    page.get_by_role("button", name="Take the last one out").click()
    assert order(page) == ["", "", "", "", "1st", ""]
    rank(page, "Blank")
    assert order(page) == [""] * 6
    assert page.get_by_role("button", name="Blank: none of these", pressed=True).is_visible()
    assert not page.get_by_role("button", name="Take the last one out").is_visible()
    rank(page, "The repair")
    assert page.get_by_role("button", name="Blank: none of these", pressed=False).is_visible()
    assert order(page) == ["", "", "1st", "", "", ""]


def test_an_order_is_asked_for_and_comes_back_in_the_review(ranking_booth: Page) -> None:
    page = ranking_booth
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("alert").get_by_text("Choose the answers in your order").wait_for()
    rank(page, "Blank", "Blank")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("alert").get_by_text("Choose the answers in your order").wait_for()
    rank(page, "Music", "A van")
    assert not page.get_by_role("alert").is_visible()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Malik Benali").check()
    page.get_by_role("button", name="Continue").click()
    assert page.locator("[data-reviewed] li").all_inner_texts() == [
        "Yes", "1st Music lessons at the school", "2nd A van for the volunteer drivers", "Malik Benali"
    ]  # fmt: skip
    page.get_by_role("button", name="Change: In which order").click()
    assert order(page) == ["2nd", "1st", "", "", "", ""]
    rank(page, "Trees")
    page.get_by_role("button", name="Continue").click()
    assert page.locator("[data-reviewed] li").count() == 5
    page.get_by_role("button", name="Cast my ballot").click()
    page.get_by_role("heading", name="Your practice ballot arrived").wait_for()
    assert page.locator("[aria-pressed=true]").count() == 0  # nothing of the vote is left in the page


def test_the_keyboard_alone_ranks(ranking_booth: Page) -> None:
    press = ranking_booth.keyboard.press
    for key in ("Tab", "Tab", "Space", "Tab", "Enter", "Tab", "Space"):
        press(key)
    assert order(ranking_booth) == ["", "1st", "2nd", "3rd", "", ""]
    for _ in range(4):  # over two answers and the first "Earlier" to the one of the third
        press("Tab")
    press("Enter")
    assert order(ranking_booth) == ["", "1st", "3rd", "2nd", "", ""]
    assert ranking_booth.evaluate("document.activeElement.ariaLabel") == "Earlier: Trees along the canal"
    press("Enter")
    assert ranking_booth.evaluate("document.activeElement.textContent") == "1st Trees along the canal"


@pytest.mark.parametrize(
    "choice", [[1, 1, 0, 0], [0, 2, 0, 0], [1, 2, 3], [1, 2, 3, 4, 5], [-1, 1, 0, 0], [1.5, 1, 2, 3]]
)
def test_ranks_that_no_order_gives_are_not_encrypted(script: Call, choice: list[float]) -> None:
    told = json.loads(practice.RANKING_ELECTION)
    told["questions"] = [{"type": "NonHomomorphic", "value": {"answers": list("ABCD"), "question": "Q"}}]
    made = script(
        f"ballot.makeBallot({json.dumps(json.dumps(told))}, '{practice.CODE}', [{choice}]).catch((error) => error.name)"
    )
    assert made == "RangeError"


def test_the_second_group_is_that_of_the_text_that_names_it(script: Call) -> None:
    group = RFC_3526_2048
    assert [int(script(f"squares.{name}")) for name in "pqg"] == [group.p, group.q, group.g]
    below = dice(7)
    for candidate in [0, 1, 2, 3, int(group.p) - 1, int(group.p), *(below(int(group.p)) for _ in range(12))]:
        assert script(f"decryption.isMember(squares, {candidate}n)") is group.has(number(candidate))
        assert int(
            script(f"decryption.power(squares, {candidate + 2}n, {int(group.q) - candidate % 9}n)")
        ) == pow(candidate + 2, int(group.q) - candidate % 9, int(group.p))


def test_the_practice_vote_with_a_ranking_is_whole(script: Call) -> None:
    election = read_election(practice.RANKING_ELECTION.encode())
    seed = int(hashlib.sha256(b"Rochdale practice vote").hexdigest(), 16)
    assert election.y == pow(seed, (election.group.p - 1) // election.group.q, election.group.p)
    assert (
        script(f"ballot.credentialHash({json.dumps(practice.RANKING_ELECTION)}, '{practice.CODE}')")
        == practice.RANKING_CREDENTIAL
    )
    told, choices = json.dumps(practice.RANKING_ELECTION), "[[0,1,0], [0,2,1,0,3], [1,0,0,0]]"
    made = script(f"ballot.makeBallot({told}, '{practice.CODE}', {choices})")
    ballot = read_ballot(election, made.encode())
    casting.admit(election, casting.Box({ballot.credential}, {}.get, {}.get), made.encode())
    spoilt = edited(made.encode(), ["answers", 1, "proof", "response"], lambda text: str(int(str(text)) - 1))
    with pytest.raises(Unsound) as refused:
        casting.admit(election, casting.Box({ballot.credential}, {}.get, {}.get), spoilt)
    assert refused.value.reason is Reason.BALLOT_HASH_FALSE
    french, english = (paper(practice.RANKING_ELECTION, language=one).questions[1] for one in ("fr", "en"))
    assert french.is_ranking
    assert french.text.startswith("Dans quel ordre")
    assert english.text.startswith("In which order")


def test_an_election_arrives_in_the_booth_to_the_byte(browser: Browser, site: str, fed: Fed) -> None:
    """However it is spelled: a ballot carries the hash of it."""
    told = json.loads(practice.ELECTION)
    told["name"] = '<b>&amp; "R&D" </template><script> \N{LINE SEPARATOR}é\N{GRINNING FACE}'
    told["questions"] = told["questions"][:1]
    told["translations"]["fr"]["questions"] = told["translations"]["fr"]["questions"][:1]
    fed.election = "\r\n" + json.dumps(told, ensure_ascii=False, indent=1).replace("\n", "\r\n")
    with opened(browser, f"{site}/booth/") as (page, said):
        page.get_by_role("button", name="Begin").click()
        page.get_by_label("Voting code").fill(CODES[0])
        page.get_by_role("button", name="Continue").click()
        page.get_by_label("Yes").check()
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Cast my ballot").click()
        page.get_by_role("heading", name="Your ballot is cast").wait_for()
        assert said == []
    read_ballot(read_election(fed.election.encode()), fed.cast[0].encode())


@cache
def closed() -> Staged:
    """One ranking question, two trustees who both shuffled; a test takes as many of its events as it needs."""
    return staging.ranking_election()


def up_to(kind: str, occurrence: int = 0) -> Staged:
    """The history before an event."""
    staged = closed()
    return replace(staged, steps=staged.steps[: staged.place(kind, occurrence)])


def key_of(owner: int, folder: Path) -> Path:
    file = folder / f"{owner}.privkey"
    file.write_text(json.dumps(str(closed().keys[owner].reveal())), encoding="utf-8")
    return file


def kept_as(staged: Staged, folder: Path) -> Path:
    file = folder / "vote.bel"
    file.write_bytes(staged.archive)
    return file


def spoilt(change: tuple[str | int, ...], by: Callable[[Json], Json]) -> Staged:
    """The first shuffle with one value changed, and the shuffles ended after it."""
    staged = up_to("EndShuffles")
    place = staged.place("Shuffle")
    return shuffled_by(edited(staged.steps[place][1][0], change, by))


def shuffled_by(content: bytes) -> Staged:
    """The first shuffle as given, and the shuffles ended after it."""
    staged = up_to("EndShuffles")
    place = staged.place("Shuffle")
    steps = [*staged.steps[:place], ("Shuffle", [content, writing.owned(1, content)]), ("EndShuffles", [])]
    return replace(staged, steps=steps)


def unsorted() -> Staged:
    """The encrypted tally in another order, from which one could tell when somebody voted."""
    staged = up_to("PartialDecryption")
    place = staged.place("EncryptedTally")
    content = edited(staged.steps[place][1][0], [0], lambda ballots: [*ballots[1:], ballots[0]])  # type: ignore[index,misc]  # a list
    sized = edited(staged.steps[place][1][1], ["encrypted_tally"], lambda _: hex_of(content))
    return staging.replaced(staged, place, [content, sized])


def of_a_choice() -> Staged:
    """A vote without rankings, closed."""
    staged = staging.small_election([(0, [[1, 0]]), (1, [[0, 1]])], Choice("Q", ("a", "b"), 1, 1))
    return replace(staged, steps=staged.steps[: staged.place("PartialDecryption")])


def more(text: Json) -> Json:
    return str(int(str(text)) + 1)


FALSE = "A shuffle in this archive is false"
REFUSED: dict[str, tuple[str, Callable[[], Staged], str]] = {
    "opened before any shuffle": (OPEN, lambda: up_to("Shuffle"), "not shuffled to the end"),
    "opened before shuffles end": (OPEN, lambda: up_to("EndShuffles"), "not shuffled to the end"),
    "shuffled after the end": (SHUFFLE, lambda: up_to("PartialDecryption"), "shuffles of this vote are ended"),
    "shuffled before the close": (SHUFFLE, lambda: up_to("EndBallots"), "This vote is not closed"),
    "nothing to shuffle": (SHUFFLE, of_a_choice, "asks for no order"),
    "a ballot twice": (OPEN, lambda: spoilt(("ciphertexts", 0), lambda all_: [all_[0], *all_[:-1]]), FALSE),  # type: ignore[index,misc]  # a list
    "a ballot left out": (OPEN, lambda: spoilt(("ciphertexts", 0), lambda all_: all_[1:]), FALSE),  # type: ignore[index]  # a list
    "no member": (OPEN, lambda: spoilt(("ciphertexts", 0, 0, "beta"), lambda _: str(RFC_3526_2048.p - 1)), FALSE),
    "no member, and a proof that holds": (OPEN, lambda: shuffled_by(shuffle_outside_the_group()), FALSE),
    "another spelling": (OPEN, lambda: spoilt(("ciphertexts", 0, 0, "beta"), lambda text: f"0{text}"), FALSE),
    **{
        f"t{place + 1}": (OPEN, lambda place=place: spoilt(("proofs", 0, 0, place), lambda _: "4"), FALSE)
        for place in range(3)
    },
    "t41": (OPEN, lambda: spoilt(("proofs", 0, 0, 3, 0), lambda _: "4"), FALSE),
    "t42": (OPEN, lambda: spoilt(("proofs", 0, 0, 3, 1), lambda _: "4"), FALSE),
    "t_hat": (OPEN, lambda: spoilt(("proofs", 0, 0, 4, 2), lambda _: "4"), FALSE),
    **{
        f"s{place + 1}": (OPEN, lambda place=place: spoilt(("proofs", 0, 1, place), more), FALSE) for place in range(4)
    },
    "s_hat": (OPEN, lambda: spoilt(("proofs", 0, 1, 4, 1), more), FALSE),
    "s_prime": (OPEN, lambda: spoilt(("proofs", 0, 1, 5, 1), more), FALSE),
    "c": (OPEN, lambda: spoilt(("proofs", 0, 2, 1), lambda _: "4"), FALSE),
    "c_hat": (OPEN, lambda: spoilt(("proofs", 0, 3, 1), lambda _: "4"), FALSE),
    "no proof": (OPEN, lambda: spoilt(("proofs", 0), lambda _: []), FALSE),
    "proofs of nothing": (OPEN, lambda: spoilt(("proofs",), lambda _: []), FALSE),
    "a tally in another order": (OPEN, unsorted, "not the sum of the ballots"),
}  # fmt: skip


@pytest.mark.slow
def test_a_trustee_gives_nothing_to_what_is_not_in_order(trustee: Page, tmp_path: Path) -> None:
    for name, (section, made, said) in REFUSED.items():
        give(trustee, section, kept_as(made(), tmp_path), key_of(1, tmp_path))
        part = trustee.get_by_role("region", name=section)
        part.get_by_role("alert").get_by_text(said).wait_for(), name
        assert not part.locator("[data-after=give]").is_visible(), name
        trustee.reload()


def test_a_trustee_opens_what_python_shuffled(trustee: Page, tmp_path: Path) -> None:
    staged = up_to("PartialDecryption")
    before = closed_tally()
    for place in (0, 1):
        content = staged.steps[staged.place("Shuffle", place)][1][0]
        before = shuffles.shuffled(
            staged.election, before, shuffles.read_shuffle(staged.election, content, before)
        )
    give(trustee, OPEN, kept_as(staged, tmp_path), key_of(2, tmp_path))
    part = trustee.get_by_label("Your part, with its proof")
    part.wait_for()
    content, owned = part.input_value().encode().splitlines()
    item = staged.items[1]
    assert isinstance(item, single.TrusteeKey)
    decryption.read_decryption(staged.election, content, before, item)
    assert owned == writing.owned(2, content)


def closed_tally() -> Tally:
    """The encrypted tally of `closed`."""
    staged = closed()
    return tally.tally(staged.election, [read_ballot(staged.election, each) for each in staged.ballots])


@pytest.mark.parametrize("size", [0, 1, 3])
def test_our_shuffle_is_read_by_python(script: Call, size: int) -> None:
    election = closed().election
    before = (closed_tally()[0][:size],)
    told = canonical.write([each.to_json() for each in before[0]])
    made = script(f"shuffling.shuffle(squares, {json.dumps(election.fingerprint)}, '{election.y}', {told})")
    content = canonical.encode({"ciphertexts": [made["after"]], "proofs": [made["proof"]]})
    shuffle = shuffles.read_shuffle(election, content, before)
    assert len(shuffle.ciphertexts[0]) == size


def test_the_generators_of_a_shuffle_are_python_s(script: Call) -> None:
    """With others no proof would be accepted; this says where the fault lies."""
    drawn = script("shuffling.generators(squares, 3)")
    h, hs = generators.generators(RFC_3526_2048, 3)
    assert [int(each) for each in (drawn["h"], *drawn["hs"])] == [h, *hs]
