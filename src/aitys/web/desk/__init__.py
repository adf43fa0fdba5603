"""The pages of the signed-in desk."""
