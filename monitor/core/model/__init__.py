"""The values that pass between the stages, one file a stage, in the order in which they pass.

Every instant is an aware `datetime` in UTC unless its comment says otherwise. Absence is `None`. Foreign text (titles,
bodies) is plain text: markup was taken off when it was parsed. Offsets count code points. Knows nothing but the small
values of its neighbours in the core (rhythm, source_state); each file knows only those before it:
watchlist, source, route, feed, article, story, delivery, stored.
"""
