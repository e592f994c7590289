"""A bucket on the loopback: as much of S3 as Snakemake's storage plugin speaks.

Objects are kept in memory, nobody is asked who they are, and a bucket exists once something is in
it.
"""

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

# By '/bucket/key': content and time of writing.
Objects = dict[str, tuple[bytes, float]]

LISTED = "<Contents><Key>{}</Key><LastModified>{}</LastModified><Size>{}</Size></Contents>"


class Handler(BaseHTTPRequestHandler):
    """One request: '/bucket' to ask for a bucket or list it, '/bucket/key' for an object."""

    protocol_version = "HTTP/1.1"
    objects: Objects

    def do_GET(self) -> None:
        place, _ = self.place()
        if place.count("/") == 1:
            self.answer(200, self.listing())
        elif place in self.objects:
            self.answer(200, *self.objects[place])
        else:
            self.answer(404)

    def do_HEAD(self) -> None:
        place, _ = self.place()
        if place.count("/") > 1:
            self.do_GET()
        else:
            exists = any(key.startswith(f"{place}/") for key in self.objects)
            self.answer(200 if exists else 404)

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.objects[self.place()[0]] = content, time.time()
        self.answer(200, tagged=content)

    def do_DELETE(self) -> None:
        self.objects.pop(self.place()[0], None)
        self.answer(204)

    def place(self) -> tuple[str, str]:
        """Path and query of the request."""
        address = urlsplit(self.path)
        return unquote(address.path).rstrip("/"), address.query

    def listing(self) -> bytes:
        bucket, query = self.place()
        prefix = f"{bucket}/{parse_qs(query).get('prefix', [''])[0]}"
        listed = "".join(
            LISTED.format(
                escape(place.removeprefix(f"{bucket}/")),
                time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(written)),
                len(content),
            )
            for place, (content, written) in sorted(self.objects.items())
            if place.startswith(prefix)
        )
        return f"<ListBucketResult>{listed}</ListBucketResult>".encode()

    def answer(
        self, status: int, content: bytes = b"", written: float = 0, tagged: bytes | None = None
    ) -> None:
        tag = hashlib.md5(content if tagged is None else tagged, usedforsecurity=False).hexdigest()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", formatdate(written, usegmt=True))
        self.send_header("ETag", f'"{tag}"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: a run makes thousands of requests."""


@contextmanager
def serve_bucket() -> Iterator[tuple[str, Objects]]:
    """The address of a server and what it holds, nothing yet."""
    objects: Objects = {}
    handler = type("BoundHandler", (Handler,), {"objects": objects})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", objects
        finally:
            server.shutdown()
