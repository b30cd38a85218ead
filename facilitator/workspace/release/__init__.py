"""What leaves: which records an audience gets, and copies for sharing."""
