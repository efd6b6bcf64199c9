"""Chinese and English writing, once for every rendition: scripts, sentences, punctuation, span maps.

Pure functions of their arguments: no clock, no locale, no files but the tables of glyphs and of words beside them;
nothing imported from outside but pypinyin, by collation and readings, when they are first asked.
Everything counts in code points; a span is half-open; `lang` is BCP 47 (`zh-Hans`, `en`).

    sentences    split(text, lang) -> [(start, end), …]
    punctuation  normalise(text, lang) -> Mapped(text, spans, changes)
    spans        SpanMap: to_source, to_target, then; rewrite(text, edits) makes one
    collation    reading_keys(titles, lang) -> {title: how it is read aloud}, for an A to Z
    readings     readings(text) -> a pinyin syllable for every Chinese character; uncertain(text); read_lexicon, inline
    rubies       fixed_readings(doc) -> what the ruby of a text says about its readings, by sentence and character
    utterances   utter(text, lang) -> what a voice is given, and how it was come by
    glyphs       unprintable(text) -> the characters that no font of ours draws; as_printed(text)
    spoken       spoken(text, lang) -> Spoken(text, spans, switches): numbers, times, telephones … in words
    scripts      is_han, han_count, is_cjk_punctuation; HAN and CJK_PUNCTUATION for a caller's own classes
"""

from __future__ import annotations

# Joins every cache key made from this package: raise it whenever any answer changes.
REVISION = 1
