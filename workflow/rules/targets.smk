"""Named targets: one per paper, and one per artefact for all of its files."""

for paper in SETTINGS:

    rule:
        name:
            paper
        input:
            [file for artefact in artefacts(paper) for file in files(paper, artefact)],

    workflow.get_rule(paper).docstring = REGISTRIES[paper]["title"]
    for artefact in artefacts(paper):

        rule:
            name:
                f"{paper}_{artefact}"
            input:
                files(paper, artefact),

        workflow.get_rule(f"{paper}_{artefact}").docstring = entry(paper, artefact)[
            "title"
        ]
