"""The packages of the papers: theory, claims, and the data and drawing of pictures.

Each paper is a package named by its key. No code outside imports it; its functions are looked up by
key (:mod:`deeplinear.papers.lookup`) in modules with fixed names:

``plot.py``
    ``READERS``, by the name of a picture or a pattern such as ``"table*-audit"``: functions that
    read the data of the picture from a CSV file, ``(path) -> Plot``. ``EXPLORERS``, optional, by
    artefact: functions that read plots by the values of one setting, ``(path) -> {value: Plot}``.
``settings.py``, optional
    ``check(settings)`` raises a ValueError if settings contradict each other, which a schema
    cannot express.

A paper's other files are listed in docs/adding-a-paper.md.
"""
