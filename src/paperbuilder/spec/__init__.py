"""The spec room: what a teacher writes, as checked, frozen models; the project and its settings.

In: a file. Out: an `Exam` or a `Worksheet` and its `Source`. Fails with `FilesError` or `SpecError`, all problems at
once. It knows no layout and no PDF.
"""
