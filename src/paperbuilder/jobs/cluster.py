"""Jobs done by the workers of a Dask cluster, which see the project's folder under the same name.

In: `Job`s and the address of a scheduler. Out: a `MakeResult` for each, in their order. Fails with `FilesError`: Dask
is not installed, no scheduler answers, it has no workers. A job whose worker dies is given to another; since files are
put in place whole, what the first one left does no harm.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, cast

from paperbuilder import __version__
from paperbuilder.jobs.fingerprints import SharedFiles
from paperbuilder.jobs.incremental import MakeResult, make_job
from paperbuilder.jobs.job import Job
from paperbuilder.problems import FilesError, Problem

PATIENCE = 15  # s for a scheduler to answer, and for a first worker to come
_alone = Lock()  # a worker may have several threads, but one process makes one paper at a time


def on_cluster(
    jobs: Sequence[Job], shared: SharedFiles, force: bool, address: str
) -> Generator[MakeResult, None, None]:
    """A result for each job, in order, as it comes. Raises FilesError."""
    client = _client(address)
    try:
        there = [job.from_anywhere() for job in jobs]
        common = {"shared": shared, "force": force, "here": str(Path.cwd()), "version": __version__}
        for job, future in zip(jobs, client.map(_make, there, pure=False, **common), strict=True):
            yield _result(job, future)
    finally:
        client.close(timeout=PATIENCE)


def _client(address: str) -> Any:
    """Raises FilesError."""
    try:
        from distributed import Client as connect
    except ImportError:
        hint = "install it: pip install 'paperbuilder[cluster]'"
        raise FilesError(
            [Problem(message="Dask, which runs clusters, is not installed", file=address, hint=hint)]
        ) from None
    _quieten()
    try:
        client: Any = cast(Any, connect)(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError):
        hint = "start one with dask scheduler, and give the address that it prints, such as tcp://10.0.0.5:8786"
        raise FilesError([Problem(message="no scheduler answers there", file=address, hint=hint)]) from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        hint = f"start some: dask worker {address} --nworkers auto --nthreads 1"
        raise FilesError([Problem(message="the cluster has no workers", file=address, hint=hint)]) from None
    return client


def _quieten() -> None:
    """What Dask's many loggers say is no teacher's business; what matters comes as a result."""
    import logging

    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _result(job: Job, future: Any) -> MakeResult:
    """What came of a job, whatever happens to the cluster."""
    try:
        return future.result()  # type: ignore[no-any-return]
    except Exception as error:
        message = f"the cluster has not made it ({type(error).__name__})"
        hint = "make it again: what is done already is not done twice"
        return MakeResult(problems=[Problem(message=message, file=str(job.file), hint=hint)], code=FilesError.code)


def _make(job: Job, shared: SharedFiles, force: bool, here: str, version: str) -> MakeResult:
    """On a worker: the job done as if in the folder where the command was typed."""
    wrong = ""
    if version != __version__:
        wrong = f"the worker has paperbuilder {__version__}, this computer {version}"
    elif not Path(here).is_dir():
        wrong = f"the worker does not see the folder {here}"
    if wrong:
        return MakeResult(problems=[Problem(message=wrong, file=job.file.name)], code=FilesError.code)
    with _alone:
        os.chdir(here)
        return make_job(job, shared, force)
