"""The parts of ``benchmarks/loading.py``; each yields rows of figures."""
