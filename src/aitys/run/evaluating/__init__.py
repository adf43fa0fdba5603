"""Measuring what the desk understands against what people wrote down; `docs/evaluation.md` has the measures.

A module a task. Each takes samples and gives measures, and an answer to each sample in its order, so that
anyone can score the answers again. The terminal and the gate (`evals/gate.py`) measure by the same functions.
"""
