"""What files are read and written through: bounded, whole, and for their owner alone.

`archives` opens zips with limits, `reading` and `toml` read what a person put somewhere, `writing` puts
files in place whole, `private` keeps them from other people, `places` says when a folder is shared.
"""
