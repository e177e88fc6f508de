"""Backfiles: shards of reports read by many workers on one machine or many, into Parquet files with a manifest."""
