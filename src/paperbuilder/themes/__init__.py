"""The themes room: a school's look, in layers, as one checked `Theme`.

In: folders of templates, a spec's own changes, an edition. Out: `Theme`. Fails with `TemplateError` or `FilesError`.
No ReportLab and no Jinja2 here.
"""
