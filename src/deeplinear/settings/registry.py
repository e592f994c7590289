"""Check and resolve the registry of a paper: its stated, inferred and assumed settings.

Works on plain dictionaries and reads no files.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match

from deeplinear.papers.lookup import check_settings
from deeplinear.settings.captions import names
from deeplinear.settings.formulas import plain_text

Document = Mapping[str, Any]
BANDS = "-bands"
TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "a mapping",
    "string": "text",
}


class SettingError(ValueError):
    """An invalid setting; the message says what was expected, what was received and the remedy."""


def check(document: Any, schema: Document, place: str) -> None:
    """Validate a document against a JSON schema.

    Parameters
    ----------
    document : any
        As read from YAML.
    schema : mapping
        JSON schema, draft 2020-12.
    place : str
        The file, for error messages.

    Raises
    ------
    SettingError
    """
    error = best_match(Draft202012Validator(schema).iter_errors(document))
    if error is not None:
        raise SettingError(f"{place}: {_complaint(error, _dotted(error))}")


def resolve(
    paper: str, registry: Document, schema_of: Callable[[str], Document]
) -> dict[str, dict[str, Any]]:
    """Resolve the settings of every variant of every artefact.

    Parameters
    ----------
    paper : str
        Its key.
    registry : mapping
        The paper's registry, valid by ``registry.schema.yaml``.
    schema_of : callable
        Returns the schema of an artefact's resolved settings, given the artefact's name.

    Returns
    -------
    dict
        By name of the variant: ``table1`` (inferred, else stated, else assumed); if the two differ,
        ``table1-stated`` (stated, else assumed); if they differ in several settings,
        ``table1-stated-widths`` (as inferred except for this one); and ``figure1-bands``, with the
        settings of ``figure1``, if the spread is drawn as well. Each holds the values of the
        settings, ``paper``, ``artefact``, ``variant`` ("inferred", "stated" or "stated widths"),
        ``bands`` (whether the spread is drawn), ``kind``, ``title``, ``locator``, ``caption``,
        ``claims`` and ``origins``, a list with one row per setting. An ``engine`` is among the
        values if there is a choice.

    Raises
    ------
    SettingError
        If a setting is missing, unknown or out of its range, or the settings contradict each other.
    """
    resolved = {}
    for artefact, entry in registry["artefacts"].items():
        defaults = registry["defaults"].get(entry["kind"], {})
        settings = {**defaults, **entry["settings"]}
        inferred = {key for key, setting in settings.items() if "inferred" in setting}
        for variant, suffix, stated in _variants(inferred, entry.get("bands", False)):
            sources = {key: _source(settings[key], key in stated) for key in settings}
            values = {key: settings[key][source] for key, source in sources.items()}
            run = {key: entry[key] for key in ("kind", "engine") if key in entry} | values
            place = f"config/papers/{paper}.yaml: {artefact}"
            _check_values(run, schema_of(artefact), sources, place)
            _check_together(paper, run, place)
            _check_caption(entry["caption"], values, place)
            resolved[artefact + suffix] = {
                **run,
                "paper": paper,
                "artefact": artefact,
                "variant": variant,
                "bands": suffix == BANDS,
                "title": entry["title"],
                "locator": entry["locator"],
                "caption": entry["caption"],
                "claims": entry.get("claims", {}),
                "origins": [
                    {"setting": key, "used": values[key], **setting}
                    for key, setting in settings.items()
                ],
            }
    return resolved


def suggestion(word: str, known: Iterable[str]) -> str:
    """'did you mean ...?', or the list of options, for an unknown word."""
    options = sorted(known)
    near = difflib.get_close_matches(word, options, n=1)
    return f"did you mean {near[0]}?" if near else f"expected one of: {', '.join(options)}"


def _variants(inferred: Set[str], bands: bool) -> Iterator[tuple[str, str, Set[str]]]:
    """Name, suffix and the settings that take the stated value although another was inferred."""
    yield "inferred", "", set()
    if inferred:
        yield "stated", "-stated", inferred
    if len(inferred) > 1:
        for key in sorted(inferred):
            yield f"stated {key}", f"-stated-{key}", {key}
    if bands:
        yield "inferred", BANDS, set()


def _source(setting: Document, stated: bool) -> str:
    order = ("stated", "assumed") if stated else ("inferred", "stated", "assumed")
    return next(source for source in order if source in setting)


def _check_values(run: Document, schema: Document, sources: Mapping[str, str], place: str) -> None:
    """Check each setting by itself against the paper's schema."""
    error = best_match(Draft202012Validator(schema).iter_errors(run))
    if error is not None:
        key = _dotted(error)
        origin = sources.get(str(next(iter(error.absolute_path), "")))
        raise SettingError(f"{place}: {_complaint(error, f'{key} ({origin})' if origin else key)}")


def _check_together(paper: str, run: Document, place: str) -> None:
    """Check settings that depend on each other, which a schema cannot express."""
    try:
        check_settings(paper, run)
    except ValueError as reason:
        raise SettingError(f"{place}: {reason}") from None


def _check_caption(caption: str, values: Document, place: str) -> None:
    try:
        used = names(caption)
        if unknown := sorted(used - {"sample", *values}):
            raise ValueError(f"{{{unknown[0]}}} is not a setting; {suggestion(unknown[0], values)}")
        plain_text(caption.format_map(dict.fromkeys(used, "")))
    except ValueError as reason:
        raise SettingError(f"{place}: caption: {reason}") from None


def _dotted(error: ValidationError) -> str:
    return ".".join(str(part) for part in error.absolute_path)


def _complaint(error: ValidationError, key: str) -> str:
    """A validation error in words: where, what was expected, what was received."""
    limit, received = error.validator_value, error.instance
    where = f"{key}: " if key else ""
    match error.validator:
        case "additionalProperties" | "unevaluatedProperties":
            known = error.schema["properties"]
            unknown = next(name for name in received if name not in known)
            return f"{where}unknown key {unknown!r}; {suggestion(unknown, known)}"
        case "required":
            missing = next(name for name in limit if name not in received)
            return f"{where}the key {missing!r} is missing; add it"
        case "type" if limit == "object" and {"settings", "defaults"} & set(error.absolute_path):
            name = error.absolute_path[-1]
            return (
                f"{where}expected a value with its origin, got {received!r}; "
                f"write {name}: {{assumed: {received}, reason: ...}}"
            )
        case "type":
            expected = TYPES[limit]
        case "minProperties" | "dependentRequired" if "dependentRequired" in error.schema:
            needs = error.schema["dependentRequired"]
            lacking = {
                key: " and ".join(name for name in needs[key] if name not in received)
                for key in received
            }
            words = [f"{key} needs {names}" for key, names in lacking.items() if names]
            return f"{where}{', '.join(words) or 'expected a value with its origin'}; add it"
        case "minItems" | "maxItems":
            bound = "at least" if error.validator == "minItems" else "at most"
            expected = f"a list of {bound} {limit}"
        case "minimum":
            expected = f"a number of at least {limit}"
        case "maximum":
            expected = f"a number of at most {limit}"
        case "exclusiveMinimum":
            expected = f"a number above {limit}"
        case "exclusiveMaximum":
            expected = f"a number below {limit}"
        case "enum":
            expected = f"one of {', '.join(map(str, limit))}"
        case "const":
            expected = f"{limit}"
        case _:
            return f"{where}{error.message}; see workflow/schemas/"
    return f"{where}expected {expected}, got {received!r}; change it there"
