"""Papers: a view for one audience, a template, an HTML subset, and walkers that write formats.

    records -> for_audience -> view (plain data) -> template -> subset (a small tree) -> walker -> file
                            -> register (rows) or dates -> CSV, XLSX, JSON, ICS

A new paper is a module in `papers` with a view function and its `Document` row, a line in `papers.registry`,
a template and its fixed words. A new format is a walker, its name in `formats.registry.Format` and its
branch in `formats.registry.content`. Neither knows of the other. A new export is a module
in `exports.kinds` with its `EXPORT`.
"""
