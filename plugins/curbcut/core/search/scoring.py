"""How much a gram counts: impacts of 4 bits, made once, and whole numbers from there on.

Specification. BM25 with k1 = 1.2 and b = 0.5, quantised:
  tf        10 for each time a gram stands in the text, 15 in the summary, 20 in a heading, 30 in the title; sounds of the
            title 30 once. Numbers, names and everything else of the facts count as text.
  length    how many grams a document has (sounds left out), wherever they stand.
  average   the mean length of all documents, taken to the nearest power of the square root of 2 (at least 1), so that an
            edited page moves nobody else's impacts.
  impact    floor(16 * t / (t + 1.2 * (0.5 + 0.5 * length / average))), t = tf / 10: a whole number from 0 to 15.
  rarity    round(1000 * ln(1 + (N - df + 0.5) / (df + 0.5))), halves up; N documents, df of them with the gram.
  score     of a document: the sum, over the words of a query, of the best of each word's alternatives. An alternative is worth
            the sum, over its terms that the document has, of rarity * (2 * impact + 1) * weight, where weight is that of the
            term in the query (100 for what was typed), and no rarity counts for more than the word is telling. The score
            then is times STANDING of its validity, divided by 10, rounded down.
  telling   of a word: the least, over its alternatives, of the greatest rarity of their terms. Whoever types a word the way few
            pages write it means what many others say: those pages are no better an answer for being few.
  order     score from high to low; of equal ones the smaller ordinal. Ordinals number the documents by their address.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

TYPED = 100
"""Weight of a term as it was typed."""
BODY, SUMMARY, HEADING, TITLE = 10, 15, 20, 30
STANDING = {"effective": 10, "amended": 10, "consolidated": 7, "expired": 5, "repealed": 5}
"""What holds comes before what held: a tenth of the score for each."""
STEPS = 16
K1, B = 1.2, 0.5


def average(lengths: int, documents: int) -> float:
    """Return the average length that impacts are made with. lengths: of all documents together."""
    if not documents or lengths <= documents:
        return 1.0
    return float(2 ** (round(2 * math.log2(lengths / documents)) / 2))


def impact(tf: int, length: int, mean: float) -> int:
    """Return how much a gram counts in a document, 0 to 15."""
    times = tf / 10
    return int(STEPS * times / (times + K1 * (1 - B + B * length / mean)))


def impacts(tfs: Mapping[str, int], length: int, mean: float) -> dict[str, int]:
    """Return how much each term of a document counts in it; few documents have more than a dozen different tf."""
    levels = {tf: impact(tf, length, mean) for tf in set(tfs.values())}
    return {term: levels[tf] for term, tf in tfs.items()}


def rarity(documents: int, having: int) -> int:
    """Return how telling a term is that `having` of the documents have, in thousandths."""
    return math.floor(1000 * math.log(1 + (documents - having + 0.5) / (having + 0.5)) + 0.5)


def telling(alternatives: Iterable[Iterable[tuple[str, int]]], rarity_of: Callable[[str], int]) -> int:
    """Return how telling a word is: no more than the commonest way to say it."""
    return min((max((rarity_of(term) for term, _ in terms), default=0) for terms in alternatives), default=0)


def scored(
    words: Iterable[Iterable[Iterable[tuple[str, int]]]],
    postings: Callable[[str], Iterable[tuple[int, int]]],
    rarity_of: Callable[[str], int],
) -> dict[int, int]:
    """Return number → score before standing. words: of each its alternatives, pairs of term and weight.

    postings: of a term, the numbers of what has it, each with how often it counts there (2 * impact + 1)
    """
    scores: dict[int, int] = {}
    for given in words:
        alternatives = [tuple(terms) for terms in given]
        most = telling(alternatives, rarity_of)
        best: dict[int, int] = {}
        for turn, terms in enumerate(alternatives):
            sums: dict[int, int] = {}
            for term, weight in terms:
                worth = min(rarity_of(term), most) * weight
                for number, times in postings(term) if worth else ():
                    sums[number] = sums.get(number, 0) + worth * times
            if not turn:
                best = sums
                continue
            for number, value in sums.items():
                if value > best.get(number, 0):
                    best[number] = value
        if not scores:
            scores = best
            continue
        for number, value in best.items():
            scores[number] = scores.get(number, 0) + value
    return scores


def standing(score: int, validity: str) -> int:
    """Return a score after what no longer holds has stepped back."""
    return score * STANDING.get(validity, 10) // 10
