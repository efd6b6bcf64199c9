"""A plan as one document: the page, the large print and the plain text are made of it, so that all three say the same.

On a screen a step has its formats as links. On paper it has a box to tick, says its formats in words, and gives the addresses of pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, tostring

from curbcut.core.kinds import Page
from curbcut.core.model import Document, Heading
from curbcut.core.particulars import date_text
from curbcut.core.words import label
from curbcut.plans.resolving import Form, Line, Outline, Shown
from curbcut.portal.parts import telephone

_KEPT = {True: "asked", False: "part"}
"""Class of a section, on paper and on a screen: on paper it stays on one page."""
_COLON = {True: "：", False: ": "}
Address = Callable[[str], str]
"""Path of a page or file, from the site's root → where the plan links to, ``""`` for nowhere."""
_LINES = ("phone", "sms", "fax", "wechat", "email", "address", "hours", "sign_language", "url")


def document(outline: Outline, address: Address, *, paper: bool) -> Document:
    """Return the plan as a document of kind `page`. paper: with boxes to tick, else with links to its formats"""
    steps = [_step(outline, number, step, address, paper=paper) for number, step in enumerate(outline.steps, 1)]
    parts = [*_opening(outline), *steps, *_asking(outline, paper=paper), _element("p", _made(outline))]
    titled = [heading for part in parts for heading in part.iter("h2")]
    return Document(
        path=outline.plan.path, slug="plan", url="", lang=outline.lang, body="\n".join(map(_written, parts)),
        meta=Page(title=title(outline), slug="plan", summary=label("plan_goal", outline.lang, goal=_line(outline.plan.file.goal))),
        headings=tuple(Heading(level=2, id=one.get("id", ""), text="".join(one.itertext())) for one in titled),
        source=outline.plan.text,
    )  # fmt: skip


def title(outline: Outline) -> str:
    """Return what the plan is called."""
    name = _line(outline.plan.file.name)
    return label("plan_title", outline.lang, name=name) if name else label("plan_title_unnamed", outline.lang)


def _element(tag: str, text: str = "", /, *children: Element, **attributes: str) -> Element:
    """Return an element; `class_` stands for `class`, empty attributes are left out."""
    made = Element(tag, {name.rstrip("_"): value for name, value in attributes.items() if value})
    made.text = text or None
    made.extend(children)
    return made


def _line(text: str) -> str:
    return " ".join(text.split())


def _written(part: Element) -> str:
    return tostring(part, encoding="unicode", short_empty_elements=False).replace("></input>", "/>")


def _opening(outline: Outline) -> Iterator[Element]:
    count = {"steps": len(outline.steps), "minutes": outline.minutes}
    yield _element("p", label("plan_sum" if outline.minutes else "plan_count", outline.lang, **count))
    yield _element("p", label("plan_calm", outline.lang))


def _step(outline: Outline, number: int, step: Shown, address: Address, *, paper: bool) -> Element:
    lang = outline.lang
    before, _, after = label("plan_step", lang, number=number, title="\0").partition("\0")
    heading = _element("h2", before, id=f"step-{number}")
    if step.lang == lang:
        heading.text = before + step.title + after
    else:
        named = _element("span", step.title, lang=step.lang)
        named.tail = after
        heading.append(named)
    told = [heading]
    if step.done and not paper:
        told.append(_element("p", f"✓ {label('plan_done', lang)}"))
    if step.warning:
        told.append(_element("p", "", _element("strong", step.warning)))
    told += [_line_of(line, lang) for line in step.lines]
    if step.forms:
        told += _in_words(step, lang, address) if paper else [_links(step, lang, address)]
    if paper:
        told.append(_box(step, lang))
    return _element("section", "", *told, class_=_KEPT[paper])


def _line_of(line: Line, lang: str) -> Element:
    if line.lang in ("", lang):
        return _element("p", line.before + line.named + line.after)
    named = _element("span", line.named, lang=line.lang)
    named.tail = line.after
    return _element("p", line.before, named)


def _links(step: Shown, lang: str, address: Address) -> Element:
    items = []
    for number, form in enumerate(step.forms):
        preferred = step.preferred and number == 0
        name, href = _first(form, lang) if preferred else form.name, address(form.url)
        link = _element("a", name, href=href, type=form.media, class_="button" if preferred else "")
        items.append(_element("li", "", link if href else _element("span", name)))
    return _element("ul", "", *items, class_="plain formats")


def _first(form: Form, lang: str) -> str:
    return label("plan_first", lang, way=form.name)


def _in_words(step: Shown, lang: str, address: Address) -> Iterator[Element]:
    """Yield the formats in words; pages are links, whose addresses are printed: from there a reader comes to the files."""
    groups = [("plan_open", step.forms)]
    if step.preferred:
        groups = [("plan_first", step.forms[:1]), ("plan_also", step.forms[1:])]
    for name, forms in groups:
        before, _, after = label(name, lang, way="\0", ways="\0").partition("\0")
        line = _element("p", before)
        for number, form in enumerate(forms):
            href = "" if form.media else address(form.url)
            one = _element("a", form.name, href=href) if href else _element("span", form.name)
            one.tail = after if number + 1 == len(forms) else "、" if lang.startswith("zh") else ", "
            line.append(one)
        yield line


def _box(step: Shown, lang: str) -> Element:
    box = Element("input", {"type": "checkbox"} | ({"checked": "checked"} if step.done else {}))
    box.tail = label("plan_done", lang)
    return _element("p", "", _element("b", "", box))  # bold: a thin square is hard to see


def _asking(outline: Outline, *, paper: bool) -> Iterator[Element]:
    lang, person = outline.lang, outline.plan.file.helper
    if person is None:
        return
    name = label("plan_ask", lang, name=_line(person.name)) if person.name else label("plan_ask_unnamed", lang)
    lines = [
        _element("p", "", *_reached(key, _line(getattr(person, key)), lang)) for key in _LINES if getattr(person, key)
    ]
    if lines:
        yield _element("section", "", _element("h2", name, id="cc-ask"), *lines, class_=_KEPT[paper])
    else:
        yield _element("p", name)


def _reached(key: str, text: str, lang: str) -> Iterator[Element]:
    shown = _element("b", label(key, lang) + _COLON[lang.startswith("zh")])
    yield shown
    href = {
        "phone": telephone(text),
        "sms": (telephone(text) or "").replace("tel:", "sms:"),
        "email": f"mailto:{text}",
        "url": text,
    }.get(key)
    if href:
        yield _element("a", text, href=href)
    else:
        shown.tail = text


def _made(outline: Outline) -> str:
    return label("plan_made", outline.lang, day=date_text(outline.day, outline.lang))
