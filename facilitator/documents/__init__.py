"""Papers: a view for one audience, a template, an HTML subset, and walkers that write formats.

    records -> for_audience -> view (plain data) -> template -> subset (a small tree) -> walker -> text

A new document is a view function, a template, its fixed words and a `Document` in `render.RENDERABLE`.
A new format is a walker, its name in `render.Format` and its branch in `render.render`. Neither knows of
the other.
"""
