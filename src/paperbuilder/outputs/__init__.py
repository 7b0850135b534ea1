"""The outputs room: what is written from a paper.

In: a checked spec and how it is wanted. Out: files in memory. Fails with `PaperbuilderError`.
"""
