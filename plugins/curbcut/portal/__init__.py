"""From what was read to what a page shows: page models as plain data, for either generator.

Nothing here renders: a model is what the shared templates print, and what a page's key is made of.
"""
