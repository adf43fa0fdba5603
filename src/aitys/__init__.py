"""Aitys: a self-hosted news desk. Start at `aitys.run.pipeline`, where the flow is written down."""
