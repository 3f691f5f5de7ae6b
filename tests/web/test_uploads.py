"""Files that are sent stay in memory, and no more of them than there is room for."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory

from rochdale.web.uploads import UPLOAD_BYTES_MAX


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


def test_all_files_of_a_request_share_the_room() -> None:
    first, second = sent(UPLOAD_BYTES_MAX, UPLOAD_BYTES_MAX)
    assert (len(first.read()), len(second.read())) == (UPLOAD_BYTES_MAX, 1)
    assert second.size == UPLOAD_BYTES_MAX
