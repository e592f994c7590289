"""The plane figure in the proof of arora2019's Lemma 15, computed from a and d.

In units of ||Phi||, with 0 at the origin and Phi at (1, 0).
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class MarginGeometry:
    """The points of the construction.

    Attributes
    ----------
    r : float
        Radius 1/sqrt(a d) of the sphere around 0 on which V lies.
    radius_T : float
        Radius 1 - 1/(a d) of the sphere T around Phi; V has the margin inside its ball.
    P : float
        Where T crosses the segment from 0 to Phi.
    Q : float
        Where the hyperplane H through the intersection of the two spheres crosses that segment.
    base : float
        Where the base of the cap C of height r - 2/(a d) crosses it.
    theta : float
        Angle at 0 between Phi and the intersection of the spheres, in radians.
    """

    r: float
    radius_T: float
    P: float
    Q: float
    base: float
    theta: float


def margin_geometry(a: float, d: int) -> MarginGeometry:
    """The construction for the sphere of radius ||Phi|| / sqrt(a d).

    Parameters
    ----------
    a : float
    d : int
        Dimension of V and Phi.

    Returns
    -------
    MarginGeometry

    Raises
    ------
    ValueError
        If a d <= 4: the cap C would have no height.
    """
    ad = a * d
    if not ad > 4:
        raise ValueError(
            f"the cap of height r - 2/(a d) needs a d > 4, got a = {a:g} and d = {d}; change "
            "config/papers/arora2019.yaml: drawn_a, drawn_d"
        )
    r = ad**-0.5
    radius_T = 1 - 1 / ad
    cosine = (1 + r**2 - radius_T**2) / (2 * r)  # law of cosines, Phi at distance 1
    return MarginGeometry(
        r=r,
        radius_T=radius_T,
        P=1 - radius_T,
        Q=r * cosine,
        base=2 / ad,
        theta=float(np.arccos(cosine)),
    )
