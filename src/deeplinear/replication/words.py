"""The wording of verdicts and their reasons in the audit, on the pages and in closing lines."""

from collections import Counter
from collections.abc import Iterable, Mapping

from deeplinear.replication import reasons
from deeplinear.replication.reasons import Reason, Verdict

SIGNS: Mapping[Verdict, str] = {
    "consistent": "✓",
    "not determined": "?",
    "inconsistent": "✗",
    "diverges": "∞",
}
MEANINGS: Mapping[Verdict, str] = {
    "consistent": "nothing speaks against the settings: the numbers are what they give, as far as "
    "the test can tell. Not refuted, which does not prove that the paper used them",
    "not determined": "a table does not follow from the settings, but the paper leaves some of "
    "them open, and with others it may; or the outcome depends on how numbers were rounded, which "
    "their digits do not tell; or there are too few draws to refute anything",
    "inconsistent": "the settings give a table of another shape, or the printed one is more "
    "extreme than nearly all of the independent draws; a claim held for significantly fewer seeds "
    "than required, or not at every point of a grid; the interval of an estimate, or of what the "
    "printed digits allow of a setting, excludes it",
    "diverges": "most draws diverge, and the printed table is finite",
}
NO_VERDICT = "nothing printed or claimed that a run could refute"


def number(value: float | None) -> str:
    """A number for display; empty for None."""
    return "" if value is None else f"{value:.5g}"


def spaced(item: str) -> str:
    """The name of a claim or an estimate for display."""
    return item.replace("_", " ")


def evidence(reason: Reason | None) -> str:
    """A reason in full, as in figures/audit.csv and on the audit's page; empty for None."""
    match reason:
        case None:
            return ""
        case reasons.Contradiction():
            return (
                f"the settings give {reason.rows} rows and {reason.columns} columns, "
                f"the paper prints {reason.printed_rows} and {reason.printed_columns}"
            )
        case reasons.Divergence():
            return f"{reason.share:.0%} of the draws diverge"
        case reasons.AdjustedP():
            sign = "<=" if reason.p <= reason.level else ">"
            names = ", ".join(reason.read_off)
            read_off = f"; read off this very table: {names}" if names else ""
            alone = "; no single cell decides" if sign == "<=" and reason.cells == 0 else ""
            return f"adjusted p = {reason.p:.2g} {sign} {reason.level:g}{alone}{read_off}"
        case reasons.LeftOpen():
            settings = ", ".join(reason.settings)
            return f"{evidence(reason.because)}; the paper leaves {settings} open"
        case reasons.TooFewDraws():
            return f"{reason.draws} draws cannot refute anything at this level; {reason.needed} can"
        case reasons.Digits(low=None):
            return "no value is compatible with the first printed row"
        case reasons.Digits():
            return "allowed by the first printed row: from low to high"
        case reasons.Accepted():
            gaps = "" if reason.connected else "; the set may have gaps"
            what = "no value is" if reason.low is None else "from low to high:"
            return (
                f"{what} compatible with the first printed row, by {reason.draws} draws with all "
                f"other settings unchanged, at {reason.confidence:.0%} confidence for all tables "
                f"together{gaps}"
            )
        case reasons.Power():
            return (
                f"the share of {reason.tables} tables made with {reason.setting} = "
                f"{number(reason.value)} in place of {number(reason.used)} that would have been "
                f"called inconsistent, at p <= {reason.level:.2g}, Holm's first step"
            )
        case reasons.WithinMargin():
            return (
                f"outside of what the first printed row allows by {reason.misfit:.2%} of a ratio, "
                f"within the {reason.margin:.2%} that norms in single precision lose at most"
            )
        case reasons.ClaimOutcome():
            return (
                f"{reason.statement} ({reason.locator}), threshold {reason.threshold:g}; "
                f"{_held(reason)}"
            )
        case reasons.ClaimTest(outcome, None):
            return f"{evidence(outcome)}; too few to refute the claim"
        case reasons.ClaimTest(outcome, most_refuting):
            return f"{evidence(outcome)}; refuted if for {most_refuting} or fewer"
        case reasons.Estimate():
            return (
                f"{reason.quantity}, with its 95 % interval; fitted from {reason.variable} = "
                f"{reason.start} to {reason.end}, {reason.runs} runs"
            )
        case reasons.Trace():
            first, last = reason.columns
            return (
                f"the farthest, {reason.cell}, is {reason.excess:+.2%} off what columns {first} "
                f"and {last} imply with norms in {reason.precision} precision; the verdict on the "
                "table is about the spread of its cells from draw to draw, which is larger"
            )
        case reasons.Reading():
            return (
                f"read as means of {reason.runs} runs, printed to {reason.decimals} decimals; if "
                f"rounded to multiples of {reason.multiple:g}, which these numbers do not tell "
                f"from it, p = {number(reason.p)}"
            )


def in_short(item: str, reason: Reason | None) -> str:
    """A reason in short, for the card of an artefact, which lists several."""
    match reason:
        case reasons.Digits(value, None):
            return f"the printed digits allow no value of {item}, so not {number(value)}"
        case reasons.Digits(value, low, high):
            return (
                f"the printed digits allow {item} from {number(low)} to {number(high)}, "
                f"not {number(value)}"
            )
        case reasons.Accepted(value, None):
            return f"the first printed row is compatible with no {item}, nor with {number(value)}"
        case reasons.Accepted(value, low, high):
            return (
                f"the first printed row is compatible with {item} from {number(low)} to "
                f"{number(high)}, not with {number(value)}"
            )
        case reasons.ClaimTest(outcome):
            return f"“{spaced(item)}” {_held(outcome)}, at least {outcome.share:.0%} required"
        case reasons.Estimate():
            return (
                f"“{spaced(item)}” estimated as {number(reason.value)}, with 95 % confidence "
                f"from {number(reason.low)} to {number(reason.high)}"
            )
        case _:
            return f"{item} together: {evidence(reason)}"


def claims_refuted(refuted: int, claims: int) -> str:
    """The number of claims of an artefact that are refuted. The others need not hold."""
    return f"{refuted or 'none'} of {claims} claims refuted"


def closing_line(paper: str, artefacts: int, verdicts: Iterable[tuple[str, Verdict]]) -> str:
    """The main command's closing line on a paper.

    Parameters
    ----------
    paper : str
    artefacts : int
        The number of artefacts built.
    verdicts : iterable of pair of str
        Variant and verdict of every audited artefact. "diverges" counts as inconsistent.
    """
    count = Counter(verdicts)
    if not count:
        return f"{paper}: {artefacts} regenerated; {NO_VERDICT}"
    refuted = {
        variant: count[variant, "inconsistent"] + count[variant, "diverges"]
        for variant in ("inferred", "stated")
    }
    undecided = sum(count[variant, "not determined"] for variant in refuted)
    return (
        f"{paper}: {artefacts} regenerated; as inferred {count['inferred', 'consistent']} "
        f"consistent, {refuted['inferred']} inconsistent; as stated {refuted['stated']} "
        f"inconsistent; {undecided} not determined"
    )


def _held(claim: reasons.ClaimOutcome) -> str:
    return f"held for {claim.held} of {claim.trials} {claim.over}"
