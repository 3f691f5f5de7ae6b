"""A missing program skips a test at a desk, and fails it under CI."""

from __future__ import annotations

import pytest

from needs import needs_program, program

NO_PROGRAM = "rochdale-has-no-such-program"


def test_a_program_that_is_there_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert program("sh").endswith("/sh")
    assert needs_program("sh").mark.args == (False,)


def test_a_missing_program_skips_at_a_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert needs_program(NO_PROGRAM).mark.args == (True,)
    with pytest.raises(pytest.skip.Exception, match=NO_PROGRAM):
        program(NO_PROGRAM)


def test_a_missing_program_fails_under_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert needs_program(NO_PROGRAM).mark.args == (False,)
    with pytest.raises(pytest.fail.Exception, match=NO_PROGRAM):
        program(NO_PROGRAM)
