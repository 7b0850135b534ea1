"""The schools room: start a school's look, and check it.

In: the project's folder and a name. Out: files, problems. Fails with `FilesError`.
"""
