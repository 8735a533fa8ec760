"""Read sources: definitions, files of every format, rows and statements."""
