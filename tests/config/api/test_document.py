"""docs/reference/api.md and errors.md keep their word: the requests are sent, and the answers are what they say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from rochdale.config import reference
from rochdale.config.api.problems import kinds
from rochdale.cooperatives.queries import Permission

from .conftest import House

DOCUMENT = Path(__file__).parents[3] / "docs" / "reference" / "api.md"
BLOCK = re.compile(r"```http\n(.*?)```", re.DOTALL)
BLOCKS = BLOCK.findall(DOCUMENT.read_text(encoding="utf-8"))
PAIRS = list(zip(BLOCKS[::2], BLOCKS[1::2], strict=True))


def _parts(block: str) -> tuple[str, dict[str, str], str]:
    head, _, body = block.partition("\n\n")
    first, *lines = head.splitlines()
    return first, dict(line.split(": ", 1) for line in lines), body.strip()


@pytest.mark.parametrize(("asked", "answered"), PAIRS, ids=[asked.split("\n")[0] for asked, _ in PAIRS])
def test_what_the_document_sends_is_answered_as_it_says(house: House, asked: str, answered: str) -> None:
    first, headers, body = _parts(asked)
    method, path = first.split(" ")
    token = house.token("manager", Permission.VIEW_REGISTER, Permission.POST_DEPOSIT).token
    sent = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    sent["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    kind = sent.pop("HTTP_CONTENT_TYPE", "")
    path = path.replace("vieux-moulin", house.slug)
    client = Client()
    answer = (
        client.get(path, **sent) if method == "GET" else client.post(path, body, content_type=kind, **sent)
    )
    status, told, expected = _parts(answered)
    assert status == f"HTTP/1.1 {answer.status_code}", answer.content
    assert told["Content-Type"] == answer.headers["Content-Type"].split(";")[0]
    assert _shape(answer.json()) == _shape(json.loads(expected))


def _shape(value: Any) -> Any:
    """Names and kinds of values; ids and cursors are others each time."""
    if isinstance(value, dict):
        return {name: _shape(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_shape(each) for each in value]
    return "text" if isinstance(value, str) and re.fullmatch(r"[0-9a-f-]{36}|Wy.*", value) else value


def test_the_list_of_errors_is_what_the_refusals_say() -> None:
    assert reference.ERRORS.read_text(encoding="utf-8") == reference.errors_document(), "run make reference"


def test_no_two_refusals_have_one_code() -> None:
    codes = re.findall(r"^\| `([a-z_]+)`", reference.errors_document(), re.MULTILINE)
    assert sorted(codes) == sorted(set(codes))


def test_the_table_of_operations_is_what_the_marks_say() -> None:
    before = reference.PERMISSIONS.read_text(encoding="utf-8")
    assert reference.operations_table(before) == before, "run make reference"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_kind_of_problem_has_its_page(database: str, language: str) -> None:
    client = Client(headers={"accept-language": language})
    listed = here = client.get("/problems/").content.decode()
    while following := re.search(r'href="(\?page=\d+)" rel="next"', here):
        here = client.get(f"/problems/{following[1]}").content.decode()
        listed += here
    codes = re.findall(r'href="/problems/([a-z_]+)"', listed)
    assert codes == [kind.code for kind in kinds()]
    for page in ("zebra", "0", "99", "9" * 99):
        assert f'href="/problems/{codes[0]}"' in client.get(f"/problems/?page={page}").content.decode()
    for code in codes[::10]:
        assert client.get(f"/problems/{code}").status_code == 200
    assert client.get("/problems/nothing").status_code == 404
    assert 'href="/api/counter/"' in client.get("/api/").content.decode()
    assert "/api/v1/{cooperative}/deposits" in client.get("/api/counter/").content.decode()
    assert client.get("/api/nothing/").status_code == 404
