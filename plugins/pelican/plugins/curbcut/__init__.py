# SPDX-FileCopyrightText: Curbcut contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The door for somebody else's Pelican site: `PLUGINS = ["curbcut"]`."""

from curbcut.adapters.for_pelican import register as register
