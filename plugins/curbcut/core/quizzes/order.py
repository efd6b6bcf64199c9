"""The order in which steps and pairs are shown: it follows from the question's id alone."""

from __future__ import annotations

from hashlib import sha256


def shuffled(count: int, seed: str) -> tuple[int, ...]:
    """Return the numbers below `count` in an order that is the same everywhere; three or more never stand as written.

    seed: the question's id. Fisher–Yates with SHA-256 of the seed and a counter, so that no language's random numbers enter.
    """
    attempt = 0
    while True:
        places = list(range(count))
        for last in range(count - 1, 0, -1):
            drawn = int.from_bytes(sha256(f"{seed}/{attempt}/{last}".encode()).digest()[:8]) % (last + 1)
            places[last], places[drawn] = places[drawn], places[last]
        if count < 3 or places != sorted(places):
            return tuple(places)
        attempt += 1
