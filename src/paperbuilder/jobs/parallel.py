"""Many specs: one after the other, on several cores, or on a cluster.

In: `Job`s. Out: a `MakeResult` for each, in their order, as it comes. Fails with `FilesError` if there is no such
cluster; all else is in the results.
"""

from __future__ import annotations

import gc
from collections.abc import Generator, Sequence
from contextlib import closing

from paperbuilder.jobs.clashes import clashes
from paperbuilder.jobs.fingerprints import SharedFiles
from paperbuilder.jobs.incremental import MakeResult, make_job, up_to_date
from paperbuilder.jobs.job import Job


def make_all(
    jobs: Sequence[Job], force: bool = False, workers: int = 1, cluster: str = ""
) -> Generator[MakeResult, None, None]:
    """Made by so many processes, or by the workers of the Dask cluster at an address. Raises FilesError."""
    shared = SharedFiles()
    refused = clashes(jobs, shared, force)
    if workers < 2 and not cluster:
        yield from (refused.get(job) or make_job(job, shared, force) for job in jobs)
        return
    known = [refused.get(job) or (None if force else up_to_date(job, shared)) for job in jobs]
    stale = [job for job, result in zip(jobs, known, strict=True) if result is None]
    work = _on_cluster(stale, shared, force, cluster) if cluster else _on_cores(stale, shared, force, workers)
    with closing(work) as made:
        yield from (result or next(made) for result in known)


def _on_cluster(
    jobs: Sequence[Job], shared: SharedFiles, force: bool, address: str
) -> Generator[MakeResult, None, None]:
    from paperbuilder.jobs.cluster import on_cluster

    return on_cluster(jobs, shared, force, address)


def _on_cores(jobs: Sequence[Job], shared: SharedFiles, force: bool, workers: int) -> Generator[MakeResult, None, None]:
    """A job whose process dies is done again, here."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(max(1, min(workers, len(jobs))), initializer=_begin_work) as pool:
        try:
            futures = [pool.submit(make_job, job, shared, force) for job in jobs]
        except BrokenProcessPool:
            yield from (make_job(job, shared, force) for job in jobs)
            return
        try:
            for job, future in zip(jobs, futures, strict=True):
                try:
                    result = future.result()
                except BrokenProcessPool:
                    result = make_job(job, shared, force)
                yield result
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin_work() -> None:
    """Ctrl-C reaches every process of the terminal; the first one ends the others."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seldom_collect()


def seldom_collect() -> None:
    """Look for garbage less often, in a process of our own: a paper leaves few cycles behind, and to look for them as
    often as Python does took a twentieth of the time."""
    gc.set_threshold(10_000)
