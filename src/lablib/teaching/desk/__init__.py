"""What an instructor sees of a room: progress codes, who is where, the room's predictions.

A learner's progress leaves their computer as a progress code only, and `progress_code.py` says all that is
in one.
"""
