"""Measure how fast the graph is built and answered: see docs/benchmarks.md."""
