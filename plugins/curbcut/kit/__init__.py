"""A kit: the published site, or a part of it, as a folder or ZIP that opens by double-click and needs no network.

choosing   which files of a release go in, and which are left out
pages      a page as it stands in a kit: links that work in a folder, and of which day it is
search     the index of what is in the kit
parts      all files of a kit, with what they are for: the plan of sizes, and the bytes
writing    a folder or a ZIP, whole or not at all

start.html     to open; kit.json: what this is and of which day; manifest.json: the SHA-256 of every file
site/          the site
search/pieces  the index that the counter reads (`curbcut kiosk`), each piece under its SHA-256
"""
