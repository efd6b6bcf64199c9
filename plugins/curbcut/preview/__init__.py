"""The preview: a release served on this machine only, made again on every save, reloaded in the open page.

Its parts, one file each:
    release   request path → a file of one release
    answers   a file → an HTTP answer (conditions, ranges, the preview's script in a page)
    doorway   who may ask at all: this machine, by its own names
    live      what open pages are told, and the stream that tells them
    builder   one build in a process of its own
    watching  when to build again
    app, server   all of it together
"""
