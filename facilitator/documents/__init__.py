"""Papers: a view for one audience, a template, an HTML subset, and walkers that write formats.

    records -> for_audience -> view (plain data) -> template -> subset (a small tree) -> walker -> file
                            -> register (rows) or dates -> CSV, XLSX, JSON, ICS

A new document is a view function, a template, its fixed words and a `Document` in `render.RENDERABLE`.
A new format is a walker, its name in `formats.Format` and its branch in `formats.content`. Neither knows
of the other. A new export is a function that returns a `registers.Register`, and an `Export` in
`exports.EXPORTS`.
"""
