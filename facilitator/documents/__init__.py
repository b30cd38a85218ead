"""Papers: a view for one audience, a template, an HTML subset, and walkers that write formats.

    records -> for_audience -> view (plain data) -> template -> subset (a small tree) -> walker -> text

A new document is a view function, a template and a line in `render.RENDERABLE`. A new format is a
walker and a line in `render.FORMATS`. Neither knows of the other.
"""
