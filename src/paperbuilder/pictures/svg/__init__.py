"""SVG drawings as sketches: shapes as vectors, words as words.

In: a file and its printed width. Out: a `Sketch`. What cannot be drawn right is refused by its name; what other
programs put into a file for themselves is left out.
"""
