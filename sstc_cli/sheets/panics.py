"""Panics of readers that are written in Rust, as errors like any other."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


class PanicError(Exception):
    """A reader met what it does not expect in any file."""


@contextmanager
def panics_caught() -> Iterator[None]:
    """Raise PanicError where Rust panics, and keep what it tells of that from standard error.

    PyO3 derives its PanicException from BaseException and does not hand out its type:
    https://pyo3.rs/main/doc/pyo3/panic/struct.panicexception
    """
    with _stderr_closed():
        try:
            yield
        except BaseException as error:
            if type(error).__module__ != "pyo3_runtime":
                raise
            raise PanicError from error


@contextmanager
def _stderr_closed() -> Iterator[None]:
    """Send what is written to the process's standard error nowhere."""
    try:
        kept = os.dup(2)
    except OSError:  # there is none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
