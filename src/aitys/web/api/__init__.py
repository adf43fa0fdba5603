"""`/api/v1/`: the desk for programs. Its shape is described by itself at `/api/v1/openapi.json`."""
