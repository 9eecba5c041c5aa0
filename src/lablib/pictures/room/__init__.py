"""The instructor's desk as a page: the room, wrong answers, votes, game day.

`desk_page.py` is the frame, which a browser loads once; `desk_parts.py` is what it asks for again and again.
"""
