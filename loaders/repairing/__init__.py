"""Repair and leave out by rule, and count it."""
