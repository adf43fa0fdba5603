"""The long runs that CI does not do."""
