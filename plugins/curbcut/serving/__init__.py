"""Answering a browser on this machine from a folder: what the preview and the counter share.

release    request path → a file of one release
answers    a file → an HTTP answer (conditions, ranges)
doorway    who may ask at all: this machine, by its own names
leaving    addresses that moved or were removed
lost       the page for addresses that there are not
telling    a sentence where there is no page
door       the socket, and the server behind it
"""
