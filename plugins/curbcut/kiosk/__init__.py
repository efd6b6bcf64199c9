"""The counter: a kit, or a built site, on this machine alone, with search that needs no scripts.

holding    the release that is served and its index, verified before it is opened
asking     the address of a search → what is wanted
answering  what was found → the site's own search page with the results in it
app        all of it together
"""
