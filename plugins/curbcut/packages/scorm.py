"""imsmanifest.xml: one SCO for the whole course (decision 017), every file listed, statuses left to the course itself.

source: SCORM 1.2 Content Aggregation Model 2.3; SCORM 2004 4th Edition CAM 3.4, 5.1
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from curbcut.packages.lessons import Course

MANIFEST = "imsmanifest.xml"

_IMS = "http://www.imsglobal.org/xsd/"
_OURS = '<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>'
_HEADS = {
    "scorm12": (
        'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"',
        "1.2", "adlcp:scormtype", "",
    ),
    # Without the two controls a platform would overwrite our statuses when the learner leaves (SN 3.13).
    "scorm2004": (
        f'xmlns="{_IMS}imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="{_IMS}imsss"',
        "2004 4th Edition", "adlcp:scormType",
        f"        <imsss:sequencing>\n          {_OURS}\n        </imsss:sequencing>\n",
    ),
}  # fmt: skip
"""Format → namespaces, schema version, name of the SCO attribute, what the item has of its own."""


def manifest(format_: str, course: Course, files: Iterable[str]) -> bytes:
    """Return the manifest of a package. format_: scorm12 or scorm2004; files: all others, from the package's root."""
    names, version, kind, sequencing = _HEADS[format_]
    name, title = course.slug, escape(course.title)
    listed = "".join(f"      <file href={quoteattr(quote(path))}/>\n" for path in sorted(files))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="curbcut-{name}" version="1" {names}>
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>{version}</schemaversion>
  </metadata>
  <organizations default="course-{name}">
    <organization identifier="course-{name}">
      <title>{title}</title>
      <item identifier="item-{name}" identifierref="sco-{name}">
        <title>{title}</title>
{sequencing}      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="sco-{name}" type="webcontent" {kind}="sco" href="index.html">
{listed}    </resource>
  </resources>
</manifest>
""".encode()
