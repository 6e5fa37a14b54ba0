"""What a text tells, as span groups on any spaCy Doc: `nlp.add_pipe("warledger")`."""
