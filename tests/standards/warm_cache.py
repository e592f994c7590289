"""Put the context of RO-Crate 1.1 where rocrate-validator looks for it when it is offline.

Run in the environment of the standards, with the cache's path. The context is the one that the
package rocrate ships.
"""

import sys
from importlib.resources import files

from requests import Request
from requests.structures import CaseInsensitiveDict
from requests_cache import CachedRequest, CachedResponse, CachedSession  # type: ignore[import-not-found]

CONTEXT = "https://w3id.org/ro/crate/1.1/context"


def main(cache: str) -> None:
    request = CachedRequest.from_request(Request("GET", CONTEXT).prepare())
    content = files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes()
    response = CachedResponse(
        content=content,
        headers=CaseInsensitiveDict({"Content-Type": "application/ld+json"}),
        request=request,
        status_code=200,
        url=CONTEXT,
    )
    CachedSession(cache, backend="sqlite").cache.save_response(response)


if __name__ == "__main__":
    main(sys.argv[1])
