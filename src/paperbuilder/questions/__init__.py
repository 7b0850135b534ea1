"""The questions room."""
