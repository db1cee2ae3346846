"""`exam-tutor serve`: everything in one process, supervised, and stopped within ten seconds."""
