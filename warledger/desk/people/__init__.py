"""Who may do what at the desk: reviewers, their sessions, and what every form must carry."""
