"""A course as one ZIP with several doors: a learning platform, a double-click, an offline school server.

lessons    what the published pages say of the course: its lessons, their questions, their pass marks
course     which files go in, and the bytes of all of them
pages      a page as it stands in a package
start      index.html: the way in, and in a learning platform the frame around the lessons
questions  the questions of the course as records, for the formats that are nothing but questions
gift       GIFT, for Moodle
qti        QTI 3.0 items, with what their catalogs hold
scorm      imsmanifest.xml of SCORM 1.2 and SCORM 2004
cmi5       cmi5.xml, the course structure of cmi5
records.js     what a course comes to, and what of an answer a platform keeps: values in, values out
packing.js     all of that as a text that fits into SCORM's suspend_data; cmi5 takes JSON
scorm.js       how a SCORM run-time is found, and what it is told
cmi5.js        how a platform that speaks cmi5 is asked, and what it is told
session.js     in the start page: the frame, and when the platform is told what (decision 018)
passing.js     before all other scripts: what may not be kept on the device is passed from page to page
joining.js     in every other page: lets the start page know that a lesson is open
"""
