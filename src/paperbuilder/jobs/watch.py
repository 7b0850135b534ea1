"""Specs made again whenever a file they need changes, in one warm process.

In: a function that says which jobs there are, and one that shows results. Out: results shown. It goes on through
every fault; KeyboardInterrupt ends it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from paperbuilder.jobs.clashes import clashes
from paperbuilder.jobs.fingerprints import SharedFiles, State, listing, state_of
from paperbuilder.jobs.incremental import MakeResult, Remembered, make_job, produce
from paperbuilder.jobs.job import Job
from paperbuilder.problems import Exit, PaperbuilderError, Problem
from paperbuilder.themes.folders import STANDARD

PAUSE = 0.03  # s between two looks, and at least ten times as long as a look takes
SETTLE = 0.01  # s that an editor has to finish saving
Listing = dict[Path, State | None]


@dataclass
class _Seen:
    """What is known of a job since its last make."""

    templates: Listing
    result: MakeResult = field(default_factory=MakeResult)
    memory: Remembered = field(default_factory=Remembered)


class Watch:
    """Looks at all files, and makes what they touch."""

    def __init__(self, jobs: Callable[[], Sequence[Job]], show: Callable[[MakeResult], None]):
        self._jobs, self._show = jobs, show
        self._known: dict[Job, Job] = {}
        self._seen: dict[Job, _Seen] = {}
        self._templates: dict[Path, Listing] = {}

    def start(self) -> None:
        """Make what is not up to date; then the spec changed last once more, aside, to be warm for its next change."""
        self.look()
        jobs = [job for job in self._seen if job.file.is_file()]
        if jobs:
            job = max(jobs, key=lambda job: job.file.stat().st_mtime_ns)
            with suppress(PaperbuilderError, OSError):
                produce(job, SharedFiles(), {}, self._seen[job].memory)

    def run(self) -> None:
        """Until KeyboardInterrupt."""
        while True:
            time.sleep(max(PAUSE, 10 * self.look()))

    def look(self) -> float:
        """Look once at every file, and make the jobs that a change touches; how long the looking took (s)."""
        start = time.perf_counter()
        jobs = [self._known.setdefault(job, job) for job in self._jobs()]
        self._look_at_templates(jobs)
        touched = [job for job in jobs if self._touched(job)]
        for job in self._seen.keys() - set(jobs):
            del self._seen[job], self._known[job]
        took = time.perf_counter() - start
        if touched:
            time.sleep(SETTLE)
            self._look_at_templates(touched)
            shared = SharedFiles()
            refused = clashes(jobs, shared)
            for job in touched:
                self._make(job, shared, refused.get(job))
        return took

    def _look_at_templates(self, jobs: Sequence[Job]) -> None:
        """A listing is replaced only if it has changed."""
        for root in {job.root for job in jobs}:
            now = listing(root / "templates") | listing(STANDARD)
            if self._templates.get(root) != now:
                self._templates[root] = now

    def _touched(self, job: Job) -> bool:
        seen = self._seen.get(job)
        if seen is None or seen.templates is not self._templates[job.root]:
            return True
        return any(state_of(path) != old for path, old in seen.result.read.items())

    def _make(self, job: Job, shared: SharedFiles, refused: MakeResult | None) -> None:
        templates = self._templates[job.root]
        seen = self._seen.setdefault(job, _Seen(templates))
        before, seen.templates = seen.result, templates
        seen.result = refused or _make(job, shared, seen.memory)
        if seen.result.made or before.code:
            self._show(seen.result)


def _make(job: Job, shared: SharedFiles, memory: Remembered) -> MakeResult:
    """A result whatever happens."""
    spec = {job.file: state_of(job.file)}
    try:
        result = make_job(job, shared, memory=memory)
    except Exception as error:
        message = f"paperbuilder itself has failed ({type(error).__name__}: {error})"
        result = MakeResult(problems=[Problem(message=message, file=str(job.file))], code=Exit.SPEC, made=True)
    return replace(result, read=spec | result.read)
