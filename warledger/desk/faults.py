"""What the terminal is told of a fault of the program: where it happened, never what a report said."""

import traceback


def without_words(error: BaseException) -> str:
    """Give the steps that led to a fault and its class. Its message is left out: it may hold words of a report."""
    steps = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    return f"{steps}{type(error).__name__}"
