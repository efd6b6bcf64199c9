"""Search, the same everywhere: on the command line, at the counter, and in a browser that has no Python.

    analysis   text -> grams, the terms of the index; where each stands in the text
    numerals   Chinese numbers and dates -> digits
    pinyin     what a title sounds like; Latin letters -> syllables
    synonyms   what people say and what our texts say
    scoring    how much a gram counts in a document, and in a query
    queries    what somebody typed -> the terms to look for, each with its weight and the reason
    hits       the sentence that answers, with its marks
    passages   a document as search sees it
    cards      what the index is given of a page
    indexing   the Whoosh index: fields, writing, one file for each group of pages
    searching  opens an index that was verified, ranks, counts facets; opening: where it is kept
    glossary   the synonyms that editors write; reports: what they should know

Everything up to `hits` is small and plain on purpose: it is a specification, and a browser has the same in JavaScript.
Each module says exactly what it does; tests/core/search/*.json hold what both must give. All arithmetic that decides
an order is done in whole numbers.
"""
