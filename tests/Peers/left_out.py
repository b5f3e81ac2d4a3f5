class LeftOut(Exception):
    """The other library has no such thing, or means something else by it; the message says what."""
