"""Streams compressed once, and with ends that nobody can misread.

A stream's data that ends with a carriage return is followed by the line feed before `endstream`: a reader that looks for
the line's end there counts one byte too few, and says that `/Length` is wrong (ISO 19005-3, 6.1.7.1). Compressed data
ends with a checksum, so one stream in 256 does.
"""

from __future__ import annotations

import zlib
from base64 import a85encode
from typing import Any

AMBIGUOUS_END = b"\r\nendstream"
_LINE_ENDS = (b"\r", b"\n")


def pack(pdf: Any) -> None:
    """Compress every stream of a `pydyf.PDF` that is to be compressed, so that the writer does not do it twice.

    A stream that would end with a line's end is written in ASCII on top, which ends with `~>`.
    """
    import pydyf

    for made in pdf.objects:
        if not isinstance(made, pydyf.Stream):
            continue
        data = _data(made)
        if made.compress:
            data = zlib.compress(data, 9)
            made.extra = {**made.extra, "Filter": "/FlateDecode"}
            made.compress = False
        if data.endswith(_LINE_ENDS):
            data = a85encode(data) + b"~>"
            made.extra = {**made.extra, **_filters(made.extra)}
        made.stream = [data]


def _data(stream: Any) -> bytes:
    """Return a stream's data as it would be compressed."""
    import pydyf

    plain = pydyf.Stream(stream.stream).data
    start = plain.index(b"stream\n") + len(b"stream\n")
    return bytes(plain[start : -len(b"\nendstream")])


def _filters(extra: dict[str, Any]) -> dict[str, Any]:
    """Return `/Filter` and `/DecodeParms` with one more step before those that are there."""
    import pydyf

    given = extra.get("Filter")
    steps = [] if given is None else list(given) if isinstance(given, list) else [given]
    filters = {"Filter": pydyf.Array(["/ASCII85Decode", *steps])}
    told = extra.get("DecodeParms")
    if told is None:
        return filters
    parameters = list(told) if isinstance(told, list) else [told]
    return {**filters, "DecodeParms": pydyf.Array(["null", *parameters])}
