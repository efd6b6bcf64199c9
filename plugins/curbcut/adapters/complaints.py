"""A generator's warnings are errors of ours: they are heard while it runs, and turned into failures."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from curbcut import theme
from curbcut.core.errors import Internal
from curbcut.core.model import Made
from curbcut.core.pages import PageModel

Call = tuple[PageModel, str]
"""A page model, and its body as XHTML ready to print."""

Laid = Made | Exception
"""The page as `index.html`, or why there is none."""

_SHOWN = 3  # complaints repeated for every page of a batch: a few tell enough


class _Ear(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.heard.append(record.getMessage())


@contextmanager
def listening(name: str) -> Iterator[list[str]]:
    """Give a list that fills with the warnings and errors of a logger; nothing is printed, all is put back."""
    logger, ear = logging.getLogger(name), _Ear()
    level, propagate = logger.level, logger.propagate
    logger.addHandler(ear)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield ear.heard
    finally:
        logger.removeHandler(ear)
        logger.setLevel(level)
        logger.propagate = propagate


def can_lay_out(model: PageModel) -> bool:
    """Return True where there is a template of the name that a model gives."""
    return model.template in theme.templates()


def verdict(laid: Laid | None, model: PageModel, heard: list[str], generator: str) -> Laid:
    """Return the page, or the failure that stands in its place.

    heard: complaints about the batch as a whole; they fail each of its pages
    """
    if isinstance(laid, Made) and not heard:
        return laid
    if not can_lay_out(model):
        why = f"no template {model.template}"
    elif isinstance(laid, Exception):
        why = f"{type(laid).__name__}: {laid}"
    else:
        why = "; ".join(heard[:_SHOWN]) or "no page came out"
    return Internal("generator-complained", model.url, generator=generator, says=why)
