"""Hints and answers taken out of their questions, for every format in which nothing can be unfolded: they come last."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from curbcut.core.words import label

_GOES = frozenset(("feedback",))


def detach(root: Element, lang: str) -> list[Element]:
    """Take hints, answers and what only a script fills out of a body, in place; return them as sections: hints, answers.

    root: the tree of `Document.body`; lang: BCP 47 of the document
    returns: `section.hints` and `section.keys`, each with a heading `h2` (`cc-hints`, `cc-keys`) and a `section` for each
             question with a heading `h3` (`cc-hints-1`, `cc-key-1` …); none where the body has no questions
    """
    whole = {
        name: _titled("section", f"{name}s", f"cc-{name}s", "h2", label(title, lang))
        for name, title in (("hint", "quiz_hints"), ("key", "quiz_keys"))
    }
    questions = [section for section in root.iter("section") if section.get("class") == "question"]
    for number, question in enumerate(questions, 1):
        said = {name: [child for child in question if child.get("class") == name] for name in whole}
        for name, found in said.items():
            if not found:
                continue
            one = _titled("section", name, f"cc-{name}-{number}", "h3", label("quiz_question", lang, number=number))
            for details in found:
                question.remove(details)
                one.extend(child for child in details if child.tag != "summary")
            whole[name].append(one)
        for child in [child for child in question if child.get("class") in _GOES]:
            question.remove(child)
    return [section for section in whole.values() if len(section) > 1]


def _titled(tag: str, name: str, id_: str, heading: str, title: str) -> Element:
    section = Element(tag, {"class": name})
    SubElement(section, heading, {"id": id_}).text = title
    return section
