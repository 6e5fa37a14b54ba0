"""The pages of the desk, one module each; `add_to(app, desk)` hangs a page into the application."""
