"""The tables room: the cells of a list or a sheet, as text.

In: a CSV or XLSX file as schools' systems and spreadsheets save it. Out: a `Table`. Fails with `FilesError`.
"""
