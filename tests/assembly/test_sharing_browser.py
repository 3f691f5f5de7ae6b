"""A key that trustees share, some with our page and some with our Python: each reads what the other wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assembly.trustee_page import THIRD, begin, deal, take
from browsing import opened
from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.groups import BELENIOS_2048, RFC_3526_2048, Group
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.trustees import bodies, certificates, dealing, sharing, signing
from rochdale.voting.verifiable.trustees.dealing import Dealing
from voting.verifiable.staging import dice

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def trustee(browser: Browser, site: str) -> Iterator[Page]:
    with opened(browser, f"{site}/vote/trustee/", accept_downloads=True) as (page, said):
        yield page
        assert said == []


@pytest.mark.parametrize("group", [BELENIOS_2048, RFC_3526_2048], ids=lambda group: group.name)
def test_two_on_the_page_and_one_in_python_make_one_key(trustee: Page, tmp_path: Path, group: Group) -> None:
    below = dice(11)
    seed = signing.new_seed(below)
    me = signing.identity(group, seed)
    told = [
        json.loads(begin(trustee, 1, tmp_path, ranks=group.ranks)),
        certificates.certify(group, me, certificates.Place(3, 2, 2), below).to_json(),
        json.loads(begin(trustee, 3, tmp_path, ranks=group.ranks)),
    ]
    (tmp_path / "certificates").write_text(
        "\n".join(canonical.write(each) for each in told), encoding="utf-8"
    )
    certified = certificates.read_certificates(group, told, "certs", 2)
    certificates.require_strengthened(certified, "certs")

    contents = [
        deal(trustee, 1, tmp_path).encode(),
        canonical.encode(dealing.deal(group, me, certified, below).to_json()),
        deal(trustee, 3, tmp_path).encode(),
    ]
    (tmp_path / "dealings").write_bytes(b"\n".join(contents))
    dealings = [dealing.read_dealing(group, each, certified, place) for place, each in enumerate(contents, 1)]

    given = [
        take(trustee, 1, tmp_path).encode(),
        canonical.encode(sharing.receive(group, me, certified, dealings, below).to_json()),
        take(trustee, 3, tmp_path).encode(),
    ]
    shares = [
        sharing.read_share(group, each, certified, dealings, place) for place, each in enumerate(given, 1)
    ]
    body = bodies.assemble(certified, dealings, [share.key for share in shares])
    assert bodies.read_trustees(group, bodies.write_trustees([body])) == (body,)
    for place in (1, 3):
        own = signing.identity(group, Secret((tmp_path / f"{place}.key").read_text()))
        sealed = sharing.open_share(group, own, shares[place - 1].private_key)
        assert str(sealed.reveal()) == json.loads((tmp_path / f"{place}.share").read_text())
    refuses_what_is_exchanged(group, contents, given, certified, dealings)
    names_who_deals_falsely(trustee, tmp_path, contents)


def refuses_what_is_exchanged(
    group: Group,
    contents: list[bytes],
    given: list[bytes],
    certified: tuple[certificates.Certificate, ...],
    dealings: list[Dealing],
) -> None:
    """A dealing, or a share, in another's place."""
    with pytest.raises(Unsound) as refused:
        dealing.read_dealing(group, contents[0], certified, 3)
    assert refused.value.reason is Reason.COMMITMENT_SIGNATURE_FALSE
    with pytest.raises(Unsound) as refused:
        sharing.read_share(group, given[2], certified, dealings, 1)
    assert refused.value.reason is Reason.SHARE_KEY_FALSE


def names_who_deals_falsely(page: Page, folder: Path, contents: list[bytes]) -> None:
    """Python's dealing, with the secrets of two recipients exchanged."""
    two = json.loads(contents[1])
    two["secrets"][0], two["secrets"][2] = two["secrets"][2], two["secrets"][0]
    (folder / "dealings").write_bytes(b"\n".join([contents[0], json.dumps(two).encode(), contents[2]]))
    part = page.get_by_role("region", name=THIRD)
    part.get_by_label("The dealings of all").set_input_files(folder / "dealings")
    part.get_by_role("button", name="Take my share").click()
    part.get_by_text("place 2 dealt is false").wait_for()
