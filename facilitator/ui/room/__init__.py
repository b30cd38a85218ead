"""The room's own screen: large type, and only what the teams present may see."""
