"""Pictures: what is no picture is taken out of them, and what is broken is refused."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.web.pictures import PictureUnreadable, bare_picture

TABLES = b"\xff\xdb\x00\x04ab"
FRAME = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 300, 200, 1) + b"\x01\x11\x00"
SCAN = b"\xff\xda\x00\x03\x01" + b"\x12\xff\x00\x34\xff\xd0\x56"
JFIF = b"\xff\xe0\x00\x07JFIF\x00"
END = b"\xff\xd9"


def exif(orientation: int, order: str = ">") -> bytes:
    """What a telephone writes: how it was held, and where it was."""
    mark = b"MM\x00\x2a" if order == ">" else b"II\x2a\x00"
    entries = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    entries += struct.pack(f"{order}HHII", 0x8825, 4, 1, 99)  # where the place is told
    tiff = mark + struct.pack(f"{order}IH", 8, 2) + entries + b"\x00\x00\x00\x00" + b"46.8 N 71.2 W"
    content = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content


def jpeg(*before: bytes, after: bytes = b"") -> bytes:
    return b"\xff\xd8" + b"".join(before) + TABLES + FRAME + SCAN + END + after


def test_a_jpeg_loses_where_it_was_taken_and_what_stands_behind_it() -> None:
    comment = b"\xff\xfe\x00\x08Odile!"
    profile = b"\xff\xe2\x00\x06MPF\x00"
    found = bare_picture(jpeg(JFIF, exif(1), comment, profile, after=b"a film"))
    assert found.content == jpeg(JFIF)
    assert (found.media_type, found.width, found.height) == ("image/jpeg", 200, 300)
    assert found.is_sized


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize("orientation", [2, 6, 8])
def test_how_it_was_held_is_kept_alone(orientation: int, order: str) -> None:
    found = bare_picture(jpeg(exif(orientation, order)))
    assert b"46.8" not in found.content
    assert bare_picture(found.content).content == found.content
    assert struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0) in found.content


@pytest.mark.parametrize("strange", [b"Exif\x00\x00XX", b"Exif\x00\x00MM", b"http://ns.adobe.com/xap/1.0/"])
def test_what_is_no_exif_is_taken_out_without_a_word(strange: bytes) -> None:
    segment = b"\xff\xe1" + struct.pack(">H", len(strange) + 2) + strange
    assert bare_picture(jpeg(segment)).content == jpeg()


def test_a_picture_of_several_scans_is_whole() -> None:
    progressive = b"\xff\xd8" + FRAME.replace(b"\xff\xc0", b"\xff\xc2") + SCAN + TABLES + SCAN + END
    assert bare_picture(progressive).content == progressive


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        b"\xff\xd8\xff",
        jpeg()[:-2],
        b"\xff\xd8" + TABLES + SCAN + END,  # no sides
        jpeg().replace(TABLES, b"\xff\xdb\x7f\xffab"),  # longer than the file
        jpeg().replace(TABLES, b"xx"),
    ],
)
def test_what_is_broken_is_refused(content: bytes) -> None:
    with pytest.raises(PictureUnreadable):
        bare_picture(content)


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(*more: bytes, width: int = 100, height: int = 80) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\x00" + b"\x10" * width) * height)
    parts = [chunk(b"IHDR", head), *more, chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_a_png_keeps_its_picture_and_its_colours() -> None:
    gamma = chunk(b"gAMA", struct.pack(">I", 45455))
    told = [chunk(b"tEXt", b"Author\x00Odile"), chunk(b"eXIf", b"MM"), chunk(b"tIME", bytes(7))]
    found = bare_picture(png(gamma, *told) + b"behind it")
    assert found.content == png(gamma)
    assert (found.width, found.height) == (100, 80)


@pytest.mark.parametrize("side", [59, 6001])
def test_sides_too_small_or_too_large_are_told(side: int) -> None:
    assert not bare_picture(png(width=side, height=80)).is_sized


def test_a_png_whose_checksum_is_wrong_is_refused() -> None:
    with pytest.raises(PictureUnreadable):
        bare_picture(png().replace(b"\x08\x00\x00\x00\x00", b"\x08\x02\x00\x00\x00", 1))
    with pytest.raises(PictureUnreadable):
        bare_picture(png()[:-4])


@given(st.binary(max_size=200), st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]))
def test_whatever_comes_it_is_read_or_refused(content: bytes, sign: bytes) -> None:
    try:
        found = bare_picture(sign + content)
    except PictureUnreadable:
        return
    assert bare_picture(found.content) == found
