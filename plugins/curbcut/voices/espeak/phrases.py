"""Phrases that the engine knows as one: of their words it reports the first alone, and that is no loss.

source: every entry of several words in espeak-ng 1.52's own dictionary of English (`en_list`); the tests say each of them
"""

from __future__ import annotations

PHRASES = frozenset(
    " ".join(phrase.split())
    for phrase in """
a la | a while | as is | as it is | at a | at it | at once | at will | baton rouge | bon voyage | bow down | can't
have | can't have to | could have | could have it | could have to | couldn't have | couldn't have to | coup de grace
| cum laude | da vinci | de gallo | de jure | dehra dun | des moines | di maggio | did not | do not | do so | does
not | each of | en masse | en route | far more | faux pas | few more | for a | for a while | for an | for one | for
the | from the | from where | from which | grand saline | had any | had been | had it | had one | had some | had
them | had to | has been | has it | has not | has to | have been | have not | he had | he's had | here and there |
hors d'oeuvres | i am | i had | i shall | i've had | in a row | in the | in which | inter alia | it has | it is | it
was | it's had | je ne sais | je t'aime | la jolla | la quinta | la vie | le ann | lean to | live in | main st |
many of | may have | may have to | mc namara | might have | might have to | most of | must have | must have to |
mustn't have | mustn't have to | no longer | no more | no one | not a | not have | not have to | of a | of an | of
the | of which | on the | out of | per cent | per se | santa claus | she's had | should have | should have it |
should have to | shouldn't have | shouldn't have to | so far | so many | so much | some one | su se | such as | tae
kwon do | tai chi | tear apart | tear off | tel aviv | than a | than an | that a | that has been | that is | that it
| that one | that the | that was | that's been | that's it | the while | there are | there be | there is | there was
| there were | they've had | this one | to and fro | to be | to to | too few | too many | too much | van den | van
der | vis a vis | wall st | was a | was the | we shall | we've had | wear and tear | will to | wind power | wind up
| winds down | winds up | with the | won't have | won't have it | won't have to | would have | would have to |
wouldn't have | wouldn't have to | wound down | wound up | you've had
""".split("|")
)
"""In lower case."""
