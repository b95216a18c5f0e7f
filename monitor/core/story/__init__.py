"""Which articles tell of the same event, and which repeat one another's text.

`words` reads a text, `telling` keeps of an article what clustering needs, `likeness` compares two, `window` holds those
of the last three days and finds each new article its story. Pure, like all of the core; knows only the folding of
Arabic beside it.
"""
