"""The marking room: mark sheets out and back, feedback, summaries.

In: a checked spec, a class list, a filled mark sheet. Out: CSV, XLSX and PDF files. Fails with `SpecError` holding
every wrong cell by row and heading, or `FilesError`.
"""
