"""The ledger beside another dataset: matched apart from the pages, kept for as long as both stay as they are.

`against` is the dataset, `apart` matches in a process of its own, `keeping` holds what came of it, `choosing` takes out of it
what a page asks for, `telling` puts that into words.
"""
