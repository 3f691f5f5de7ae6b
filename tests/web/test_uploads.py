"""Files that are sent stay in memory, and no more of them than there is room for."""

from __future__ import annotations

from types import SimpleNamespace

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory

from rochdale.assembly.api import ballot_trustees as by_program
from rochdale.assembly.views import ballot_trustee
from rochdale.web.api import operation_told
from rochdale.web.uploads import (
    PART_BODY_BYTES_MAX,
    PART_BYTES_MAX,
    UPLOAD_BYTES_MAX,
    takes_files_of,
)


def sent(*sizes: int) -> list[InMemoryUploadedFile]:
    files = {f"f{place}": SimpleUploadedFile("a.pdf", b"x" * size) for place, size in enumerate(sizes)}
    request = RequestFactory().post("/", files)
    found = [request.FILES[name] for name in files]
    assert all(isinstance(each, InMemoryUploadedFile) for each in found)
    return found  # type: ignore[return-value]  # as the line above says


def test_no_other_handler_puts_a_file_aside() -> None:
    assert settings.FILE_UPLOAD_HANDLERS == ["rochdale.web.uploads.InMemoryOnly"]


def test_a_file_comes_whole_up_to_the_limit() -> None:
    (file,) = sent(UPLOAD_BYTES_MAX)
    assert (file.size, len(file.read())) == (UPLOAD_BYTES_MAX, UPLOAD_BYTES_MAX)


def test_what_is_too_large_is_cut_off_and_says_how_large_it_was() -> None:
    (file,) = sent(UPLOAD_BYTES_MAX * 2)
    assert (file.size, len(file.read())) == (UPLOAD_BYTES_MAX * 2, UPLOAD_BYTES_MAX + 1)


def test_a_view_that_takes_larger_files_gets_them_whole() -> None:
    @takes_files_of(UPLOAD_BYTES_MAX * 2)
    def view() -> None: ...

    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a", b"x" * (UPLOAD_BYTES_MAX * 2 + 9))})
    request.resolver_match = SimpleNamespace(func=view)  # type: ignore[assignment]  # all that is read of it
    file = request.FILES["file"]
    assert (file.size, len(file.read())) == (UPLOAD_BYTES_MAX * 2 + 9, UPLOAD_BYTES_MAX * 2 + 1)


def test_what_a_trustee_gives_has_one_limit_on_its_page_and_by_program() -> None:
    told = operation_told(by_program.give_part)
    assert told is not None
    assert told.body_bytes_max == settings.DATA_UPLOAD_MAX_MEMORY_SIZE == PART_BODY_BYTES_MAX
    page = RequestFactory().post("/", {"file": SimpleUploadedFile("a", b"x" * PART_BYTES_MAX)})
    page.resolver_match = SimpleNamespace(func=ballot_trustee.give_part)  # type: ignore[assignment]  # as above
    assert len(page.FILES["file"].read()) == PART_BYTES_MAX
    # Of 4,000 orders each takes 4,360 bytes in a shuffle; of a text in JSON each quotation mark takes two.
    assert PART_BYTES_MAX > 4_000 * 4_360
    assert PART_BODY_BYTES_MAX > 4_000 * 4_600


def test_all_files_of_a_request_share_the_room() -> None:
    first, second = sent(UPLOAD_BYTES_MAX, UPLOAD_BYTES_MAX)
    assert (len(first.read()), len(second.read())) == (UPLOAD_BYTES_MAX, 1)
    assert second.size == UPLOAD_BYTES_MAX
