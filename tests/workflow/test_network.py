"""Nothing that the tests start reaches a network, and that would be noticed."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workflow.conftest import ISOLATED, Checkout

CONNECT = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])))"
ELSEWHERE = "192.0.2.1"  # reserved for documentation: nobody has it
# What a page, or a picture in it, gets from another host, for test_run.py; a namespace is a name.
LOADS = re.compile(
    r"""((src|srcset|href|data|poster|action)\s*=|url\(|@import)\s*["']?(https?:)?//""",
    re.IGNORECASE,
)


@pytest.fixture
def port() -> Iterator[str]:
    """A port of this machine where someone answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield str(server.getsockname()[1])


@pytest.mark.skipif(not ISOLATED, reason="this kernel lets nobody start commands without a network")
def test_commands_reach_no_network(tmp_path: Path, port: str) -> None:
    connect = [sys.executable, "-c", CONNECT, port]
    assert subprocess.run(connect, check=False).returncode == 0
    outcome = Checkout(tmp_path).run(*connect)
    assert outcome.status != 0
    assert "Network is unreachable" in outcome.said


def test_commands_run_as_who_they_are_and_tell_their_status(tmp_path: Path) -> None:
    copy = Checkout(tmp_path)
    here = subprocess.run(["id", "-u"], check=True, capture_output=True, text=True)
    assert copy.run("id", "-u").said == here.stdout
    assert copy.run("sh", "-c", "exit 3").status == 3


def test_tests_themselves_reach_this_machine_only(port: str) -> None:
    socket.create_connection(("localhost", int(port))).close()
    with pytest.raises(RuntimeError, match=rf"no test to use the network, .*{ELSEWHERE}"):
        socket.create_connection((ELSEWHERE, 80))
    with pytest.raises(RuntimeError, match="no test to use the network"):
        socket.getaddrinfo("example.org", 80)
    with (
        socket.socket(type=socket.SOCK_DGRAM) as message,
        pytest.raises(RuntimeError, match="no test to use the network"),
    ):
        message.sendto(b"", (ELSEWHERE, 80))


@pytest.mark.parametrize(
    "text",
    [
        '<script src="https://example.org/a.js">',
        "<link rel=stylesheet href=//example.org/a.css>",
        '<image xlink:href = "http://example.org/a.png"/>',
        "<style>@import 'https://example.org/a.css';",
        "<style>@font-face { src: url( 'https://example.org/a.woff') }",
        '<path style="fill: url(http://example.org/a.svg#b)">',
    ],
)
def test_a_page_that_loads_from_a_network_is_noticed(text: str) -> None:
    assert LOADS.search(text)


@pytest.mark.parametrize(
    "text",
    [
        '<svg xmlns:xlink="http://www.w3.org/1999/xlink">',
        '<!DOCTYPE svg PUBLIC "" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        '<use xlink:href="#a"/><path clip-path="url(#b)"/>',
        '<img src="data:image/png;base64,a//b"><a href="figure1.svg">',
    ],
)
def test_a_page_that_stands_alone_is_not_mistaken_for_one(text: str) -> None:
    assert not LOADS.search(text)
