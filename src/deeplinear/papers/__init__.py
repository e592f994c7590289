"""The papers' own parts: theory, claims, and the data and drawing of pictures.

A paper is a package here, named by its key. Nothing outside it imports it; what the rest needs of a
paper is looked up by its key (:mod:`deeplinear.papers.lookup`) in modules with fixed names:

``plot.py``
    ``READERS``, by the name of a picture or a pattern such as ``"table*-audit"``: functions that
    read from a CSV file what the picture shows, ``(path) -> Plot``. ``EXPLORERS``, optional, by
    artefact: functions that read plots by the values of one setting, ``(path) -> {value: Plot}``.
``settings.py``, optional
    ``check(settings)`` raises a ValueError where settings contradict each other, which a schema
    cannot say.

A paper's other files are listed in docs/adding-a-paper.md.
"""
