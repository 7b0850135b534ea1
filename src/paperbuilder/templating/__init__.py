"""The templating room: a paper and a school's templates become layout XML.

In: a `Paper`, folders of templates and a theme. Out: XML. Fails with `TemplateError`. No ReportLab here.
"""
