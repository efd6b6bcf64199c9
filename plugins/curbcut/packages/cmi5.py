"""cmi5.xml: one assignable unit for the whole course, as there is one SCO (decision 018). It sets no mastery score: lessons have their own.

source: cmi5 Quartz 1st edition, 13.1 and 14.1
"""

from __future__ import annotations

from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from curbcut.kit.pages import INDEX
from curbcut.packages.lessons import Course

STRUCTURE = "cmi5.xml"
_NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


def structure(course: Course, site: str) -> bytes:
    """Return the course structure of a package. site: what tells the site from all others: its public address, or else its name."""
    told = "".join(
        f"<{name}><langstring lang={quoteattr(course.lang)}>{escape(said)}</langstring></{name}>"
        for name, said in (("title", course.title), ("description", course.summary or course.title))
    )
    graded = any(asked.counts for lesson in course.lessons for asked in lesson.questions)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="{_NAMESPACE}">
  <course id={quoteattr(_iri(course, site, ""))}>{told}</course>
  <au id={quoteattr(_iri(course, site, "#au"))} launchMethod="AnyWindow" moveOn="{"CompletedAndPassed" if graded else "Completed"}">
    {told}
    <url>{INDEX}</url>
  </au>
</courseStructure>
""".encode()


def _iri(course: Course, site: str, part: str) -> str:
    """Return a permanent name: the course's address; of a site without one, a UUID that is always the same."""
    path = quote(course.path.removesuffix(INDEX))
    return f"{site}{path}{part}" if "://" in site else f"urn:uuid:{uuid5(NAMESPACE_URL, f'{site}/{path}{part}')}"
