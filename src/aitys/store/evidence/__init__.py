"""Raw answers on disk: WARC files that only grow, one open file per writing process."""
