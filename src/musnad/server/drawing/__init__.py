"""Pictures as plain geometry: what stands where, in the units of an SVG's viewBox. Templates write the SVG; nothing here knows HTML.

In Arabic time runs from right to left: an axis that is `mirrored` says so once, and everything that is put on it follows.
"""
