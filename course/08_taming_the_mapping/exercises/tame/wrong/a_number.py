# few-tries-will-do -> 08.3.no-settings
def tame(incident, pause_s):
    return 3
