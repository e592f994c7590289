"""Print the SWHID of the content of this checkout, as Software Heritage computes it.

Run by `make swhid`, at the root, in the standards environment. Files ignored by .gitignore are left
out, so the id is the same before and after a run, with and without git; in an unchanged clone it is
git's own: `git rev-parse HEAD^{tree}`.
"""

import os
from pathlib import Path

from dulwich.ignore import IgnoreFilter  # type: ignore[import-not-found]
from swh.model.from_disk import Directory  # type: ignore[import-not-found]


def content_id(root: Path) -> str:
    """swh:1:dir:... of the files not ignored by git, which knows no empty folders."""
    generated = IgnoreFilter.from_path(root / ".gitignore")
    top = os.fsencode(root.resolve())

    def kept(folder: bytes, name: bytes, entries: list[bytes] | None) -> bool:
        path = os.path.relpath(os.path.join(folder, name), top)
        if path == b".git" or entries == []:
            return False
        return not generated.is_ignored(path if entries is None else path + b"/")

    tree = Directory.from_disk(path=top, path_filter=kept, max_content_length=None)
    return str(tree.swhid())


if __name__ == "__main__":
    print(content_id(Path()))
