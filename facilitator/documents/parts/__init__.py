"""What several papers say."""
