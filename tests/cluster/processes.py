"""Processes found by what is in their environment, free ports, and waiting."""

import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path


def kill_marked(**variables: str) -> None:
    """Kill the processes that have these variables in their environment.

    All are stopped before any is killed, so that none can tell of the others' end.
    """
    marks = {f"{name}={value}".encode() for name, value in variables.items()}
    marked = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if marks <= set(path.read_bytes().split(b"\0")):
                marked.append(int(path.parent.name))
        except OSError:  # ended meanwhile
            continue
    for sent in (signal.SIGSTOP, signal.SIGKILL):
        for process in marked:
            try:
                os.kill(process, sent)
            except ProcessLookupError:
                continue


def free_ports(count: int) -> list[int]:
    """Ports of the loopback that nobody listens on now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [bound.getsockname()[1] for bound in sockets]
    for bound in sockets:
        bound.close()
    return ports


def wait_until(condition: Callable[[], bool], what: str, seconds: float, log: Path) -> None:
    """Ask again and again until a condition holds.

    Raises
    ------
    TimeoutError
        If it does not within so many seconds; with what stands in the log.
    """
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            said = log.read_text(encoding="utf-8")
            raise TimeoutError(f"expected {what} within {seconds:.0f} s; {log.name}:\n{said}")
        time.sleep(0.3)
