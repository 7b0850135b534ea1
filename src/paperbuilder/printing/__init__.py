"""The printing room: a finished PDF handed to the system's printer.

In: a PDF and what is asked for. Out: commands of CUPS, and what they answer. Fails with `FilesError`. It knows no
specs.
"""
