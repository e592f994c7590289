"""The environment that outputs depend on besides settings and code: versions, processor."""

import platform
import zlib
from collections.abc import Mapping
from importlib.metadata import version

# The packages that compute, draw or write; Snakemake and the rest only run them.
PACKAGES = (
    *("contourpy", "fonttools", "jinja2", "matplotlib", "numpy", "pandas"),
    *("pikepdf", "pillow", "scipy", "seaborn"),
)


def environment() -> dict[str, str]:
    """The environment of this process, by component."""
    import numpy as np  # a third of a second, needed only if bytes differ
    import scipy.linalg  # noqa: F401 loads SciPy's own BLAS, distinct from NumPy's
    from threadpoolctl import threadpool_info

    blas = [library for library in threadpool_info() if library["user_api"] == "blas"]
    names = sorted({f"{library['internal_api']} {library['version']}" for library in blas})
    kernels = sorted({library.get("architecture", "unknown") for library in blas})
    simd = np.show_config(mode="dicts")["SIMD Extensions"]
    return {
        "Python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "C library": " ".join(platform.libc_ver()),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: version(name) for name in PACKAGES},
        "BLAS": ", ".join(names),
        "BLAS kernel": ", ".join(kernels),
        "NumPy SIMD": " ".join([*simd["baseline"], *simd["found"]]),
    }


def differences(here: Mapping[str, str], expected: Mapping[str, str]) -> list[str]:
    """How two environments differ, such as 'BLAS kernel Haswell, expected SkylakeX'."""
    return [
        f"{name} {here.get(name, 'none')}, expected {expected.get(name, 'none')}"
        for name in [*expected, *(here.keys() - expected.keys())]
        if here.get(name) != expected.get(name)
    ]
