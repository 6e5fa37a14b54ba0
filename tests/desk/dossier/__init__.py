"""The dossier's drawings and sheets, made from records alone."""
