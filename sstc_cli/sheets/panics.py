"""Panics of readers that are written in Rust, as errors like any other."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


class PanicError(Exception):
    """A reader met something that it expects in no file."""


@contextmanager
def panics_caught() -> Iterator[None]:
    """Raise PanicError if Rust panics, and keep its own message off standard error.

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
    """Discard what the process writes to standard error."""
    try:
        original = os.dup(2)
    except OSError:  # the process has no standard error
        yield
        return
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    try:
        yield
    finally:
        os.dup2(original, 2)
        os.close(original)
        os.close(null)
