"""The only room that moves data from stage to stage. Start at `pipeline`, where the flow is written down."""
