"""The preview: a release served on this machine only, made again on every save, reloaded in the open page.

Its parts, one file each:
    scripted  a page with the preview's script in it
    live      what open pages are told, and the stream that tells them
    builder   one build in a process of its own
    watching  when to build again
    app, server   all of it together
"""
