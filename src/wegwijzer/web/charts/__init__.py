"""Charts as SVG text: pure functions, without script, style attributes or framework.

Every chart is drawn 360 units wide, so that its letters can be read on a phone. It has its meaning in a text for who
cannot see it (`told`), and tells series apart by shape, tone and words, never by colour alone. Colours come from
`static/wegwijzer/figures.css` by class; the attributes in the SVG are what paper shows, in black and grey.

Small lines and bars of one firm over the years stand in `web.portfolio.charts`.
"""
