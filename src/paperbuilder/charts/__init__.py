"""Charts drawn from figures, for printers and copiers that know only black.

In: a `Chart`, the face its words are set in. Out: a `Sketch`. Cannot fail: what cannot be drawn is found by `paper`.
"""
