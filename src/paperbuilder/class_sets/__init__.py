"""The class sets room: from a class list to a copy for every pupil.

In: a checked spec and a class list. Out: files in memory, one with all copies of a document or one for each pupil, and
a slip for the office. Fails with `SpecError` holding every wrong row, or `FilesError`.
"""
