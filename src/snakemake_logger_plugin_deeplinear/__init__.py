"""Report Snakemake's progress: one line per finished artefact, and a table at the end.

Snakemake finds this package by its name; `logger: deeplinear` in profiles/default/config.yaml
selects it. `--logger ""` restores Snakemake's own output.
"""

import logging
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from logging import WARNING, LogRecord
from pathlib import PurePath
from typing import Any

from snakemake_interface_logger_plugins.base import LogHandlerBase
from snakemake_interface_logger_plugins.common import LogEvent

# Messages of Snakemake that are suppressed; all others are shown.
CHATTER = (
    "Assuming unrestricted",
    "Building DAG",
    "Complete log",
    "Elapsed time",
    "Execute ",
    "Select jobs",
    "Shutting down",
    "Using shell",
    "host:",
)
# Messages that are reworded and shown once, or dropped if another one says more. Errors 28 and 122
# are a full disk and an exceeded quota.
AGAIN = "run the same command again"
IN_WORDS = {
    r"\[Errno (28|122)\]": f"no space left on the disk; free some and {AGAIN}",
    r"^(Will exit after|Terminating processes)": "stopping when the running jobs have ended",
    r"At least one job did not complete successfully\.$": "some outputs are missing because of the "
    f"error above; when it is fixed, {AGAIN}",
    r"^(Exiting because a job|Failed to setup log file)": "",
    r"^RuleException(.|\n)*CalledProcessError": "",
}

AUDIT = "audit"
# Outputs that belong to no paper, by their folder or file in figures/ or results/.
OF_ALL = {AUDIT: AUDIT, "gallery": "gallery", "index": "gallery"}
# After this many seconds without output, the next finished job reports the progress.
QUIET = 10


@dataclass
class Artefact:
    """The files of an artefact built in this run, and the seconds they took."""

    files: list[str] = field(default_factory=list)
    seconds: float = 0.0


class LogHandler(LogHandlerBase):
    """Follows the jobs of a run; a job whose rule has a message completes an artefact."""

    writes_to_stream = True
    writes_to_file = has_filter = has_formatter = needs_rulegraph = False

    def __post_init__(self) -> None:
        self.began = time.monotonic()
        self.jobs: dict[int, dict[str, Any]] = {}
        self.started: dict[int, float] = {}
        self.spoke = 0.0
        self.artefacts: dict[str, Artefact] = {}
        self.completed: list[str] = []
        self.finished = self.planned = 0
        self.told: set[str] = set()
        logging.raiseExceptions = False  # a full disk is reported once, not by every log line

    def emit(self, record: LogRecord) -> None:
        fields = record.__dict__
        match fields.get("event"):
            case LogEvent.JOB_INFO:
                self.jobs[fields["jobid"]] = fields
                if self.common_settings.dryrun and fields["rule_msg"]:
                    self.say(f"would make {fields['rule_msg']}: {', '.join(fields['output'])}")
            case LogEvent.JOB_STARTED:
                self.started.update(dict.fromkeys(fields["jobs"], record.created))
                self.spoke = self.spoke or record.created
            case LogEvent.JOB_FINISHED:
                self.job_finished(fields["job_id"], record.created)
            case LogEvent.PROGRESS:
                self.planned = fields["total"]
            case LogEvent.RUN_INFO:
                self.planned = fields["stats"].get("total", 0)
                if self.common_settings.dryrun:
                    self.say(record.getMessage())
            case LogEvent.JOB_ERROR:
                logs = ", ".join(fields["log"]) or "none"
                self.say(
                    f"failed: {fields['rule_name']} ({', '.join(fields['output'])}); log: {logs}"
                )
            case LogEvent.ERROR:
                self.error(record.getMessage())
            case None:
                message = record.getMessage()
                if record.levelno >= WARNING or not message.startswith(CHATTER):
                    self.error(message)

    def job_finished(self, jobid: int, now: float) -> None:
        """Add a job's files and seconds to its artefact; report the artefact if it is complete.

        Between artefacts, report the progress of the run from time to time.
        """
        self.finished += 1
        planned = max(self.planned, self.finished)
        share = f"{100 * self.finished // planned:3d} %"
        job = self.jobs.get(jobid, {})
        if not job.get("output"):
            return
        made = [in_checkout(file) for file in job["output"]]
        artefact = self.artefacts.setdefault(artefact_of(made[0]), Artefact())
        artefact.seconds += now - self.started.get(jobid, now)
        artefact.files += [file for file in made if file.startswith("figures/")]
        if job["rule_msg"]:
            self.completed.append(artefact_of(made[0]))
            self.say(f"{share}  {job['rule_msg']:<24} {artefact.seconds:6.1f} s")
            self.spoke = now
        elif now - self.spoke > QUIET:
            self.say(f"{share}  {self.finished} of {planned} jobs")
            self.spoke = now

    def error(self, message: str) -> None:
        """Print a message, reworded if need be; the workflow's refusals without source lines."""
        for pattern, words in IN_WORDS.items():
            if re.search(pattern, message):
                if words and words not in self.told:
                    self.say(words)
                self.told.add(words)
                return
        first, *rest = message.splitlines() or [""]
        if re.match(r"WorkflowError .*/workflow/rules/\S+\.smk", first):
            message = "\n".join(line for line in rest if not line.startswith("  File "))
        self.say(message)

    def close(self) -> None:
        """Print the final table: artefact, seconds, files."""
        seconds = time.monotonic() - self.began
        if self.completed:
            width = max(len(name) for name in self.completed)
            self.say(f"\n{'artefact':<{width}}  seconds  files")
            for name in sorted(self.completed):
                artefact = self.artefacts[name]
                self.say(f"{name:<{width}}  {artefact.seconds:7.1f}  {braced(artefact.files)}")
            made = counted(len(self.completed), "artefact")
            self.say(f"built {made} ({counted(self.finished, 'job')}, {seconds:.1f} s)")
            if AUDIT in self.completed:
                self.tell_verdicts()
        elif self.finished:
            jobs = counted(self.finished, "job")
            self.say(f"done: {jobs}, {seconds:.1f} s; no artefact was completed by it")
        self.completed, self.finished = [], 0  # Snakemake closes its handlers twice
        super().close()

    def tell_verdicts(self) -> None:
        """Print one line per paper: what was built, and the verdicts of the audit."""
        # Imported late: until the workflow is read, this could be another checkout's package.
        from deeplinear.replication.summary import read_verdicts
        from deeplinear.replication.words import closing_line

        verdicts = read_verdicts("figures/audit.csv")
        made = Counter(name.split()[0] for name in self.completed)
        for paper in sorted(made.keys() - {*OF_ALL.values(), "notebooks"}):
            found = [
                (variant, verdict)
                for (audited, _, variant), verdict in verdicts.items()
                if audited == paper
            ]
            self.say(closing_line(paper, made[paper], found))

    def say(self, message: str) -> None:
        print(message, file=sys.stderr, flush=True)


def counted(number: int, noun: str) -> str:
    """'1 job', '2 jobs'."""
    return f"{number} {noun}{'s' * (number != 1)}"


def in_checkout(path: str) -> str:
    """'figures/x.csv' also for 's3://bucket/folder/figures/x.csv (send to storage)'."""
    found = re.search(r"(figures|results)/\S+", path)
    return found[0] if found else path


def artefact_of(path: str) -> str:
    """'zhao2023 table1' for a file of results/zhao2023/table1/ or figures/zhao2023/table1.*."""
    _, paper, *artefact = PurePath(path).parts
    of_all = OF_ALL.get(paper.split(".")[0])
    if of_all or not artefact:
        return of_all or paper.split(".")[0]
    return f"{paper} {artefact[0].split('.')[0]}"


def braced(files: list[str]) -> str:
    """'figures/zhao2023/table1.{csv,html,tex}' for an artefact's files of the last one's name."""
    stem, ending = files[-1].rsplit(".", 1)
    endings = sorted(PurePath(file).suffix[1:] for file in files if file.rsplit(".", 1)[0] == stem)
    return f"{stem}.{{{','.join(endings)}}}" if len(endings) > 1 else f"{stem}.{ending}"
