"""Why a document cannot be printed."""

from __future__ import annotations

from curbcut.core.errors import CurbcutError


class NotPrintable(CurbcutError):
    """Something in a document cannot be printed."""
