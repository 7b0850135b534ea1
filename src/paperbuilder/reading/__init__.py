"""The reading room: a YAML file becomes frozen models, with the place of every value.

In: a file and model classes. Out: instances, or every problem with its place; JSON Schema and reference pages of the
models. Fails with `FilesError` or `SpecError`. It knows no paper and no theme.
"""
