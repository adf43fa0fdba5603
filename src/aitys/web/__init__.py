"""The site: addresses to views, views to templates. Views take values from `store`, shaped by `publish`."""
