"""Programs that are missing are named before anything is installed."""

import os
import subprocess

import pytest

from tests.debian import install


@pytest.fixture(autouse=True)
def nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(*command: object, **_: object) -> None:
        raise AssertionError(f"expected nothing to be started, got {command}")

    monkeypatch.setattr(subprocess, "run", start)


def test_what_is_there_is_not_installed() -> None:
    install({"sh": "dash", "env": "coreutils"})


def test_without_the_right_to_install_the_missing_programs_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match=r"expected no-such-program, or root and .*got user 1000"):
        install({"sh": "dash", "no-such-program": "none"})
